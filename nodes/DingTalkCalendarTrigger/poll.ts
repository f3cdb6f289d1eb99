import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { createDirectory } from '../shared/contacts/resolve';
import type { DingTalkApi } from '../shared/transport/api';
import { createApi } from '../shared/transport/api';
import type { Change } from './changes';
import { goneEvent, missingFrom, noteChanges, rememberAll } from './changes';
import { toItem } from './items';
import type { ChangeMemory, Memory, StartMemory } from './pollState';
import { sampleItems } from './sample';
import type { TriggerKind, TriggerSettings } from './settings';
import { readSettings } from './settings';
import { noteStarts, readView, windowAt } from './startingSoon';
import type { CalendarRef } from './readChanges';
import { lookUp, readChanges } from './readChanges';
import { MINUTE_MS } from '../shared/run/durations';
import { pollOnce } from '../shared/run/polls';

/** What all steps of one poll need. */
interface Poll {
	api: DingTalkApi;
	settings: TriggerSettings;
	calendar: CalendarRef;
	now: number;
}

/** A step's items, and what it remembers. */
interface Noted<T> {
	items: INodeExecutionData[];
	memory?: T;
}

/**
 * What happened in the calendar since the last poll.
 *
 * @throws InputError for a faulty form; NodeApiError when DingTalk refuses
 */
export async function pollCalendar(
	context: IPollFunctions,
	clock: Clock,
): Promise<INodeExecutionData[][] | null> {
	const settings = readSettings(context);
	const api = await createApi(context);
	if (context.getMode() === 'manual') {
		const calendar = await findCalendar(api, settings, undefined);
		return [await sampleOf(context, { api, settings, calendar, now: clock.now() })];
	}
	return await pollOnce<Memory>(context, async (before) => {
		const calendar = await findCalendar(api, settings, before);
		const poll = { api, settings, calendar, now: clock.now() };
		const known = before && isSame(before, calendar) ? before : undefined;
		const [changes, starts] = await Promise.all([
			notedChanges(poll, known?.changes),
			notedStarts(poll, known?.starts),
		]);
		return {
			items: [...changes.items, ...starts.items],
			memory: {
				calendar: { person: personKey(settings), ...calendar },
				...(changes.memory ? { changes: changes.memory } : {}),
				...(starts.memory ? { starts: starts.memory } : {}),
			},
		};
	});
}

/** Looked up once, and again when the form names somebody else. */
async function findCalendar(
	api: DingTalkApi,
	settings: TriggerSettings,
	before: Memory | undefined,
): Promise<CalendarRef> {
	const { person, calendarId } = settings;
	const isKnown = before?.calendar.person === personKey(settings);
	const unionId = isKnown ? before.calendar.unionId : await createDirectory(api).unionIdOf(person);
	return { unionId, calendarId };
}

const personKey = ({ person }: TriggerSettings) => `${person.by} ${person.value}`;

const isSame = ({ calendar }: Memory, { unionId, calendarId }: CalendarRef) =>
	calendar.unionId === unionId && calendar.calendarId === calendarId;

async function notedChanges(
	{ api, settings, calendar, now }: Poll,
	before: ChangeMemory | undefined,
): Promise<Noted<ChangeMemory>> {
	const { kinds, timeZone, isSimple } = settings;
	const isWanted = kinds.has('created') || kinds.has('updated') || kinds.has('cancelled');
	if (!isWanted) return { items: [] };
	const read = await readChanges(api, calendar, before?.syncToken, { now, timeZone });
	if (!before) return { items: [], memory: rememberAll(read, now, timeZone) };
	const missing = missingFrom(before, read, now);
	const found = await lookUp(api, calendar, missing);
	const isThere = new Set(found.map(({ id }) => id));
	const gone = missing
		.filter((id) => !isThere.has(id))
		.map((id) => goneEvent(id, before.events[id]));
	const events = [...read.events, ...found, ...gone];
	const { changes, memory } = noteChanges(before, { ...read, events }, now, timeZone);
	const items = changes.flatMap((change) => {
		const kind = reportedAs(change, kinds);
		return kind ? [toItem(kind, change.event, isSimple)] : [];
	});
	return { items, memory };
}

/** Made and changed between two polls is one occasion: the first, unless only changes are wanted. */
function reportedAs(
	{ kind, isChangedToo }: Change,
	kinds: TriggerSettings['kinds'],
): TriggerKind | undefined {
	if (kinds.has(kind)) return kind;
	return isChangedToo && kinds.has('updated') ? 'updated' : undefined;
}

async function notedStarts(
	{ api, settings, calendar, now }: Poll,
	before: StartMemory | undefined,
): Promise<Noted<StartMemory>> {
	const { kinds, noticeMs, timeZone, isSimple } = settings;
	if (!kinds.has('startingSoon')) return { items: [] };
	if (!before) return { items: [], memory: { checkedAt: now, reported: {} } };
	const events = await readView(api, calendar, windowAt(before, now, noticeMs), timeZone);
	const { starts, memory } = noteStarts(before, events, now, noticeMs, timeZone);
	const items = starts.map(({ event, start }) =>
		toItem('startingSoon', event, isSimple, Math.round((start - now) / MINUTE_MS)),
	);
	return { items, memory };
}

async function sampleOf(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[]> {
	const items = await sampleItems(poll.api, poll.calendar, poll.settings, poll.now);
	if (items.length > 0) return items;
	throw new NodeOperationError(context.getNode(), 'There is no event to show', {
		description:
			'A test shows events of the calendar as a sample, and it has none in the 30 days before and after today. Make one in DingTalk and test again',
		level: 'warning',
	});
}
