import fc from 'fast-check';

import type { Calendar } from '../../../../../nodes/DingTalk/resources/availability/slots/slots';
import { findSlots } from '../../../../../nodes/DingTalk/resources/availability/slots/slots';
import { workingTime } from '../../../../../nodes/DingTalk/resources/availability/slots/workingTime';
import { searchByMinutes, type Question } from './minutes';
import { runsOf } from '../../../../helpers/whole.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const answer = ({ range, hours, daysOff, ...search }: Question) =>
	findSlots({ ...search, working: workingTime(range, search.timeZone, hours, daysOff) });

/** Days around which the clocks change somewhere, and days without anything. */
const STARTS = [
	'2026-03-07T12:00Z', // America
	'2026-03-28T12:00Z', // Europe
	'2026-04-04T00:00Z', // Lord Howe back by half an hour
	'2026-10-03T00:00Z', // Lord Howe on by half an hour
	'2026-10-24T12:00Z', // Europe
	'2026-10-31T12:00Z', // America
	'2026-02-14T12:00Z', // Casablanca goes back for Ramadan
	'2026-05-06T00:00Z',
	'2027-12-30T20:30Z',
].map((text) => Date.parse(text));

const zones = fc.constantFrom(
	'Asia/Shanghai',
	'America/New_York',
	'Europe/Berlin',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'America/St_Johns',
	'Africa/Casablanca',
	'UTC',
);
const minutes = (min: number, max: number) =>
	fc.integer({ min, max }).map((count) => count * MINUTE);
const weekdays = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 });
const hours = fc
	.tuple(weekdays, fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 }))
	.filter(([, from, until]) => from < until)
	.map(([days, fromMinute, untilMinute]) => ({ weekdays: days, fromMinute, untilMinute }));
const wholeWeek = fc.constant({
	weekdays: [0, 1, 2, 3, 4, 5, 6],
	fromMinute: 0,
	untilMinute: 1440,
});

const calendars = (prefix: string, start: number, max: number) =>
	fc
		.array(
			fc.array(fc.tuple(minutes(-600, 3200), minutes(0, 700)), { maxLength: 8 }).map((items) =>
				items.map(([from, length]) => ({
					start: start + from,
					end: start + from + length,
				})),
			),
			{ maxLength: max },
		)
		.map((list) => list.map((busy, index): Calendar => ({ id: `${prefix}${index}`, busy })));

const questions = fc.tuple(fc.constantFrom(...STARTS), minutes(-90, 90)).chain(([day, shift]) => {
	const start = day + shift;
	return fc.record<Question>({
		range: minutes(0, 2600).map((length) => ({ start, end: start + length })),
		timeZone: zones,
		hours: fc.array(fc.oneof({ weight: 3, arbitrary: hours }, wholeWeek), {
			minLength: 1,
			maxLength: 3,
		}),
		daysOff: fc
			.subarray(['2026-03-29', '2026-11-01', '2026-05-07', '2026-03-08'])
			.map((dates) => new Set(dates)),
		durationMs: minutes(1, 150),
		stepMs: fc.constantFrom(1, 5, 7, 15, 30, 45, 60, 90).map((count) => count * MINUTE),
		bufferBeforeMs: minutes(0, 40),
		bufferAfterMs: minutes(0, 40),
		required: calendars('person', start, 4),
		optional: calendars('guest', start, 2),
		rooms: calendars('room', start, 3),
		maxSlots: fc.constantFrom(1, 3, 10_000),
	});
});

test('finds what a look at every single minute finds, on any calendars, in any zone and season', () => {
	let found = 0;
	let blocked = 0;
	fc.assert(
		fc.property(questions, (question) => {
			const slow = searchByMinutes(question);
			const fast = answer(question);
			expect(fast.slots).toEqual(slow.slots.slice(0, question.maxSlots));
			if (slow.slots.length > 0) {
				found++;
				expect(fast.blockers).toEqual([]);
				return;
			}
			if (slow.candidates > 0) blocked++;
			expect(fast.candidates).toBe(slow.candidates);
			expect(new Map(fast.blockers.map(({ id, ...counts }) => [id, counts]))).toEqual(slow.blocks);
		}),
		{ numRuns: runsOf(400) },
	);
	// Of both kinds there were enough for the comparison to mean something.
	expect(found).toBeGreaterThan(runsOf(100));
	expect(blocked).toBeGreaterThan(runsOf(15));
});

