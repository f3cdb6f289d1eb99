import type { IDataObject } from 'n8n-workflow';

import type { Interval } from '../../../shared/availability/intervals';
import type { WorkingHours } from '../../../shared/availability/workingTime';
import { toDay } from '../../../shared/calendar/times';
import { readPeople } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/contacts/personRef';
import { InputError } from '../../../shared/errors/inputError';
import type { ItemContext } from '../../../shared/operation';
import { toIds, toNumber } from '../../../shared/params';
import { SLOT_LIMITS } from './findSlotFields';
import { readAvailabilityRange, readZone } from './range';
import { readWorkingHours } from './workingHoursField';

const MINUTE_MS = 60_000;

/** What Find a Slot is asked, as the form says it. */
export interface SlotQuestion {
	attendees: PersonRef[];
	optional: PersonRef[];
	roomIds: string[];
	range: Interval;
	timeZone: string;
	hours: WorkingHours[];
	daysOff: Set<string>;
	durationMs: number;
	stepMs: number;
	bufferBeforeMs: number;
	bufferAfterMs: number;
	maxSlots: number;
	isTentativeBusy: boolean;
	isUnreadableIgnored: boolean;
}

/** @throws InputError naming the field */
export function readQuestion(context: ItemContext): SlotQuestion {
	const { read } = context;
	const options = read.group('options');
	const attendees = readPeople(read.label('attendees'), read.value('attendees'));
	const roomIds = read.ids('roomIds');
	if (attendees.length + roomIds.length === 0) {
		throw new InputError(
			read.label('attendees'),
			`and '${read.label('roomIds')}' are empty`,
			'Add at least one person or room',
		);
	}
	const names = new Set(attendees.map(({ by, value }) => `${by} ${value}`));
	const timeZone = readZone(context);
	const option = (name: string, label: string, otherwise: number, max: number, min = 1) =>
		minutes(label, options[name] ?? otherwise, max, min);
	return {
		attendees,
		optional: readPeople('Optional Attendees', options.optionalAttendees).filter(
			({ by, value }) => !names.has(`${by} ${value}`),
		),
		roomIds,
		range: readAvailabilityRange(context, timeZone),
		timeZone,
		hours: readWorkingHours(read),
		daysOff: readDaysOff(options, timeZone),
		durationMs:
			minutes(read.label('durationMinutes'), read.value('durationMinutes'), SLOT_LIMITS.duration) *
			MINUTE_MS,
		stepMs: option('slotStep', 'Start Every (Minutes)', 30, SLOT_LIMITS.step) * MINUTE_MS,
		bufferBeforeMs:
			option('bufferBefore', 'Buffer Before (Minutes)', 0, SLOT_LIMITS.buffer, 0) * MINUTE_MS,
		bufferAfterMs:
			option('bufferAfter', 'Buffer After (Minutes)', 0, SLOT_LIMITS.buffer, 0) * MINUTE_MS,
		maxSlots: option('maxSlots', 'Max Slots', 5, SLOT_LIMITS.slots),
		isTentativeBusy: options.tentativeIsBusy !== false,
		isUnreadableIgnored: options.ignoreUnreadable === true,
	};
}

const minutes = (field: string, value: unknown, max: number, min = 1): number =>
	toNumber(
		field,
		value,
		(number) => Number.isInteger(number) && number >= min && number <= max,
		`a whole number from ${min} to ${max}`,
	);

const readDaysOff = ({ daysOff }: IDataObject, timeZone: string): Set<string> =>
	new Set(toIds(daysOff ?? '', 'Days Off').map((day) => toDay('Days Off', day, timeZone)));
