import type { IPollFunctions } from 'n8n-workflow';

import type { PersonRef } from '../shared/params/personRef';
import { InputError } from '../shared/errors/inputError';
import type { FormReader } from '../shared/params/params';
import { parameterReader } from '../shared/params/nodeParameters';
import type { ChangeKind } from './changes';
import { fields, MAX_NOTICE_MINUTES } from './fields';
import { MINUTE_MS } from '../shared/run/durations';

export type TriggerKind = ChangeKind | 'startingSoon';

/** What the form says. */
export interface TriggerSettings {
	person: PersonRef;
	calendarId: string;
	kinds: ReadonlySet<TriggerKind>;
	/** How long before its start an event is reported. */
	noticeMs: number;
	isSimple: boolean;
	/** Of the workflow: where days, such as those of all-day events, begin. */
	timeZone: string;
}

/** @throws InputError naming the field */
export function readSettings(
	context: Pick<IPollFunctions, 'getNodeParameter' | 'getTimezone'>,
): TriggerSettings {
	const read = parameterReader(context, fields);
	const kinds = read.choices<TriggerKind>('triggerOn');
	if (kinds.length === 0) {
		throw new InputError(read.label('triggerOn'), 'is empty', 'Choose at least one occasion');
	}
	const calendarId = read.idIfAny('calendarId');
	if (calendarId === '') {
		throw new InputError(
			read.label('calendarId'),
			'is empty',
			'Give primary for the main calendar',
		);
	}
	return {
		person: read.person('userId'),
		calendarId,
		kinds: new Set(kinds),
		noticeMs: kinds.includes('startingSoon') ? readNotice(read) : 0,
		isSimple: read.flag('simplify'),
		timeZone: context.getTimezone(),
	};
}

const readNotice = (read: FormReader): number =>
	read.number('minutesBefore', { whole: true, min: 1, max: MAX_NOTICE_MINUTES }) * MINUTE_MS;
