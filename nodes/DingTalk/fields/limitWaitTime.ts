import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { FormReader } from '../../shared/params/params';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/run/durations';

/** Milliseconds of each unit. */
const UNITS = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS } as const;

/** n8n looks for waits that are over once a minute. */
const SHORTEST = 0.01;
/** A century of days. */
const LONGEST = 36_500;

/** A span of time: a number and its unit. */
interface Interval {
	displayName: string;
	/** Of the number; the unit's begins like it, as in n8n's own `resumeAmount` and `resumeUnit`. */
	name: string;
	description: string;
	show?: Record<string, string[]>;
}

const unitOf = (name: string): string => `${name.replace(/Amount$/, '')}Unit`;

/** The two fields of a span of time; read with `readInterval`. */
export const intervalFields = ({ show, ...field }: Interval): INodeProperties[] => {
	const displayOptions = show ? { displayOptions: { show } } : {};
	return [
		{
			...field,
			type: 'number',
			typeOptions: { minValue: SHORTEST, maxValue: LONGEST, numberPrecision: 2 },
			default: 1,
			...displayOptions,
		},
		{
			displayName: 'Unit',
			name: unitOf(field.name),
			type: 'options',
			options: [
				{ name: 'Days', value: 'days' },
				{ name: 'Hours', value: 'hours' },
				{ name: 'Minutes', value: 'minutes' },
			],
			default: 'hours',
			...displayOptions,
			description: 'The unit of the amount',
		},
	];
};

/** A span of time in ms. @throws InputError for one that is too short or too long */
export const readInterval = (form: FormReader, name: string): number =>
	form.number(name, { min: SHORTEST, max: LONGEST }) *
	UNITS[form.choice<keyof typeof UNITS>(unitOf(name))];

/**
 * Named as n8n's own chat nodes name it; read with `readUntil`.
 *
 * @param description what is waited for, and what becomes of it when the time is over
 */
export const limitWaitTimeOption = (description: string): INodeProperties => ({
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description,
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{
							name: 'After Time Interval',
							value: 'afterTimeInterval',
							description: 'Waits for a certain amount of time',
						},
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Waits until the set date and time',
						},
					],
					default: 'afterTimeInterval',
					description: 'What ends the wait',
				},
				...intervalFields({
					displayName: 'Amount',
					name: 'resumeAmount',
					description:
						'How long to wait. n8n ends waits of less than a minute up to a minute late.',
					show: { limitType: ['afterTimeInterval'] },
				}),
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					description: 'When the wait ends; without an offset in the time zone of the workflow',
				},
			],
		},
	],
});

/**
 * Until when to wait, in Unix ms; undefined: without a limit.
 *
 * @throws InputError for a time that is over, or no time
 */
export function readUntil(options: FormReader, nowMs: number): number | undefined {
	const limit = options.part('limitWaitTime', 'values');
	if (!limit) return undefined;
	if (limit.choice('limitType') === 'atSpecifiedTime') {
		const until = limit.time('maxDateAndTime');
		if (until > nowMs) return until;
		throw new InputError(
			limit.label('maxDateAndTime'),
			'is over already',
			'Give a time that is still to come',
		);
	}
	return nowMs + readInterval(limit, 'resumeAmount');
}
