import type { IDataObject } from 'n8n-workflow';

import type { Schedule } from './slots/freeBusy';
import { fetchRoomSchedules } from './slots/freeBusy';
import type { Blocker, Calendar, Slot, SlotResult } from './slots/slots';
import { findSlots } from './slots/slots';
import { workingTime } from './slots/workingTime';
import { operatorOf } from '../../../shared/contacts/operator';
import { InputError } from '../../../shared/errors/inputError';
import type { Operation } from '../../operation/operation';
import { isoIn } from '../../../shared/values/time';
import { findSlotFields } from './findSlotFields';
import type { SlotQuestion } from './findSlotInput';
import { readQuestion } from './findSlotInput';
import type { PersonSchedule } from './schedules';
import { readSchedules, whoIs } from './schedules';
import { MINUTE_MS } from '../../../shared/run/durations';

/** Whose taken time is known, and of whom nothing is. */
interface Schedules {
	attendees: PersonSchedule[];
	optional: PersonSchedule[];
	rooms: Schedule[];
	notChecked: IDataObject[];
}

/**
 * Computed from free/busy; DingTalk has no call that does it.
 *
 * @see DingTalk docs "查询闲忙信息": POST /v1.0/calendar/users/{userId}/querySchedule
 * @see DingTalk docs "查询会议室忙闲信息": POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query
 */
export const findSlot: Operation = {
	value: 'findSlot',
	name: 'Find a Slot',
	action: 'Find a slot',
	description:
		'Find the first times at which all attendees, and a room if wanted, are free within working hours, or who is in the way',
	endpoints: [
		'POST /v1.0/calendar/users/{userId}/querySchedule',
		'POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query',
	],
	fields: findSlotFields,
	async run(context) {
		const { api } = context;
		const question = readQuestion(context);
		const { range, timeZone, attendees, optional, roomIds } = question;
		const query = {
			operatorUnionId: await operatorOf(context),
			timeZone,
			// A meeting at the edge has its buffer outside.
			range: {
				start: range.start - question.bufferBeforeMs,
				end: range.end + question.bufferAfterMs,
			},
		};
		const people = await readSchedules(context, [...attendees, ...optional], query);
		const rooms = await fetchRoomSchedules(api, { ...query, range, ids: roomIds });
		const required = new Set(attendees.map(({ value }) => value));
		const known = sortOut(question, {
			attendees: people.filter(({ person }) => required.has(person)),
			optional: people.filter(({ person }) => !required.has(person)),
			rooms,
			notChecked: [],
		});
		const found = search(question, known);
		return toOutput(question, known, found);
	},
};

/**
 * Without those of whom nothing is known.
 *
 * @throws InputError when a slot could not be relied on without them
 */
function sortOut({ isUnreadableIgnored }: SlotQuestion, given: Schedules): Schedules {
	const unread = given.attendees.filter(({ error }) => error);
	const isNobodyLeft = unread.length === given.attendees.length;
	if (unread.length > 0 && (isNobodyLeft || !isUnreadableIgnored)) {
		const [{ person, error }] = unread;
		const others = unread.length > 1 ? ` and ${unread.length - 1} more` : '';
		throw new InputError(
			'Attendees',
			`holds people whose calendar cannot be read: ${person}${others} (${error})`,
			isNobodyLeft
				? 'Nobody else is an attendee, so no time can be relied on. Add people whose calendars can be read'
				: "Take them out, or turn on 'Ignore Unreadable Calendars' in the options",
		);
	}
	const rooms = given.rooms.filter(({ error }) => !error);
	if (given.rooms.length > 0 && rooms.length === 0) {
		throw new InputError(
			'Rooms',
			`names no room that can be read: ${given.rooms[0].error}`,
			'Check the IDs, and that the rooms are in this organisation',
		);
	}
	const people = [...given.attendees, ...given.optional].filter(({ error }) => error);
	return {
		attendees: given.attendees.filter(({ error }) => !error),
		optional: given.optional.filter(({ error }) => !error),
		rooms,
		notChecked: [
			...people.map((schedule) => ({ ...whoIs(schedule), error: schedule.error })),
			...given.rooms.filter(({ error }) => error).map(({ id, error }) => ({ roomId: id, error })),
		],
	};
}

function search(question: SlotQuestion, { attendees, optional, rooms }: Schedules): SlotResult {
	const { range, timeZone, hours, daysOff, isTentativeBusy } = question;
	const toCalendar = ({ id, busy }: Schedule): Calendar => ({
		id,
		busy: busy.filter(({ isTentative }) => isTentativeBusy || !isTentative),
	});
	return findSlots({
		...question,
		working: workingTime(range, timeZone, hours, daysOff),
		required: attendees.map(toCalendar),
		optional: optional.map(toCalendar),
		rooms: rooms.map(toCalendar),
	});
}

function toOutput(
	{ timeZone, durationMs }: SlotQuestion,
	{ attendees, optional, notChecked }: Schedules,
	{ slots, candidates, blockers }: SlotResult,
): IDataObject {
	const byId = new Map([...attendees, ...optional].map((schedule) => [schedule.id, schedule]));
	const nameOf = (id: string) => {
		const schedule = byId.get(id);
		return schedule ? whoIs(schedule) : { unionId: id };
	};
	const toSlot = ({ start, end, freeRooms, busyOptional }: Slot): IDataObject => ({
		start: isoIn(start, timeZone),
		end: isoIn(end, timeZone),
		...(freeRooms.length > 0 ? { roomId: freeRooms[0], freeRoomIds: freeRooms } : {}),
		...(optional.length > 0 ? { busyOptionalAttendees: busyOptional.map(nameOf) } : {}),
	});
	const toBlocker = ({ id, blocks, blocksAlone }: Blocker): IDataObject => ({
		...(id === undefined ? { kind: 'rooms' } : { kind: 'person', ...nameOf(id) }),
		blocks,
		blocksAlone,
	});
	const list = slots.map(toSlot);
	return {
		found: list.length > 0,
		...list[0],
		slots: list,
		durationMinutes: durationMs / MINUTE_MS,
		timeZone,
		...(list.length > 0
			? {}
			: {
					reason: candidates === 0 ? 'noWorkingTime' : 'everyTimeBlocked',
					timesChecked: candidates,
					blockers: blockers.map(toBlocker),
				}),
		...(notChecked.length > 0 ? { notChecked } : {}),
	};
}
