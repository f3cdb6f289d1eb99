import type { IDataObject } from 'n8n-workflow';

import { eventEntryOf } from './catalogue';
import type { Push } from './push';

/** What HTTP pushes put beside an event's own data; lower case. */
const ENVELOPE: ReadonlySet<string> = new Set([
	'eventtype',
	'eventtime',
	'corpid',
	'bizid',
	'eventid',
]);

/**
 * An event's data in the catalogue's spelling, by Stream and HTTP the same: HTTP pushes write some keys as
 * `UserId` or `TimeStamp`, and add their envelope. Keys that the catalogue does not know begin in lower case.
 */
export function eventDataOf({ data, eventType = '' }: Push): IDataObject {
	const keys = eventEntryOf(eventType)?.keys ?? [];
	const spelling = new Map(keys.map((key) => [key.toLowerCase(), key]));
	const clean: IDataObject = {};
	for (const [name, value] of Object.entries(data)) {
		const known = spelling.get(name.toLowerCase());
		if (known === undefined && ENVELOPE.has(name.toLowerCase())) continue;
		const key = known ?? name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
		// Where both spellings are there, the right one counts.
		if (key === name || !(key in data)) clean[key] = value;
	}
	return clean;
}
