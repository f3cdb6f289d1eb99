import type { IDataObject } from 'n8n-workflow';

import { readPersonOrOperator } from '../../../shared/contacts/operator';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';

interface WireCalendar extends IDataObject {
	id: string;
	summary?: string;
	description?: string;
	timeZone?: string;
	type?: string;
	privilege?: string;
}

/** @see DingTalk docs "查询日历": GET /v1.0/calendar/users/{userId}/calendars (all of them in one answer) */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many calendars',
	description:
		"List a person's calendars (日历): the main one, shared and subscribed ones, with the IDs that events are asked for by",
	endpoints: ['GET /v1.0/calendar/users/{userId}/calendars'],
	fields: [
		{
			...personOrOperatorLocator,
			description: "Whose calendars to list. Leave empty for the credential's Operator.",
		},
		...pagingFields,
	],
	async run(context) {
		const { api, read, directory } = context;
		const person = readPersonOrOperator(context, personOrOperatorLocator.name);
		const limit = read.limit();
		const unionId = await directory.unionIdOf(person);
		// DingTalk wraps this answer once more than others.
		const { response } = await api.request<{ response?: { calendars?: WireCalendar[] } }>({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/calendar/users/${unionId}/calendars`,
			answer: { 'response.calendars': 'objects', 'response.calendars[].id': 'text' },
		});
		return (response?.calendars ?? []).slice(0, limit).map(toCalendar);
	},
};

const toCalendar = ({ id, summary, description, timeZone, type, privilege }: WireCalendar) => ({
	calendarId: id,
	summary,
	description,
	timeZone,
	type,
	privilege,
});
