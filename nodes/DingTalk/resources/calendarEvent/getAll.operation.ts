import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WireEvent } from '../../../shared/calendar/event';
import { eventAnswer, toEvent } from '../../../shared/calendar/event';
import { splitRange, wireRange } from '../../../shared/calendar/windows';
import { pagingFields } from '../../fields/paging';
import { readSpan } from '../../fields/timeRange';
import { simplifyField } from '../../../shared/fields/simplify';
import type { ItemContext, Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import { path } from '../../../shared/wire/path';
import { readMaxAttendees } from './get.operation';
import { EVENT_LIMITS } from './limits';
import { calendarUserField, eventOptions, readPlace } from './place';

const rangeFields: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '={{ $now }}',
		description:
			"Where the range begins, as any ISO date; without offset it is meant in the workflow's time zone",
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		required: true,
		default: '={{ $now.plus({ week: 1 }) }}',
		description:
			"Where the range ends, as any ISO date; without offset it is meant in the workflow's time zone",
	},
];

/**
 * @see DingTalk docs "查询日程列表": GET …/events
 * @see DingTalk docs "查询日程视图": GET …/eventsview
 */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many calendar events',
	description: "List the events in a person's calendar within a range of time of any length",
	endpoints: [
		'GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events',
		'GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview',
	],
	fields: [
		calendarUserField,
		...rangeFields,
		{
			displayName: 'Expand Recurrences',
			name: 'expandRecurrences',
			type: 'boolean',
			default: true,
			description:
				'Whether to list each occurrence of a repeating event; then everything that takes place within the range is listed, also what began before it. Without it, DingTalk lists what starts within the range: of a repeating event the first start and past occurrences.',
		},
		...pagingFields,
		simplifyField,
		eventOptions(
			{
				displayName: 'Max Attendees',
				name: 'maxAttendees',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: EVENT_LIMITS.attendeesInList },
				default: 100,
				description: 'How many attendees each event comes with at most, 1 to 100',
			},
			{
				displayName: 'Show Deleted',
				name: 'showDeleted',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/expandRecurrences': [false] } },
				description: 'Whether to list deleted events too; their status is cancelled',
			},
		),
	],
	async run(context) {
		const { read, directory, node } = context;
		const { person, calendarId } = readPlace(context);
		const range = readSpan(read);
		const limit = read.limit();
		const query = readQuery(context);
		const isView = read.flag('expandRecurrences');
		const isSimple = read.flag('simplify');
		const unionId = await directory.unionIdOf(person);
		const zone = node.getTimezone();
		const events: WireEvent[] = [];
		const isNew = unseen();
		for (const window of splitRange(range, EVENT_LIMITS.rangeDays)) {
			if (events.length >= limit) break;
			const wire = wireRange(window, zone);
			const found = await listWindow(
				context,
				isView
					? path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/eventsview`
					: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events`,
				{ ...query, timeMin: wire.from, timeMax: wire.until },
				{ limit: limit - events.length, keep: isNew },
			);
			for (const event of found) events.push(event);
		}
		return isSimple ? events.map(toEvent) : events;
	},
};

function readQuery({ read }: ItemContext): IDataObject {
	const options = read.group('options');
	const isDeletedShown = options.flag('showDeleted') && !read.flag('expandRecurrences');
	return {
		...readMaxAttendees(options, EVENT_LIMITS.attendeesInList),
		...(isDeletedShown ? { showDeleted: true } : {}),
	};
}

const listWindow = async (
	{ api }: ItemContext,
	where: ReturnType<typeof path>,
	query: IDataObject,
	{ limit, keep }: { limit: number; keep: (event: WireEvent) => boolean },
): Promise<WireEvent[]> =>
	await pages<WireEvent>(
		tokenPages('nextToken', undefined, { maxResults: Math.min(EVENT_LIMITS.listPage, limit) }),
		async (paging) => {
			const page = await api.request<{ events?: WireEvent[]; nextToken?: string | null }>({
				method: 'GET',
				host: 'api',
				path: where,
				answer: { events: 'objects', ...eventAnswer('events[].'), nextToken: 'text?' },
				query: { ...query, ...paging },
			});
			return { items: page.events ?? [], next: page.nextToken };
		},
		limit,
		keep,
	);

/** Lets each event, and each occurrence of one, pass once: those over the end of a window come twice. */
function unseen(): (event: WireEvent) => boolean {
	const known = new Set<string>();
	return ({ id, start, originStart }) => {
		const key = JSON.stringify([id, originStart ?? start]);
		const isNew = !known.has(key);
		known.add(key);
		return isNew;
	};
}
