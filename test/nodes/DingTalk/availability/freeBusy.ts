/** Planned free/busy calls. */
import { postApi } from '../../../helpers/calls.mts';

export const PEOPLE = '/v1.0/calendar/users/union-boss/querySchedule';
export const ROOMS = '/v1.0/calendar/users/union-boss/meetingRooms/schedules/query';
export const ZONE = 'Asia/Shanghai';

type Json = Record<string, unknown>;

/** The operator, named in a way that needs no lookup. */
export const BOSS = { __rl: true, mode: 'unionId', value: 'union-boss' };

/** Options with the operator and Shanghai's clocks. */
export const options = (further: Json = {}) => ({ operatorId: BOSS, timeZone: ZONE, ...further });

/** People named by unionIds, which need no lookup. */
export const people = (...ids: string[]) => ({
	list: [{ ids: ids.join(), idType: 'unionId' }],
});

/** A moment of Wednesday, 6 May 2026, in Shanghai. */
export const at = (time: string) => `2026-05-06T${time}:00+08:00`;

/** Taken time as DingTalk has it. */
export const taken = (from: string, until: string, status = 'BUSY') => ({
	status,
	start: { dateTime: at(from), timeZone: ZONE },
	end: { dateTime: at(until), timeZone: ZONE },
});

/** Plans a question about people, and what of each is taken; the times as they are sent, with an offset. */
export const planPeople = (schedules: Record<string, Json[]>, from: string, until: string) =>
	postApi(
		PEOPLE,
		{ userIds: Object.keys(schedules), startTime: from, endTime: until },
		{
			scheduleInformation: Object.entries(schedules).map(([userId, scheduleItems]) => ({
				userId,
				scheduleItems,
			})),
		},
	);

/** Plans a question about rooms, and what of each is taken. */
export const planRooms = (schedules: Record<string, Json[]>, from: string, until: string) =>
	postApi(
		ROOMS,
		{ roomIds: Object.keys(schedules), startTime: from, endTime: until },
		{
			scheduleInformation: Object.entries(schedules).map(([roomId, scheduleItems]) => ({
				roomId,
				scheduleItems,
			})),
		},
	);
