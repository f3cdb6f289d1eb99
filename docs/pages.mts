import { eventsPage } from './eventsPage.mts';
import { messagesPage } from './messagesPage.mts';
import { operationsPage } from './operationsPage.mts';

/** The pages that are made from the code, by file name. */
export const generatedPages = (): Record<string, string> => ({
	'events.md': eventsPage(),
	'messages.md': messagesPage(),
	'operations.md': operationsPage(),
});
