import nock from 'nock';

import {
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { API, TOKEN, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'calendar', operation: 'getAll' };
const byUnionId = (value: string) => ({ __rl: true, mode: 'unionId', value });
const planCalendars = (unionId: string, answer: object, status = 200) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.get(`/v1.0/calendar/users/${unionId}/calendars`)
		.reply(status, answer as nock.Body);
const calendars = [
	{
		id: 'primary',
		summary: '我的日历',
		description: '',
		timeZone: 'Asia/Shanghai',
		type: 'primary',
		privilege: 'owner',
		eTag: '7',
	},
	{ id: 'cal-1', summary: 'Team', timeZone: 'Asia/Shanghai', type: 'shared' },
];

test("lists a person's calendars out of the wrapped answer", async () => {
	planUser('lina');
	planCalendars('union-lina', { response: { calendars } });
	const result = await runDingTalk({ parameters: { ...form, userId: 'lina' } });
	expect(result.error).toBeUndefined();
	expect(result.items).toEqual([
		{
			json: {
				calendarId: 'primary',
				summary: '我的日历',
				description: '',
				timeZone: 'Asia/Shanghai',
				type: 'primary',
				privilege: 'owner',
			},
			pairedItem: { item: 0 },
		},
		{
			json: { calendarId: 'cal-1', summary: 'Team', timeZone: 'Asia/Shanghai', type: 'shared' },
			pairedItem: { item: 0 },
		},
	]);
	expectNoSecrets(result);
});

test('lists those of the operator when nobody is named, up to the limit', async () => {
	planUser('boss');
	planCalendars('union-boss', { response: { calendars } });
	const { items } = await runDingTalk({
		parameters: { ...form, limit: 1 },
		credentials: appCredential({ operatorId: 'boss' }),
	});
	expect(items.map(({ json }) => json.calendarId)).toEqual(['primary']);
});

test('returns nothing for a person without calendars', async () => {
	planCalendars('union-a', { response: { calendars: [] } });
	const { items, error } = await runDingTalk({
		parameters: { ...form, userId: byUnionId('union-a'), returnAll: true },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
});

test('lists for several people and pairs the calendars', async () => {
	for (const id of ['union-a', 'union-b']) planCalendars(id, { response: { calendars } });
	const { items } = await runDingTalk({
		parameters: { ...form, userId: byUnionId('={{ $json.id }}') },
		input: itemsOf({ id: 'union-a' }, { id: 'union-b' }),
	});
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, userId: byUnionId('={{ $json.id }}') },
			input: itemsOf({ id: 'union-a' }, { id: 'union-b' }, { id: 'union-c' }),
		},
		() => {
			planCalendars('union-a', { response: { calendars: [calendars[0]] } });
			planCalendars(
				'union-b',
				{
					...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied', 'no'),
					accessdenieddetail: { requiredScopes: ['Calendar.Event.Read'] },
				},
				403,
			);
			planCalendars('union-c', { response: { calendars: [calendars[0]] } });
		},
		/The app lacks a permission for this call: Calendar\.Event\.Read/,
	);
});

test('refuses nobody before anything is sent', async () => {
	const { message, description } = await refusedInput({ parameters: form });
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toBe("Choose a person in 'User', or fill in 'Operator' of the credential");
});
