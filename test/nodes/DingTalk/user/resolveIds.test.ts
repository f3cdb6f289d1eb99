import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import {
	BY_MOBILE,
	GET_USER,
	NO_SCOPE,
	answerLookups,
	planRefusal,
	planUser,
} from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'user', operation: 'resolveIds', ids: '={{ $json.ids }}' };
const MOBILES = { '13800000001': 'zhangwei', '13800000002': 'lina', '+852-51234567': 'alice' };

const person = (input: string, userId: string, further = {}) => ({
	input,
	userId,
	unionId: `union-${userId}`,
	name: `Name of ${userId}`,
	...further,
});

test('turns any mix of IDs into all IDs, in the order given, and lists the unknown ones', async () => {
	answerLookups(MOBILES);
	const { items, error } = await runDingTalk({
		parameters: { ...form, idType: 'any' },
		input: itemsOf({
			ids: 'lina, 13800000001, union-alice, 13800000009, nobody, +852-51234567',
		}),
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				users: [
					person('lina', 'lina'),
					person('13800000001', 'zhangwei'),
					person('union-alice', 'alice'),
					person('+852-51234567', 'alice'),
				],
				unknown: ['13800000009', 'nobody'],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('asks once per person when 500 items name the same mobile number', async () => {
	const asked = answerLookups(MOBILES);
	const { items } = await runDingTalk({
		parameters: { ...form, idType: 'mobile' },
		input: itemsOf(...Array.from({ length: 500 }, () => ({ ids: ['138 0000 0002'] }))),
	});
	expect(items).toHaveLength(500);
	expect(pairs(items)).toEqual(Array.from({ length: 500 }, (_, index) => index));
	expect(items[499].json.users).toEqual([
		person('138 0000 0002', 'lina', { mobile: '13800000002' }),
	]);
	expect(asked).toEqual([`${BY_MOBILE} 13800000002`, `${GET_USER} lina`]);
});

test('asks once for an unknown number too', async () => {
	const asked = answerLookups(MOBILES);
	const { items } = await runDingTalk({
		parameters: { ...form, idType: 'mobile' },
		input: itemsOf({ ids: '13800000009' }, { ids: '13800000009' }),
	});
	expect(items.map(({ json }) => json)).toEqual([
		{ users: [], unknown: ['13800000009'] },
		{ users: [], unknown: ['13800000009'] },
	]);
	expect(asked).toHaveLength(1);
});

test('takes each ID for the type that is given', async () => {
	const asked = answerLookups({ ...MOBILES, '13800000003': '13800000001' });
	const { items } = await runDingTalk({
		parameters: { ...form, idType: 'userId' },
		input: itemsOf({ ids: '13800000001' }),
	});
	expect(items[0].json.users).toEqual([person('13800000001', '13800000001')]);
	expect(asked).toEqual([`${GET_USER} 13800000001`]);
});

test('lists somebody outside the visible range as unknown', async () => {
	planRefusal(GET_USER, { userid: 'outsider' }, 50002);
	planUser('lina', { mobile: '13800000002' });
	const { items } = await runDingTalk({
		parameters: { ...form, idType: 'userId' },
		input: itemsOf({ ids: 'outsider,lina' }),
	});
	expect(items[0].json).toEqual({
		users: [person('lina', 'lina', { mobile: '13800000002' })],
		unknown: ['outsider'],
	});
});

test('stops when a permission is missing, in place of calling everybody unknown', async () => {
	postOapi(BY_MOBILE, { mobile: '13800000001' }, NO_SCOPE);
	planRefusal(GET_USER, { userid: '13800000001' }, 33012);
	postOapi('/topapi/user/getbyunionid', { unionid: '13800000001' }, { errcode: 60121 });
	const { error } = await runDingTalk({
		parameters: { ...form, idType: 'any' },
		input: itemsOf({ ids: '13800000001' }),
	});
	expect(error?.message).toContain('The app lacks a permission for this call');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, idType: 'userId' },
			input: itemsOf({ ids: 'a' }, { ids: 'b' }, { ids: 'c' }),
		},
		() => {
			planUser('a');
			postOapi(GET_USER, { userid: 'b' }, NO_SCOPE);
			planUser('c');
		},
		/The app lacks a permission/,
	);
});

test.each([
	['no ID', { ids: NOTHING }, /'IDs' is empty/],
	['objects as IDs', { ids: '={{ [{ id: 1 }] }}' }, /'IDs' is an object/],
	['a type that is none', { ids: 'a', idType: '={{ "name" }}' }, /'ID Type' is 'name'/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
