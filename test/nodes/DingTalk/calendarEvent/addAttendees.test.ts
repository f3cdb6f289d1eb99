import { NOTHING, refusal } from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, crowd, people, planWrite, withOperator } from './events';

const ADD = `POST ${EVENT}/attendees`;
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'addAttendees', eventId: EVENT_ID },
	withOperator,
);

test('invites people, some of whom need not come, and tells nobody', async () => {
	planWrite(
		ADD,
		{
			attendeesToAdd: [
				{ id: 'union-a', isOptional: false },
				{ id: 'union-b', isOptional: true },
			],
			chatNotification: false,
			pushNotification: false,
		},
		'',
	);
	const json = await jsonOf({
		attendees: people('union-a'),
		optionalAttendees: people('union-b', 'union-a'),
		options: { chatNotification: false, pushNotification: false },
	});
	expect(json).toEqual({
		success: true,
		eventId: EVENT_ID,
		added: ['union-a', 'union-b'],
		failed: [],
	});
});

test('invites 1,001 people in calls of 500, each with a token of its own', async () => {
	const counts: number[] = [];
	const take = (body: Record<string, object[]>) => counts.push(body.attendeesToAdd.length) > 0;
	const tokens = [1, 2, 3].flatMap(() => [planWrite(ADD, take as never, '')]);
	const json = await jsonOf({ attendees: crowd(1001) });
	expect(counts).toEqual([500, 500, 1]);
	expect(json.added).toHaveLength(1001);
	expect(new Set(tokens.flat()).size).toBe(3);
});

test('lists whom DingTalk refused, and who is nobody', async () => {
	answerLookups({ '13800000001': 'u1' });
	planWrite(ADD, undefined, '');
	planWrite(ADD, undefined, refusal('invalidParameter', 'no such person'), 400);
	const attendees = { list: [...crowd(500).list, { ids: 'u1, ghost', idType: 'userId' }] };
	const json = await jsonOf({ attendees });
	expect(json).toMatchObject({
		success: false,
		failed: [
			{
				unionIds: ['union-u1'],
				message: 'DingTalk finds the request faulty',
				code: 'invalidParameter',
			},
			{ ids: ['ghost'], code: 'unknownPerson' },
		],
	});
	expect(json.added).toHaveLength(500);
});

test('fails when nobody is anybody', async () => {
	answerLookups({});
	const { error } = await run({
		attendees: { list: [{ ids: 'ghost', idType: 'userId' }] },
	});
	expect(error?.message).toBe("'Attendees' is nobody's userId in this organisation: ghost");
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}', attendees: people('u') },
		() => {
			planWrite(`POST ${EVENTS}/a/attendees`, undefined, '');
			planWrite(`POST ${EVENTS}/b/attendees`, undefined, refusal('itemNotFound'), 404);
			planWrite(`POST ${EVENTS}/c/attendees`, undefined, '');
		},
		/DingTalk knows no such event/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody', {}, /'Attendees' is empty/],
	[
		'an empty picker',
		{ optionalAttendees: { person: [{ user: '={{ "" }}' }] } },
		/'Optional Attendees > Person 1' is empty/,
	],
	['no event ID', { eventId: NOTHING, attendees: people('a') }, /'Event ID' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
