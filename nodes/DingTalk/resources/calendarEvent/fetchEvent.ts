import type { IDataObject } from 'n8n-workflow';

import type { WireEvent } from '../../../shared/calendar/event';
import { eventAnswer } from '../../../shared/calendar/event';
import type { Outcome } from '../../../shared/errors/failure';
import { success } from '../../../shared/errors/failure';
import type { ItemContext } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import type { EventPlace } from './place';

/** @see DingTalk docs "查询单个日程详情": GET …/events/{eventId} */
export async function attemptEvent(
	{ api }: ItemContext,
	{ unionId, calendarId, eventId }: EventPlace,
	query: IDataObject = {},
): Promise<Outcome<WireEvent>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}`,
		answer: eventAnswer(),
		query,
	});
	return outcome.ok ? success(outcome.value.body as WireEvent) : outcome;
}

/** @throws NodeApiError when DingTalk refuses */
export async function fetchEvent(
	context: ItemContext,
	place: EventPlace,
	query: IDataObject = {},
): Promise<WireEvent> {
	const outcome = await attemptEvent(context, place, query);
	if (outcome.ok) return outcome.value;
	throw context.api.toError(outcome.failure);
}
