import { NOTHING, itemsOf, pairs, planApi, refusal } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, withOperator } from './events';

const form = { resource: 'calendarEvent', operation: 'getAttendees', eventId: EVENT_ID };
const { jsonsOf, expectRefused, expectOneFails } = operationWith(form, withOperator);

const attendee = (index: number) => ({
	id: `u${index}`,
	displayName: `N${index}`,
	responseStatus: 'accepted',
	isOptional: index % 2 === 1,
	self: false,
});
const page = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => attendee(from + index));

test('lists who is invited', async () => {
	planApi(`GET ${EVENT}/attendees?maxResults=500`, undefined, {
		attendees: page(0, 500),
		nextToken: 't',
	});
	planApi(`GET ${EVENT}/attendees?maxResults=500&nextToken=t`, undefined, {
		attendees: page(500, 502),
	});
	const all = await jsonsOf({ returnAll: true });
	expect(all).toHaveLength(502);
	expect(all[1]).toEqual({
		eventId: EVENT_ID,
		unionId: 'u1',
		name: 'N1',
		response: 'accepted',
		isOptional: true,
	});
});

test('stops at the limit', async () => {
	planApi(`GET ${EVENT}/attendees?maxResults=2`, undefined, {
		attendees: page(0, 2),
		nextToken: 't',
	});
	expect(await jsonsOf({ limit: 2 })).toHaveLength(2);
});

test('reads for several items and pairs what it finds', async () => {
	for (const id of ['a', 'b']) {
		const attendees = [{ id: `u-${id}` }, { id: `v-${id}` }];
		planApi(`GET ${EVENTS}/${id}/attendees?maxResults=50`, undefined, { attendees });
	}
	const { items } = await runDingTalk({
		parameters: { ...form, eventId: '={{ $json.id }}' },
		input: itemsOf({ id: 'a' }, { id: 'b' }),
		credentials: withOperator(),
	});
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
	expect(items.map(({ json }) => json.unionId)).toEqual(['u-a', 'v-a', 'u-b', 'v-b']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}' },
		() => {
			planApi(`GET ${EVENTS}/a/attendees?maxResults=50`, undefined, { attendees: [{ id: 'u' }] });
			planApi(`GET ${EVENTS}/b/attendees?maxResults=50`, undefined, refusal('itemNotFound'), 404);
			planApi(`GET ${EVENTS}/c/attendees?maxResults=50`, undefined, { attendees: [{ id: 'u' }] });
		},
		/DingTalk knows no such event/,
	);
});

test('refuses an empty event ID before anything is sent', async () => {
	await expectRefused({ eventId: NOTHING }, /'Event ID' is empty/);
});