/** Wednesday, 6 May 2026, in Shanghai. */
const at = (time: string) => Date.parse(`2026-05-06T${time}:00+08:00`);
const span = (from: string, until: string) => ({ start: at(from), end: at(until) });
const base: Question = {
	range: span('00:00', '23:59'),
	timeZone: 'Asia/Shanghai',
	hours: [
		{ weekdays: [1, 2, 3, 4, 5], fromMinute: 9 * 60, untilMinute: 12 * 60 },
		{ weekdays: [1, 2, 3, 4, 5], fromMinute: 13 * 60, untilMinute: 18 * 60 },
	],
	daysOff: new Set(),
	durationMs: HOUR,
	stepMs: 30 * MINUTE,
	bufferBeforeMs: 0,
	bufferAfterMs: 0,
	required: [],
	optional: [],
	rooms: [],
	maxSlots: 1,
};
const firstStart = (further: Partial<Question>) => answer({ ...base, ...further }).slots[0]?.start;

test('takes the first time at which everybody required is free', () => {
	const required = [
		{ id: 'a', busy: [span('09:00', '10:10')] },
		{ id: 'b', busy: [span('11:00', '11:30')] },
	];
	// 10:30 would run into b's meeting, and 11:30 into lunch.
	expect(firstStart({ required })).toBe(at('13:00'));
});

test('lets a meeting touch others where no buffer is wanted', () => {
	const required = [{ id: 'a', busy: [span('09:00', '10:00'), span('11:00', '18:00')] }];
	expect(firstStart({ required })).toBe(at('10:00'));
	expect(firstStart({ required, bufferBeforeMs: MINUTE })).toBeUndefined();
	expect(firstStart({ required, bufferAfterMs: MINUTE })).toBeUndefined();
});

test('minds what lies before the range, where a buffer reaches it', () => {
	const required = [{ id: 'a', busy: [span('08:30', '09:00')] }];
	expect(firstStart({ required, bufferBeforeMs: 15 * MINUTE })).toBe(at('09:30'));
});

test('needs one free room, for the meeting alone', () => {
	const rooms = [
		{ id: 'big', busy: [span('09:00', '10:00')] },
		{ id: 'small', busy: [span('08:00', '09:00'), span('10:00', '11:00')] },
	];
	const { slots } = answer({ ...base, rooms, bufferBeforeMs: 30 * MINUTE, maxSlots: 2 });
	expect(slots.map(({ start, freeRooms }) => [start, freeRooms])).toEqual([
		[at('09:00'), ['small']],
		[at('10:00'), ['big']],
	]);
});

test('names the optional people who cannot come', () => {
	const optional = [
		{ id: 'x', busy: [span('09:30', '10:00')] },
		{ id: 'y', busy: [] },
	];
	expect(answer({ ...base, optional }).slots[0].busyOptional).toEqual(['x']);
});

test('says who stands in the way most when nothing fits', () => {
	const required = [
		{ id: 'morning', busy: [span('09:00', '12:00')] },
		{ id: 'allDay', busy: [span('00:00', '18:00')] },
	];
	expect(answer({ ...base, required })).toEqual({
		slots: [],
		candidates: 14,
		blockers: [
			{ id: 'allDay', blocks: 14, blocksAlone: 9 },
			{ id: 'morning', blocks: 5, blocksAlone: 0 },
		],
	});
});

test('says that no time is left where working hours are too short', () => {
	expect(answer({ ...base, durationMs: 6 * HOUR })).toEqual({
		slots: [],
		candidates: 0,
		blockers: [],
	});
});
