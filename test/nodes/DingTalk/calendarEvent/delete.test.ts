import { NOTHING, refusal } from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, OPERATOR, planWrite, withOperator } from './events';

const { jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'delete', eventId: EVENT_ID },
	withOperator,
);

test('deletes an event, whose answer is empty', async () => {
	planWrite(`DELETE ${EVENT}`, undefined, '');
	expect(await jsonOf()).toEqual({ deleted: true });
});

test('tells nobody if wanted, in a calendar of another person', async () => {
	planUser('u1');
	const event = EVENT.replace(OPERATOR, 'union-u1').replace('primary', 'cal-1');
	planWrite(`DELETE ${event}?pushNotification=false`, undefined, '');
	await jsonOf({
		userId: 'u1',
		options: { pushNotification: false, calendarId: 'cal-1' },
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}' },
		() => {
			planWrite(`DELETE ${EVENTS}/a`, undefined, '');
			planWrite(`DELETE ${EVENTS}/b`, undefined, refusal('itemNotFound'), 404);
			planWrite(`DELETE ${EVENTS}/c`, undefined, '');
		},
		/DingTalk knows no such event/,
	);
});

test('refuses an empty event ID before anything is sent', async () => {
	await expectRefused({ eventId: NOTHING }, /'Event ID' is empty/);
});
