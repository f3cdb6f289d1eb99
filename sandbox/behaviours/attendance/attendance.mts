import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Punch } from '../../state/attendance.mts';
import { CORP_ID } from '../../state/seed.mts';
import { DAY_MS, HOME_ZONE, instantOf, parseDate, wallClock } from '../calendar/times.mts';
import { strangerAmong } from '../contacts/users.mts';

const HOUR_MS = 60 * 60 * 1000;
const MAX_SPAN_MS = 7 * DAY_MS;

// Everybody works from Monday to Friday, from nine to six.
const SHIFT = { OnDuty: 9 * HOUR_MS, OffDuty: 18 * HOUR_MS };
type CheckType = keyof typeof SHIFT;
const GROUP = { groupId: 685935028, corpId: CORP_ID };

// Until then whoever punches is still at work since the day before; when the day turns is a setting [unverified].
const DAY_BEGINS_MS = 5 * HOUR_MS;
// Half of the shift is over: who punches now leaves.
const HALF_MS = (SHIFT.OnDuty + SHIFT.OffDuty) / 2;

/** The work day that a punch counts for, as a count of days. */
const workDayOf = (punch: Punch): number => wallClock(punch.time - DAY_BEGINS_MS, HOME_ZONE).day;

const clockOn = (day: number, ms: number): number => instantOf({ day, ms }, HOME_ZONE);

const checkTypeOf = (punch: Punch): CheckType =>
	punch.time < clockOn(workDayOf(punch), HALF_MS) ? 'OnDuty' : 'OffDuty';

// 1 January 1970 was a Thursday.
const isWorkDay = (day: number): boolean => (day + 3) % 7 < 5;

// `yyyy-MM-dd HH:mm:ss` on the clocks of China [unverified]: the page names no zone, its samples are midnight there.
function parseTime(text: unknown): number | undefined {
	const [date, time] = String(text).split(' ');
	const day = parseDate(date);
	const [, hours, minutes, seconds] =
		/^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time ?? '') ?? [];
	if (day === undefined || hours === undefined) return undefined;
	const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	return day * DAY_MS + ms;
}

type Asked = { first: number; last: number; refusal?: undefined } | { refusal: Answer };

/** The days asked for: both ends with the whole day, whatever their time. */
function daysIn({ endpoint, body }: Request, fromName: string, toName: string): Asked {
	const from = parseTime(body[fromName]);
	const to = parseTime(body[toName]);
	if (from === undefined) {
		return { refusal: oapiError(endpoint, 40035, `不合法的参数 ${fromName}`) };
	}
	if (to === undefined || to < from) {
		return { refusal: oapiError(endpoint, 40035, `不合法的参数 ${toName}`) };
	}
	if (to - from > MAX_SPAN_MS) return { refusal: oapiError(endpoint, 41041) };
	return { first: Math.floor(from / DAY_MS), last: Math.floor(to / DAY_MS) };
}

/** What a punch is worth; who is a minute late is late. */
function timeResultOf(checkType: CheckType, time: number, base: number): string {
	const late = time - base;
	if (checkType === 'OnDuty') return late >= 60_000 ? 'Late' : 'Normal';
	return late < 0 ? 'Early' : 'Normal';
}

const locationOf = ({ outside }: Punch): string => (outside === undefined ? 'Normal' : 'Outside');

/** The result of one end of a work day; undefined while it may still come. */
function resultOf({ store }: World, userId: string, day: number, checkType: CheckType) {
	const base = clockOn(day, SHIFT[checkType]);
	const own = store.punches
		.filter((one) => one.userId === userId && workDayOf(one) === day)
		.filter((one) => checkTypeOf(one) === checkType)
		.sort((a, b) => a.time - b.time);
	// The first punch counts for coming, the last one for leaving.
	const punch = own.at(checkType === 'OnDuty' ? 0 : -1);
	if (!punch && store.now() < base) return undefined;
	const planId = 144_872_000_000 + day * 2 + (checkType === 'OnDuty' ? 0 : 1);
	const common = {
		...GROUP,
		userId,
		planId,
		checkType,
		workDate: clockOn(day, 0),
		baseCheckTime: base,
	};
	if (!punch) {
		return {
			...common,
			id: planId,
			timeResult: 'NotSigned',
			locationResult: 'NotSigned',
			sourceType: 'SYSTEM',
			userCheckTime: base,
		};
	}
	return {
		...common,
		id: punch.id,
		recordId: punch.id,
		timeResult: timeResultOf(checkType, punch.time, base),
		locationResult: locationOf(punch),
		sourceType: 'USER',
		userCheckTime: punch.time,
	};
}

/** `POST /attendance/list`: by work day, then by person [unverified]. */
export const listResults: Behaviour = (world, request) => {
	const { body } = request;
	const asked = daysIn(request, 'workDateFrom', 'workDateTo');
	if (asked.refusal) return asked.refusal;
	const userIds = [...new Set(body.userIdList as string[])];
	const refusal = strangerAmong(world, request, userIds);
	if (refusal) return refusal;
	const results: object[] = [];
	for (let day = asked.first; day <= asked.last; day++) {
		if (!isWorkDay(day)) continue;
		for (const userId of userIds) {
			for (const checkType of ['OnDuty', 'OffDuty'] as const) {
				const result = resultOf(world, userId, day, checkType);
				if (result) results.push(result);
			}
		}
	}
	const start = body.offset as number;
	const end = start + (body.limit as number);
	return oapiOk({ recordresult: results.slice(start, end), hasMore: end < results.length });
};

/** `POST /attendance/listRecord`: the page calls what is asked for work days. By time [unverified]. */
export const listPunches: Behaviour = (world, request) => {
	const asked = daysIn(request, 'checkDateFrom', 'checkDateTo');
	if (asked.refusal) return asked.refusal;
	const userIds = request.body.userIds as string[];
	const refusal = strangerAmong(world, request, userIds);
	if (refusal) return refusal;
	const punches = world.store.punches
		.filter(({ userId }) => userIds.includes(userId))
		.filter((punch) => workDayOf(punch) >= asked.first && workDayOf(punch) <= asked.last)
		.sort((a, b) => a.time - b.time);
	return oapiOk({ recordresult: punches.map(shapeOfPunch) });
};

function shapeOfPunch(punch: Punch) {
	const day = workDayOf(punch);
	const checkType = checkTypeOf(punch);
	const base = clockOn(day, SHIFT[checkType]);
	return {
		...GROUP,
		id: punch.id,
		userId: punch.userId,
		workDate: clockOn(day, 0),
		checkType,
		timeResult: timeResultOf(checkType, punch.time, base),
		locationResult: locationOf(punch),
		locationMethod: 'MAP',
		sourceType: 'USER',
		isLegal: 'Y',
		baseCheckTime: base,
		planCheckTime: base,
		userCheckTime: punch.time,
		gmtCreate: punch.time,
		gmtModified: punch.time,
		userAddress: punch.address,
		...(punch.outside === undefined ? {} : { outsideRemark: punch.outside }),
	};
}
