import type { Interval } from '../../../../../nodes/DingTalk/resources/availability/slots/intervals';
import type {
	Calendar,
	SlotSearch,
} from '../../../../../nodes/DingTalk/resources/availability/slots/slots';
import type { WorkingHours } from '../../../../../nodes/DingTalk/resources/availability/slots/workingTime';

const MINUTE = 60_000;

/** A search as a user would put it, on whole minutes. */
export interface Question extends Omit<SlotSearch, 'working'> {
	range: Interval;
	hours: WorkingHours[];
	daysOff: Set<string>;
}

/** What the clocks of the zone show at a moment. */
export interface Shown {
	date: string;
	weekday: number;
	minuteOfDay: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Reads clocks by n8n-independent means: nothing of the code under test is used. */
export function clockOf(timeZone: string): (ms: number) => Shown {
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		hourCycle: 'h23',
		weekday: 'short',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
	});
	return (ms) => {
		const parts = Object.fromEntries(
			format.formatToParts(ms).map(({ type, value }) => [type, value]),
		);
		return {
			date: `${parts.year}-${parts.month}-${parts.day}`,
			weekday: WEEKDAYS.indexOf(parts.weekday),
			minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
		};
	};
}

/** The same search the slow way: looks at every minute, knows no intervals. */
export function searchByMinutes(question: Question) {
	const { range, durationMs, bufferBeforeMs, bufferAfterMs, stepMs } = question;
	const shownAt = clockOf(question.timeZone);
	const minutes: number[] = [];
	for (let ms = range.start; ms < range.end; ms += MINUTE) minutes.push(ms);
	const shown = minutes.map(shownAt);
	const isWorking = shown.map(
		({ date, weekday, minuteOfDay }) =>
			!question.daysOff.has(date) &&
			question.hours.some(
				({ weekdays, fromMinute, untilMinute }) =>
					weekdays.includes(weekday) && minuteOfDay >= fromMinute && minuteOfDay < untilMinute,
			),
	);
	const slots = [];
	const blocks = new Map<string | undefined, { blocks: number; blocksAlone: number }>();
	let candidates = 0;
	for (const [index, start] of minutes.entries()) {
		const count = durationMs / MINUTE;
		if (index + count > minutes.length) break;
		if ((shown[index].minuteOfDay * MINUTE) % stepMs !== 0) continue;
		if (!isWorking.slice(index, index + count).every(Boolean)) continue;
		candidates++;
		const end = start + durationMs;
		const isBusy = ({ busy }: Calendar, from: number, until: number) => {
			for (let ms = from; ms < until; ms += MINUTE) {
				if (busy.some((taken) => ms >= taken.start && ms < taken.end)) return true;
			}
			return false;
		};
		const isPersonBusy = (person: Calendar) =>
			isBusy(person, start - bufferBeforeMs, end + bufferAfterMs);
		const blocking: Array<string | undefined> = question.required
			.filter(isPersonBusy)
			.map(({ id }) => id);
		const freeRooms = question.rooms.filter((room) => !isBusy(room, start, end));
		if (question.rooms.length > 0 && freeRooms.length === 0) blocking.push(undefined);
		if (blocking.length === 0) {
			slots.push({
				start,
				end,
				freeRooms: freeRooms.map(({ id }) => id),
				busyOptional: question.optional.filter(isPersonBusy).map(({ id }) => id),
			});
		}
		for (const id of blocking) {
			const entry = blocks.get(id) ?? { blocks: 0, blocksAlone: 0 };
			entry.blocks++;
			if (blocking.length === 1) entry.blocksAlone++;
			blocks.set(id, entry);
		}
	}
	return { slots, candidates, blocks };
}
