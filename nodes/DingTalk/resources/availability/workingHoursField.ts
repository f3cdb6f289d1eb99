import type { INodeProperties } from 'n8n-workflow';

import type { WorkingHours } from './slots/workingTime';
import type { Weekday } from '../../../shared/calendar/recurrence';
import { WEEKDAYS } from '../../../shared/calendar/recurrence';
import { InputError } from '../../../shared/errors/inputError';
import type { FormReader } from '../../../shared/params/params';
import { sorted } from '../../../shared/fields/sorted';

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const OFFICE_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** Hours of the week in which meetings may be; several rows leave out lunch, or give Friday its own end. */
export const workingHoursField: INodeProperties = {
	displayName: 'Working Hours',
	name: 'workingHours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Hours',
	default: { period: [{ days: OFFICE_DAYS, from: '09:00', until: '18:00' }] },
	description:
		'When the meeting may take place. Add a second row to leave out the lunch break; remove all rows for any time of day and night.',
	options: [
		{
			displayName: 'Hours',
			name: 'period',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: sorted(WEEKDAYS.map((day) => ({ name: capital(day), value: day as string }))),
					default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
					description: 'Days of the week on which these hours count',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'When the hours begin, as the clocks of the time zone show it',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'string',
					default: '18:00',
					placeholder: 'e.g. 18:00',
					description: 'When they end; 24:00 is midnight',
				},
			],
		},
	],
};

const ALWAYS: WorkingHours = {
	weekdays: WEEKDAYS.map((_day, index) => index),
	fromMinute: 0,
	untilMinute: 24 * 60,
};

/** @throws InputError for days and times of day that are none, and an end before its start */
export function readWorkingHours(read: FormReader): WorkingHours[] {
	const rows = read.rows('workingHours', 'period');
	return rows.length === 0 ? [ALWAYS] : rows.map(toHours);
}

function toHours(row: FormReader): WorkingHours {
	const chosen = row.choices<Weekday>('days');
	if (chosen.length === 0) {
		throw new InputError(row.label('days'), 'is empty', 'Choose at least one day');
	}
	const fromMinute = readMinute(row, 'from');
	const untilMinute = readMinute(row, 'until');
	if (fromMinute < untilMinute) {
		return { weekdays: chosen.map((day) => WEEKDAYS.indexOf(day)), fromMinute, untilMinute };
	}
	throw new InputError(
		row.label('until'),
		"is not after 'From'",
		'Hours that go past midnight need two rows: one until 24:00, one from 00:00 on the next day',
	);
}

/** Minutes since midnight: `9:30`, `09:30` or `24:00`. */
function readMinute(row: FormReader, name: string): number {
	const text = row.text(name);
	const [, hours, minutes] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
	const minute = Number(hours) * 60 + Number(minutes);
	if (Number(minutes) < 60 && minute <= 24 * 60) return minute;
	throw new InputError(
		row.label(name),
		`is not a time of day: ${text.slice(0, 20)}`,
		'Give hours and minutes, such as 09:00 or 17:30',
	);
}
