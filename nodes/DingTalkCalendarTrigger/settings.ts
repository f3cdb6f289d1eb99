import type { IPollFunctions } from 'n8n-workflow';

import type { PersonRef } from '../shared/contacts/personRef';
import { toPersonRef } from '../shared/contacts/personRef';
import { InputError } from '../shared/errors/inputError';
import type { ChangeKind } from './changes';

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

/** DingTalk docs "查询日程视图" names no bound; a day is as far as anybody means by soon. */
export const MAX_NOTICE_MINUTES = 1440;

/** @throws InputError naming the field */
export function readSettings(
	context: Pick<IPollFunctions, 'getNodeParameter' | 'getTimezone'>,
): TriggerSettings {
	const kinds = context.getNodeParameter('triggerOn', []) as TriggerKind[];
	if (kinds.length === 0) {
		throw new InputError('Trigger On', 'is empty', 'Choose at least one occasion');
	}
	const calendarId = String(context.getNodeParameter('calendarId', '') ?? '').trim();
	if (calendarId === '') {
		throw new InputError('Calendar ID', 'is empty', 'Give primary for the main calendar');
	}
	return {
		person: toPersonRef('User', context.getNodeParameter('userId', '')),
		calendarId,
		kinds: new Set(kinds),
		noticeMs: kinds.includes('startingSoon') ? readNotice(context) : 0,
		isSimple: context.getNodeParameter('simplify', true) === true,
		timeZone: context.getTimezone(),
	};
}

function readNotice(context: Pick<IPollFunctions, 'getNodeParameter'>): number {
	const value = context.getNodeParameter('minutesBefore', 10);
	const minutes = Number(value);
	if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_NOTICE_MINUTES) {
		return minutes * 60_000;
	}
	throw new InputError(
		'Minutes Before',
		`is not a whole number from 1 to ${MAX_NOTICE_MINUTES}: ${String(value)}`,
		`Give a number from 1 to ${MAX_NOTICE_MINUTES}`,
	);
}
