import type { INodeProperties } from 'n8n-workflow';

import type {
	Ends,
	RecurrenceForm,
	Repeat,
	Weekday,
	WeekIndex,
} from '../../../shared/calendar/recurrence';
import { RECURRENCE_LIMITS, WEEK_INDEXES, WEEKDAYS } from '../../../shared/calendar/recurrence';
import { InputError } from '../../../shared/errors/inputError';
import type { FormReader } from '../../../shared/params/params';
import { sorted } from '../../../shared/fields/sorted';

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const byName = (values: readonly string[]) =>
	sorted(values.map((value) => ({ name: capital(value), value })));
/** What stands for "as the start has it". */
const START = 'start';
const OF_START = { name: 'Same as Start', value: START };

/** In the order in which one thinks of them. */
const ruleFields: INodeProperties[] = [
	{
		displayName: 'Repeat',
		name: 'repeat',
		type: 'options',
		options: [
			{ name: 'Daily', value: 'daily' },
			{ name: 'Monthly by Date', value: 'monthlyByDate', description: 'Such as the 15th' },
			{
				name: 'Monthly by Weekday',
				value: 'monthlyByWeekday',
				description: 'Such as the first Monday',
			},
			{ name: 'Weekly', value: 'weekly' },
			{ name: 'Yearly', value: 'yearly' },
		],
		default: 'weekly',
		description: 'How often the event repeats',
	},
	{
		displayName: 'Every',
		name: 'interval',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: RECURRENCE_LIMITS.interval },
		default: 1,
		description: 'Every so many days, weeks, months or years; 2 with Weekly is every other week',
	},
	{
		displayName: 'On Days',
		name: 'daysOfWeek',
		type: 'multiOptions',
		options: byName(WEEKDAYS),
		default: [],
		displayOptions: { show: { repeat: ['weekly'] } },
		description: 'Days of the week. Leave empty for that of the start.',
	},
	{
		displayName: 'First Day of Week',
		name: 'firstDayOfWeek',
		type: 'options',
		options: sorted([{ name: "DingTalk's Default", value: START }, ...byName(WEEKDAYS)]),
		default: START,
		displayOptions: { show: { repeat: ['weekly'] } },
		description: 'Where a week begins, which matters when the event takes place every other week',
	},
	{
		displayName: 'Day of Month',
		name: 'dayOfMonth',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: RECURRENCE_LIMITS.dayOfMonth },
		default: 0,
		displayOptions: { show: { repeat: ['monthlyByDate'] } },
		description:
			'1 to 31; 0 for that of the start. Months that lack the day are left to DingTalk; for the end of the month take Monthly by Weekday with Last.',
	},
	{
		displayName: 'Which',
		name: 'weekIndex',
		type: 'options',
		options: sorted([OF_START, ...byName(WEEK_INDEXES)]),
		default: START,
		displayOptions: { show: { repeat: ['monthlyByWeekday'] } },
		description: 'Which one of the weekday in the month',
	},
	{
		displayName: 'Weekday',
		name: 'weekday',
		type: 'options',
		options: sorted([OF_START, ...byName(WEEKDAYS)]),
		default: START,
		displayOptions: { show: { repeat: ['monthlyByWeekday'] } },
		description: 'Day of the week',
	},
	{
		displayName: 'Ends',
		name: 'ends',
		type: 'options',
		options: [
			{ name: 'After Occurrences', value: 'afterCount' },
			{ name: 'Never', value: 'never' },
			{ name: 'On Day', value: 'onDay' },
		],
		default: 'never',
		description: 'When it repeats no more',
	},
	{
		displayName: 'Occurrences',
		name: 'occurrences',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: RECURRENCE_LIMITS.occurrences },
		default: 10,
		displayOptions: { show: { ends: ['afterCount'] } },
		description: 'How often it takes place in all, 1 to 99',
	},
	{
		displayName: 'Until',
		name: 'lastDay',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { ends: ['onDay'] } },
		description: 'The last day on which it may take place',
	},
];

/** How an event repeats; read with `readRecurrence`. */
export const recurrenceField: INodeProperties = {
	displayName: 'Recurrence',
	name: 'recurrence',
	type: 'fixedCollection',
	placeholder: 'Add Recurrence',
	default: {},
	description: 'How the event repeats',
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: ruleFields,
		},
	],
};

/** What the form says, or undefined when the event does not repeat. */
export function readRecurrence(fields: FormReader): RecurrenceForm | undefined {
	const rule = fields.part(recurrenceField.name, 'rule');
	if (!rule) return undefined;
	const repeat = rule.choice<Repeat>('repeat');
	const ends = rule.choice<Ends>('ends');
	const form: RecurrenceForm = { repeat, ends, interval: rule.number('interval') };
	if (repeat === 'weekly') {
		form.daysOfWeek = rule.choices<Weekday>('daysOfWeek');
		form.firstDayOfWeek = unlessOfStart<Weekday>(rule, 'firstDayOfWeek');
	}
	if (repeat === 'monthlyByDate') form.dayOfMonth = rule.number('dayOfMonth') || undefined;
	if (repeat === 'monthlyByWeekday') {
		form.weekIndex = unlessOfStart<WeekIndex>(rule, 'weekIndex');
		form.weekday = unlessOfStart<Weekday>(rule, 'weekday');
	}
	if (ends === 'afterCount') form.occurrences = rule.number('occurrences');
	if (ends === 'onDay') {
		// Which day it is depends on the event's zone; that it is one can be told before any call.
		if (rule.timeIfAny('lastDay') === undefined) {
			throw new InputError(rule.label('lastDay'), 'is empty', 'Give the last day');
		}
		form.lastDay = rule.date('lastDay');
	}
	return form;
}

function unlessOfStart<T extends string>(rule: FormReader, name: string): T | undefined {
	const chosen = rule.choice<T | typeof START>(name);
	return chosen === START ? undefined : chosen;
}
