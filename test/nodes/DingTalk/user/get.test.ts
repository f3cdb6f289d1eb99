import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import {
	BY_MOBILE,
	BY_UNION_ID,
	GET_USER,
	NO_SCOPE,
	planRefusal,
	planResult,
	planUser,
} from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'user', operation: 'get' };
const byUserId = { ...form, userId: '={{ $json.id }}' };
const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

test('gets a person by userId, in ten fields of our own', async () => {
	planUser('u1', {
		mobile: '13800000001',
		email: '',
		org_email: 'u1@example.com',
		title: '工程师',
		job_number: '0001',
		dept_id_list: [1, 100],
		manager_userid: 'boss',
		avatar: 'https://example.com/u1.png',
	});
	const { items, error } = await runDingTalk({
		parameters: byUserId,
		input: itemsOf({ id: 'u1' }),
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				userId: 'u1',
				unionId: 'union-u1',
				name: 'Name of u1',
				mobile: '13800000001',
				email: 'u1@example.com',
				title: '工程师',
				jobNumber: '0001',
				departmentIds: ['1', '100'],
				managerUserId: 'boss',
				active: true,
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('returns what DingTalk says when Simplify is off, departments beyond 2^53 digit for digit', async () => {
	postOapi(
		GET_USER,
		{ userid: 'u1' },
		// As text, so that the number leaves with all its digits.
		'{"errcode":0,"result":{"userid":"u1","dept_id_list":[9007199254740993]}}' as never,
	);
	const { items } = await runDingTalk({
		parameters: { ...byUserId, simplify: false },
		input: itemsOf({ id: 'u1' }),
	});
	expect(items[0].json).toEqual({ userid: 'u1', dept_id_list: ['9007199254740993'] });
});

test.each([
	['a picked person', { __rl: true, mode: 'list', value: 'u1', cachedResultName: 'U One' }],
	['a picker in ID mode', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
	['a plain value', 'u1'],
	['an expression', '={{ $json.id }}'],
	['a number', '={{ 42 }}', '42'],
])('takes %s for the userId', async (_name, userId, asked = 'u1') => {
	planUser(asked);
	const { items, error } = await runDingTalk({
		parameters: { ...form, userId },
		input: itemsOf({ id: ' u1 ' }),
	});
	expect(error).toBeUndefined();
	expect(items[0].json.userId).toBe(asked);
});

test('finds the person by mobile number, written in any manner', async () => {
	planResult(BY_MOBILE, { mobile: '13800000001' }, { userid: 'u1' });
	planUser('u1');
	const { items } = await runDingTalk({
		parameters: { ...form, userId: locator('mobile', '={{ $json.mobile }}') },
		input: itemsOf({ mobile: '+86 138-0000-0001' }, { mobile: 13800000001 }),
	});
	expect(items.map(({ json }) => json.userId)).toEqual(['u1', 'u1']);
});

test('finds the person by unionId', async () => {
	planResult(BY_UNION_ID, { unionid: 'union-u1' }, { contact_type: 0, userid: 'u1' });
	planUser('u1');
	const { items } = await runDingTalk({
		parameters: { ...form, userId: locator('unionId', 'union-u1') },
	});
	expect(items[0].json).toMatchObject({ userId: 'u1', unionId: 'union-u1' });
});

test('names the field when nobody has the mobile number', async () => {
	planRefusal(BY_MOBILE, { mobile: '13800000009' }, 60121, '找不到该用户');
	const { error } = await runDingTalk({
		parameters: { ...form, userId: locator('mobile', '13800000009') },
	});
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toBe("'User' is nobody's mobile number in this organisation: 13800000009");
	expect(error?.description).toContain('User > Search');
});

test('says that a person is outside the visible range', async () => {
	planRefusal(GET_USER, { userid: 'outsider' }, 50002);
	const { error } = await runDingTalk({
		parameters: byUserId,
		input: itemsOf({ id: 'outsider' }),
	});
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toContain("outside the app's visible range");
});

test('names the missing permission', async () => {
	postOapi(GET_USER, { userid: 'u1' }, NO_SCOPE);
	const result = await runDingTalk({ parameters: byUserId, input: itemsOf({ id: 'u1' }) });
	expect(result.error?.message).toBe('The app lacks a permission for this call: qyapi_get_member');
	expectNoSecrets(result);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: byUserId, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			planUser('a');
			planRefusal(GET_USER, { userid: 'b' }, 33012, '无效的userId');
			planUser('c');
		},
		/DingTalk knows no such user/,
	);
});

test.each([
	['no person', { userId: NOTHING }, /'User' is empty/],
	['an empty picker', { userId: locator('id', NOTHING) }, /'User' is empty/],
	['an object as person', { userId: '={{ $json }}' }, /'User' is an object/],
	['no mobile number', { userId: locator('mobile', NOTHING) }, /'User' is empty/],
	['no unionId', { userId: locator('unionId', NOTHING) }, /'User' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
