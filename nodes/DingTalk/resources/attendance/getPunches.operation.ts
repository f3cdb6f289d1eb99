import type { IDataObject } from 'n8n-workflow';

import { requirePeople, userIdsOf } from '../../../shared/contacts/people';
import { pagingFields } from '../../fields/paging';
import type { TimeRange } from '../../fields/timeRange';
import { isWithin, pastSpanFields, readSpan } from '../../fields/timeRange';
import { addDays } from '../../../shared/calendar/times';
import { optionsField } from '../../../shared/fields/collections';
import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import { isoIn, isoMoment } from '../../../shared/values/time';
import type { DingTalkApi } from '../../../shared/transport/api';
import type { WorkDays } from './workDays';
import { ATTENDANCE_ZONE, overseasOption, readParts, workDayOf } from './workDays';

interface WirePunch extends IDataObject {
	userId: string;
	/** Unix ms, as are the others. */
	userCheckTime: number | string;
	/** The day that it counts for. */
	workDate?: number | string;
	baseCheckTime?: number | string;
}

/** @see DingTalk docs "获取打卡详情": POST /attendance/listRecord */
export const getPunches: Operation = {
	value: 'getPunches',
	name: 'Get Punches',
	action: 'Get attendance punches',
	description:
		'List when, where and how people punched in and out (打卡详情): every punch, also those that DingTalk found invalid',
	endpoints: ['POST /attendance/listRecord'],
	fields: [
		peopleField({
			displayName: 'People',
			name: 'people',
			required: true,
			description: 'Whose punches to get: any number of people, by any ID',
		}),
		...pastSpanFields('Punches'),
		...pagingFields,
		simplifyField,
		optionsField({ options: [overseasOption] }),
	],
	async run({ api, read, directory, node }) {
		const people = requirePeople(read.label('people'), read.people('people'));
		const range = readSpan(read);
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const isI18n = read.group('options').flag(overseasOption.name);
		const userIds = await userIdsOf(directory, people);
		const punches = await readParts(
			userIds,
			workDaysOf(range),
			async ({ from, to, userIds: some }) => {
				const found = await fetchPunches(api, {
					checkDateFrom: from,
					checkDateTo: to,
					userIds: some,
					...(isI18n ? { isI18n } : {}),
				});
				return found.filter(({ userCheckTime }) => isWithin(range, Number(userCheckTime)));
			},
			limit,
		);
		return isSimple ? punches.map((punch) => simplified(punch, node.getTimezone())) : punches;
	},
};

/**
 * The work days that a punch in the range can count for: whoever works through the night punches on the day before or
 * after. DingTalk's page calls what is asked for work days; by the time of a punch [unverified] it comes to the same.
 */
const workDaysOf = ({ from, until }: TimeRange): WorkDays => ({
	first: addDays(dayAt(from), -1),
	last: addDays(dayAt(until - 1), 1),
});

const dayAt = (ms: number): string => isoIn(ms, ATTENDANCE_ZONE).slice(0, 10);

/** It has no pages. */
async function fetchPunches(api: DingTalkApi, body: IDataObject): Promise<WirePunch[]> {
	const { recordresult } = await api.request<{ recordresult: WirePunch[] }>({
		method: 'POST',
		host: 'oapi',
		path: '/attendance/listRecord',
		answer: {
			recordresult: 'objects',
			'recordresult[].userId': 'id',
			'recordresult[].userCheckTime': 'digits',
		},
		body,
		repeatable: true,
	});
	return recordresult;
}

const simplified = (punch: WirePunch, timeZone: string): IDataObject => ({
	id: punch.id,
	userId: punch.userId,
	userCheckTime: isoMoment(punch.userCheckTime, timeZone),
	workDate: workDayOf(punch.workDate),
	checkType: punch.checkType,
	timeResult: punch.timeResult,
	baseCheckTime: isoMoment(punch.baseCheckTime, timeZone),
	locationResult: punch.locationResult,
	locationMethod: punch.locationMethod,
	sourceType: punch.sourceType,
	userAddress: punch.userAddress,
	userLatitude: punch.userLatitude,
	userLongitude: punch.userLongitude,
	outsideRemark: punch.outsideRemark,
	invalidRecordType: punch.invalidRecordType,
	invalidRecordMsg: punch.invalidRecordMsg,
	procInstId: punch.procInstId,
	approveId: punch.approveId,
});
