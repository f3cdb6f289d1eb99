import { NOTHING, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, OPERATOR, planWrite, withOperator } from './events';

const { jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'respond', eventId: EVENT_ID },
	withOperator,
);

test.each(['accepted', 'declined', 'tentative', 'needsAction'])('answers %s', async (response) => {
	planWrite(`POST ${EVENT}/respond`, { responseStatus: response }, '');
	expect(await jsonOf({ response })).toEqual({
		success: true,
		eventId: EVENT_ID,
		unionId: OPERATOR,
		response,
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}' },
		() => {
			planWrite(`POST ${EVENTS}/a/respond`, undefined, '');
			planWrite(`POST ${EVENTS}/b/respond`, undefined, refusal('itemNotFound'), 404);
			planWrite(`POST ${EVENTS}/c/respond`, undefined, '');
		},
		/DingTalk knows no such event/,
	);
});

test.each<[string, object, RegExp]>([
	['no event ID', { eventId: NOTHING }, /'Event ID' is empty/],
	[
		'an unknown answer',
		{ response: '={{ "maybe" }}' },
		/'Response' is 'maybe', which is no option of it/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
