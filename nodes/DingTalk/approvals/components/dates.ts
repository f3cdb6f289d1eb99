import { InputError } from '../../../shared/errors/inputError';
import { arrayIn } from '../../../shared/values/list';
import { toJsonValue } from '../../../shared/values/json';
import { toNumber } from '../../../shared/values/number';
import { toText } from '../../../shared/values/text';
import { isoIn, toTime } from '../../../shared/values/time';
import { isBlank, isDate, shown } from '../../../shared/values/words';
import type { Component, Draft, Reading } from './component';
import { text } from './component';

/** How fine the dates of a field are. */
export type Fineness = 'day' | 'halfDay' | 'minute';

/** What the schema's format says, or its unit where it has none. */
export function finenessOf({ format, unit }: Component): Fineness {
	if (/half|半天/i.test(unit)) return 'halfDay';
	if (/h/i.test(format)) return 'minute';
	return format === '' && /hour|小时/i.test(unit) ? 'minute' : 'day';
}

/** What the fix of an error shows. */
export const EXAMPLES: Record<Fineness, string> = {
	day: '2026-05-01',
	halfDay: '2026-05-01 09:00, of which the half of the day counts',
	minute: '2026-05-01 09:00',
};

/**
 * DDDateField. The documents contradict each other on times: one allows days alone, another has `2025-05-27 10:00` as
 * its example. What the schema's format says is sent [unverified].
 *
 * @throws InputError for what is no date
 */
export const readDate = (value: unknown, reading: Reading): Draft =>
	text(dateIn(reading.field, value, reading));

/** DDDateRangeField: start and end. @throws InputError for anything else, and where the end is before the start */
export function readDateRange(value: unknown, reading: Reading): Draft {
	const { field, component, timeZone } = reading;
	const ends = endsOf(value);
	const missing = ends.findIndex(isBlank);
	const [start, end] = component.labels;
	if (ends.length !== 2 || missing >= 0) {
		throw new InputError(
			field,
			ends.length === 2 ? `has no '${component.labels[missing] ?? 'end'}'` : 'is not two dates',
			`Give '${start}' and '${end}', such as ["${EXAMPLES.day}", "2026-05-03"]`,
		);
	}
	const [from, until] = ends.map((one, index) =>
		toTime(`${field} > ${component.labels[index] ?? index + 1}`, one, timeZone),
	);
	if (from > until) {
		throw new InputError(
			field,
			`ends before it starts: ${ends.map(shown).join(' to ')}`,
			'Swap the two dates',
		);
	}
	return text(JSON.stringify(ends.map((one) => dateIn(field, one, reading))));
}

const RANGE_SEPARATOR = /[,，;~～至/]|\s-\s|\sto\s/;

function endsOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value === 'string') {
		return arrayIn(value.trim()) ?? value.split(RANGE_SEPARATOR).map((end) => end.trim());
	}
	if (typeof value !== 'object' || value === null || isDate(value)) return [value];
	const { start, end } = value as { start?: unknown; end?: unknown };
	return [start, end];
}

function dateIn(field: string, value: unknown, { component, timeZone }: Reading): string {
	const [day, clock] = isoIn(toTime(field, value, timeZone), timeZone).split('T');
	switch (finenessOf(component)) {
		case 'day':
			return day;
		case 'minute':
			return `${day} ${clock.slice(0, 5)}`;
		// As the suites have half days; of plain ranges it is [unverified].
		case 'halfDay':
			return `${day} ${clock < '12' ? '上午' : '下午'}`;
	}
}

/**
 * TimeAndLocationField: `[time, longitude, latitude, address, metres of accuracy]`, or an object with these names, of
 * which all but the time may stand in a `place`.
 *
 * @throws InputError for anything else
 */
export function readTimeAndLocation(value: unknown, { field, timeZone }: Reading): Draft {
	const given = toJsonValue(field, value);
	const { place, ...others } = (given ?? {}) as Record<string, unknown>;
	const named = { ...others, ...(typeof place === 'object' ? place : {}) } as typeof others;
	const [time, longitude, latitude, address, accuracy] = Array.isArray(given)
		? (given as unknown[])
		: [named.time, named.longitude, named.latitude, named.address, named.accuracy];
	if (isBlank(time) || isBlank(longitude) || isBlank(latitude)) {
		throw new InputError(
			field,
			'is no time and place',
			'Give {"time": "2026-05-01 09:00:00", "longitude": 120.02, "latitude": 30.28, "address": "…", "accuracy": 100}',
		);
	}
	const at = isoIn(toTime(`${field} > time`, time, timeZone), timeZone);
	return text(
		JSON.stringify([
			at.slice(0, 19).replace('T', ' '),
			toNumber(`${field} > longitude`, longitude, { min: -180, max: 180 }),
			toNumber(`${field} > latitude`, latitude, { min: -90, max: 90 }),
			toText(`${field} > address`, address, timeZone),
			isBlank(accuracy) ? 0 : toNumber(`${field} > accuracy`, accuracy, { min: 0 }),
		]),
	);
}
