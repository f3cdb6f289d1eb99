import type { IDataObject } from 'n8n-workflow';

import { requirePeople, userIdsOf } from '../../../shared/contacts/people';
import { pagingFields } from '../../fields/paging';
import { toDay } from '../../../shared/calendar/times';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import type { ItemContext, Operation } from '../../operation/operation';
import type { PageStyle } from '../../../shared/paging/pages';
import { pages } from '../../../shared/paging/pages';
import type { DingTalkApi } from '../../../shared/transport/api';
import { isoMoment } from '../../../shared/values/time';
import type { WorkDays } from './workDays';
import { overseasOption, readParts, workDayOf } from './workDays';

const PAGE_SIZE = 50;

/** The next offset is the last one and the page size, however many came. */
const PAGES: PageStyle = {
	first: { offset: 0, limit: PAGE_SIZE },
	after: ({ offset }) => ({ offset: Number(offset) + PAGE_SIZE, limit: PAGE_SIZE }),
};

interface WireResult extends IDataObject {
	userId: string;
	/** Unix ms, as are the others: midnight in China. */
	workDate: number | string;
	checkType?: string;
	timeResult?: string;
	locationResult?: string;
	sourceType?: string;
	baseCheckTime?: number | string;
	/** Of somebody who did not punch it is `baseCheckTime`. */
	userCheckTime?: number | string;
	procInstId?: string;
	approveId?: number | string;
}

/** @see DingTalk docs "获取打卡结果": POST /attendance/list */
export const getResults: Operation = {
	value: 'getResults',
	name: 'Get Results',
	action: 'Get attendance results',
	description:
		'Find out who came and left on time, late, early or not at all (打卡结果): for each person and work day one item for the start and one for the end of work',
	endpoints: ['POST /attendance/list'],
	fields: [
		peopleField({
			displayName: 'People',
			name: 'people',
			required: true,
			description: 'Whose results to get: any number of people, by any ID',
		}),
		{
			displayName: 'First Day',
			name: 'firstDay',
			type: 'dateTime',
			required: true,
			default: '={{ $today.minus({ week: 1 }) }}',
			description: 'The first work day, as any ISO date; its time of day does not count',
		},
		{
			displayName: 'Last Day',
			name: 'lastDay',
			type: 'dateTime',
			required: true,
			default: '={{ $today }}',
			description:
				'The last work day, which is included, as any ISO date; its time of day does not count',
		},
		...pagingFields,
		simplifyField,
		optionsField({ options: [overseasOption] }),
	],
	async run(context) {
		const { api, read, directory, node } = context;
		const people = requirePeople(read.label('people'), read.people('people'));
		const days = readDays(context);
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const isI18n = read.group('options').flag(overseasOption.name);
		const userIds = await userIdsOf(directory, people);
		const results = await readParts(
			userIds,
			days,
			async (part, most) =>
				await pages<WireResult>(
					PAGES,
					async (paging) =>
						await fetchPage(api, {
							workDateFrom: part.from,
							workDateTo: part.to,
							userIdList: part.userIds,
							...(isI18n ? { isI18n } : {}),
							...paging,
						}),
					most,
				),
			limit,
		);
		return isSimple ? results.map((result) => simplified(result, node.getTimezone())) : results;
	},
};

function readDays({ read, node }: ItemContext): WorkDays {
	const [first, last] = ['firstDay', 'lastDay'].map((name) =>
		toDay(read.label(name), read.date(name), node.getTimezone()),
	);
	if (first <= last) return { first, last };
	throw new InputError(
		read.label('lastDay'),
		`is before '${read.label('firstDay')}'`,
		'Swap the two, or correct one of them',
	);
}

async function fetchPage(api: DingTalkApi, body: IDataObject) {
	const { recordresult, hasMore } = await api.request<{
		recordresult: WireResult[];
		hasMore: boolean | string;
	}>({
		method: 'POST',
		host: 'oapi',
		path: '/attendance/list',
		answer: {
			recordresult: 'objects',
			'recordresult[].userId': 'id',
			'recordresult[].workDate': 'digits',
			hasMore: 'boolean',
		},
		body,
		repeatable: true,
	});
	return { items: recordresult, hasMore: String(hasMore) === 'true' };
}

const simplified = (result: WireResult, timeZone: string): IDataObject => ({
	userId: result.userId,
	workDate: workDayOf(result.workDate),
	checkType: result.checkType,
	timeResult: result.timeResult,
	locationResult: result.locationResult,
	sourceType: result.sourceType,
	baseCheckTime: isoMoment(result.baseCheckTime, timeZone),
	userCheckTime:
		result.timeResult === 'NotSigned' ? undefined : isoMoment(result.userCheckTime, timeZone),
	procInstId: result.procInstId,
	approveId: result.approveId,
});
