import type { IDataObject } from 'n8n-workflow';

import { chunksOf } from '../../../../shared/batches';
import { timeAnswer } from '../../../../shared/calendar/event';
import { momentOf } from '../../../../shared/calendar/moment';
import type { EventTime } from '../../../../shared/calendar/times';
import { addDays } from '../../../../shared/calendar/times';
import { wireRange } from '../../../../shared/calendar/windows';
import type { Failure, Outcome } from '../../../../shared/errors/failure';
import { mayConcernOneEntry, success } from '../../../../shared/errors/failure';
import { explain } from '../../../../shared/errors/toNodeError';
import { runInOrder } from '../../../../shared/run/runInOrder';
import type { DingTalkApi } from '../../../../shared/transport/api';
import type { ApiPath } from '../../../../shared/wire/path';
import { path } from '../../../../shared/wire/path';
import type { Interval } from './intervals';

const CONCURRENT_CALLS = 4;

/** DingTalk docs "查询闲忙信息": 20 people; "查询会议室忙闲信息": 5 rooms, 90 days. */
export const FREE_BUSY_LIMITS = { peoplePerCall: 20, roomsPerCall: 5, roomDays: 90 } as const;

/** Taken time, with what DingTalk says of it. */
export interface BusyTime extends Interval {
	isTentative: boolean;
}

/** The taken time of a person or a room. */
export interface Schedule {
	/** unionId or room ID, as it was asked for. */
	id: string;
	busy: BusyTime[];
	/** Why nothing is known. */
	error?: string;
	/** As DingTalk gave it. */
	raw: IDataObject;
}

/** Whose calendars to look at, when, and as whom. */
export interface FreeBusyQuery {
	operatorUnionId: string;
	ids: readonly string[];
	range: Interval;
	/** Of the times asked for, and of all-day events, which have no zone of their own. */
	timeZone: string;
}

interface WireSchedule extends IDataObject {
	userId?: string;
	roomId?: string;
	error?: string;
	scheduleItems?: WireBusy[];
}

interface WireBusy extends IDataObject {
	status?: string;
	start?: EventTime & IDataObject;
	end?: EventTime & IDataObject;
}

interface Kind {
	perCall: number;
	path: ApiPath;
	listField: 'userIds' | 'roomIds';
	idField: 'userId' | 'roomId';
}

/**
 * The taken time of any number of people, in the order given; who cannot be read has an error.
 *
 * @throws NodeApiError when DingTalk refuses all of it
 * @see DingTalk docs "查询闲忙信息": POST /v1.0/calendar/users/{userId}/querySchedule
 */
export const fetchPeopleSchedules = async (
	api: DingTalkApi,
	query: FreeBusyQuery,
): Promise<Schedule[]> =>
	await fetchSchedules(api, query, {
		perCall: FREE_BUSY_LIMITS.peoplePerCall,
		path: path`/v1.0/calendar/users/${query.operatorUnionId}/querySchedule`,
		listField: 'userIds',
		idField: 'userId',
	});

/**
 * The same for meeting rooms.
 *
 * @throws NodeApiError when DingTalk refuses all of it
 * @see DingTalk docs "查询会议室忙闲信息": POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query
 */
export const fetchRoomSchedules = async (
	api: DingTalkApi,
	query: FreeBusyQuery,
): Promise<Schedule[]> =>
	await fetchSchedules(api, query, {
		perCall: FREE_BUSY_LIMITS.roomsPerCall,
		path: path`/v1.0/calendar/users/${query.operatorUnionId}/meetingRooms/schedules/query`,
		listField: 'roomIds',
		idField: 'roomId',
	});

async function fetchSchedules(
	api: DingTalkApi,
	query: FreeBusyQuery,
	kind: Kind,
): Promise<Schedule[]> {
	const refusals: Failure[] = [];
	const schedules = await runInOrder(chunksOf(query.ids, kind.perCall), {
		concurrency: CONCURRENT_CALLS,
		keysOf: () => [],
		run: async (ids) => await fetchBatch(api, { ...query, ids }, kind, refusals),
	});
	const found = schedules.flat();
	// Where each single one was refused, the fault is not theirs.
	if (refusals.length > 0 && refusals.length === found.length) throw api.toError(refusals[0]);
	return found;
}

async function fetchBatch(
	api: DingTalkApi,
	query: FreeBusyQuery,
	kind: Kind,
	refusals: Failure[],
): Promise<Schedule[]> {
	const { ids } = query;
	const outcome: Outcome<WireSchedule[]> = await ask(api, kind, query);
	if (outcome.ok) return ids.map((id) => toSchedule(id, outcome.value, kind, query.timeZone));
	if (!mayConcernOneEntry(outcome.failure)) throw api.toError(outcome.failure);
	if (ids.length === 1) {
		refusals.push(outcome.failure);
		return [{ id: ids[0], busy: [], error: explain(outcome.failure).message, raw: {} }];
	}
	// One wrong ID spoils the call for all that are in it.
	const single = await Promise.all(
		ids.map(async (id) => await fetchBatch(api, { ...query, ids: [id] }, kind, refusals)),
	);
	return single.flat();
}

async function ask(
	api: DingTalkApi,
	{ path: where, listField }: Kind,
	{ ids, range, timeZone }: FreeBusyQuery,
): Promise<Outcome<WireSchedule[]>> {
	const wire = wireRange({ from: range.start, until: range.end }, timeZone);
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: where,
		answer: {
			scheduleInformation: 'objects',
			'scheduleInformation[].scheduleItems': 'objects?',
			...timeAnswer('scheduleInformation[].scheduleItems[].start'),
			...timeAnswer('scheduleInformation[].scheduleItems[].end'),
		},
		body: { [listField]: [...ids], startTime: wire.from, endTime: wire.until },
		repeatable: true,
	});
	if (!outcome.ok) return outcome;
	const { scheduleInformation } = outcome.value.body as { scheduleInformation?: WireSchedule[] };
	return success(scheduleInformation ?? []);
}

function toSchedule(
	id: string,
	answers: WireSchedule[],
	{ idField }: Kind,
	timeZone: string,
): Schedule {
	const raw = answers.find((answer) => answer[idField] === id);
	if (!raw) return { id, busy: [], error: 'DingTalk says nothing about this ID', raw: {} };
	if (raw.error) return { id, busy: [], error: String(raw.error), raw };
	const items = raw.scheduleItems ?? [];
	const busy = items.map((item) => toBusyTime(item, timeZone));
	// Time that cannot be read must not pass for free time.
	if (busy.some(({ start, end }) => !(start <= end))) {
		return { id, busy: [], error: 'DingTalk gives times that cannot be read', raw };
	}
	return { id, busy: busy.sort((a, b) => a.start - b.start), raw };
}

/** The end of an all-day event is the day after its last one; where it is the same day, one day is meant. */
function toBusyTime({ status, start, end }: WireBusy, timeZone: string): BusyTime {
	const from = momentOf(start, timeZone);
	const until = momentOf(end, timeZone);
	const day = start?.date;
	return {
		start: from,
		end: day && until <= from ? momentOf({ date: addDays(day, 1) }, timeZone) : until,
		isTentative: status === 'TENTATIVE',
	};
}
