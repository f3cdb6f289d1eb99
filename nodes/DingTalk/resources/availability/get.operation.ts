import type { IDataObject } from 'n8n-workflow';

import type { Schedule } from './slots/freeBusy';
import { fetchRoomSchedules } from './slots/freeBusy';
import { operatorOf } from '../../../shared/contacts/operator';
import { roomsField } from '../../fields/rooms';
import { InputError } from '../../../shared/errors/inputError';
import { operatorOption } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import { isoIn } from '../../../shared/values/time';
import { rangeFields, readAvailabilityRange, readZone, timeZoneOption } from './range';
import { readSchedules, whoIs } from './schedules';
import { optionsField } from '../../../shared/fields/collections';

/**
 * @see DingTalk docs "查询闲忙信息": POST /v1.0/calendar/users/{userId}/querySchedule
 * @see DingTalk docs "查询会议室忙闲信息": POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query
 */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get availability',
	description:
		'Find out when people and meeting rooms are busy (闲忙) within a range of time, one item for each of them',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/querySchedule',
		'POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query',
	],
	fields: [
		peopleField({
			displayName: 'People',
			name: 'people',
			description: 'Whose calendars to look at: any number of people, by any ID',
		}),
		roomsField({
			description: 'Meeting rooms to look at: any number, from the list or by ID',
		}),
		...rangeFields,
		simplifyField,
		optionsField({ options: [operatorOption, timeZoneOption] }),
	],
	async run(context) {
		const { api, read } = context;
		const people = read.people('people');
		const roomIds = read.several('roomIds');
		if (people.length + roomIds.length === 0) {
			throw new InputError(
				read.label('people'),
				`and '${read.label('roomIds')}' are empty`,
				'Add at least one person or room',
			);
		}
		const timeZone = readZone(context);
		const range = readAvailabilityRange(context, timeZone);
		const isSimple = read.flag('simplify');
		const query = { operatorUnionId: await operatorOf(context), range, timeZone };
		const schedules = await readSchedules(context, people, query);
		const rooms = await fetchRoomSchedules(api, { ...query, ids: roomIds });
		const toItem = (who: IDataObject, schedule: Schedule) =>
			isSimple ? { ...who, ...simplified(schedule, timeZone) } : { ...who, ...rawOf(schedule) };
		return [
			...schedules.map((schedule) => toItem({ kind: 'person', ...whoIs(schedule) }, schedule)),
			...rooms.map((schedule) => toItem({ kind: 'room', roomId: schedule.id }, schedule)),
		];
	},
};

const simplified = ({ busy, error }: Schedule, timeZone: string): IDataObject =>
	error
		? { error }
		: {
				isFree: busy.length === 0,
				busy: busy.map(({ start, end, isTentative }) => ({
					start: isoIn(start, timeZone),
					end: isoIn(end, timeZone),
					status: isTentative ? 'tentative' : 'busy',
				})),
			};

const rawOf = ({ raw, error }: Schedule): IDataObject => (error ? { ...raw, error } : raw);
