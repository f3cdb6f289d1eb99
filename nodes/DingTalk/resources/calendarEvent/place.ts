import type { INodeProperties } from 'n8n-workflow';

import { readPersonOrOperator } from '../../../shared/contacts/operator';
import type { PersonRef } from '../../../shared/params/personRef';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { itemKey, itemRunOf } from '../../../shared/itemKey';
import type { ItemContext } from '../../operation/operation';
import { sorted } from '../../../shared/fields/sorted';
import { optionsField } from '../../../shared/fields/collections';

/** DingTalk docs: everybody's own calendar. */
const PRIMARY = 'primary';

/** Whose calendar it is, and who acts. */
export const calendarUserField: INodeProperties = {
	...personOrOperatorLocator,
	description: "Whose calendar it is, and who acts. Leave empty for the credential's Operator.",
};

export const eventIdField: INodeProperties = {
	displayName: 'Event ID',
	name: 'eventId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. cnNTbW1YbxxxxXdEIHTnMvQT09',
	description: 'What Create or Get Many returned as eventId',
};

const calendarIdOption: INodeProperties = {
	displayName: 'Calendar ID',
	name: 'calendarId',
	type: 'string',
	default: PRIMARY,
	description:
		"ID of the calendar; primary is the person's own. Calendar > Get Many lists the others.",
};

/** The Options of an operation on a calendar. */
export const eventOptions = (...more: INodeProperties[]): INodeProperties =>
	optionsField({ options: sorted([calendarIdOption, ...more]) });

/** A calendar as the form names it. */
export interface Place {
	person: PersonRef;
	calendarId: string;
}

/** An event that exists, and in whose calendar. */
export interface EventPlace extends Pick<Place, 'calendarId'> {
	unionId: string;
	eventId: string;
}

/** @throws InputError when the form names nobody, and the credential no operator */
export function readPlace(context: ItemContext): Place {
	return {
		person: readPersonOrOperator(context, calendarUserField.name),
		calendarId: context.read.group('options').idIfAny('calendarId') || PRIMARY,
	};
}

/** Items about one event run in input order. */
export const eventKeys = ({ read }: ItemContext): string[] => [`event ${read.text('eventId')}`];

/**
 * The header by which DingTalk knows a call that it got before, for one day: such calls may be repeated.
 *
 * @param call names one of several calls of the item
 * @param sent all that the call says: where, whose and what
 */
export const clientToken = (
	{ node, itemIndex }: ItemContext,
	call: string,
	...sent: unknown[]
): Record<string, string> => ({
	'x-client-token': itemKey(itemRunOf(node, itemIndex), call, ...sent),
});
