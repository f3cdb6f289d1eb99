import type { Interval } from './slots/intervals';
import type { WorkingHours } from './slots/workingTime';
import { toDay } from '../../../shared/calendar/times';
import type { PersonRef } from '../../../shared/params/personRef';
import { InputError } from '../../../shared/errors/inputError';
import type { ItemContext } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import { SLOT_LIMITS } from './findSlotFields';
import { readAvailabilityRange, readZone } from './range';
import { readWorkingHours } from './workingHoursField';
import { MINUTE_MS } from '../../../shared/run/durations';

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
	const attendees = read.people('attendees');
	const roomIds = read.several('roomIds');
	if (attendees.length + roomIds.length === 0) {
		throw new InputError(
			read.label('attendees'),
			`and '${read.label('roomIds')}' are empty`,
			'Add at least one person or room',
		);
	}
	const names = new Set(attendees.map(({ by, value }) => `${by} ${value}`));
	const timeZone = readZone(context);
	const minutes = (name: string, max: number, min = 1) =>
		options.number(name, { whole: true, min, max }) * MINUTE_MS;
	return {
		attendees,
		optional: options
			.people('optionalAttendees')
			.filter(({ by, value }) => !names.has(`${by} ${value}`)),
		roomIds,
		range: readAvailabilityRange(context, timeZone),
		timeZone,
		hours: readWorkingHours(read),
		daysOff: readDaysOff(options, timeZone),
		durationMs:
			read.number('durationMinutes', { whole: true, min: 1, max: SLOT_LIMITS.duration }) *
			MINUTE_MS,
		stepMs: minutes('slotStep', SLOT_LIMITS.step),
		bufferBeforeMs: minutes('bufferBefore', SLOT_LIMITS.buffer, 0),
		bufferAfterMs: minutes('bufferAfter', SLOT_LIMITS.buffer, 0),
		maxSlots: options.number('maxSlots', { whole: true, min: 1, max: SLOT_LIMITS.slots }),
		isTentativeBusy: options.flag('tentativeIsBusy'),
		isUnreadableIgnored: options.flag('ignoreUnreadable'),
	};
}

const readDaysOff = (options: FormReader, timeZone: string): Set<string> =>
	new Set(options.texts('daysOff').map((day) => toDay(options.label('daysOff'), day, timeZone)));
