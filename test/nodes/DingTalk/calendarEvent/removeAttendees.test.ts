import { refusal } from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, crowd, people, planWrite, withOperator } from './events';

const REMOVE = `POST ${EVENT}/attendees/batchRemove`;
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'removeAttendees', eventId: EVENT_ID },
	withOperator,
);

test('takes people out', async () => {
	planWrite(REMOVE, { attendeesToRemove: [{ id: 'union-a' }] }, '');
	expect(await jsonOf({ attendees: people('union-a') })).toEqual({
		success: true,
		eventId: EVENT_ID,
		removed: ['union-a'],
		failed: [],
	});
});

test('takes out 1,001 people in calls of 500, each with a token of its own', async () => {
	const counts: number[] = [];
	const take = (body: Record<string, object[]>) => counts.push(body.attendeesToRemove.length) > 0;
	const tokens = [1, 2, 3].flatMap(() => [planWrite(REMOVE, take as never, '')]);
	const json = await jsonOf({ attendees: crowd(1001) });
	expect(counts).toEqual([500, 500, 1]);
	expect(json.removed).toHaveLength(1001);
	expect(new Set(tokens.flat()).size).toBe(3);
});

test('lists whom DingTalk refused, and who is nobody', async () => {
	answerLookups({ '13800000001': 'u1' });
	planWrite(REMOVE, undefined, '');
	planWrite(REMOVE, undefined, refusal('invalidParameter', 'no such person'), 400);
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
	expect(json.removed).toHaveLength(500);
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
			planWrite(`POST ${EVENTS}/a/attendees/batchRemove`, undefined, '');
			planWrite(`POST ${EVENTS}/b/attendees/batchRemove`, undefined, refusal('itemNotFound'), 404);
			planWrite(`POST ${EVENTS}/c/attendees/batchRemove`, undefined, '');
		},
		/DingTalk knows no such event/,
	);
});

test('refuses nobody before anything is sent', async () => {
	await expectRefused({ attendees: { list: [{ ids: '={{ "" }}' }] } }, /'Attendees' is empty/);
});
