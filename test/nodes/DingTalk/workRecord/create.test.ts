import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { OAPI, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/topapi/workrecord/add';
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ title: `T${index}`, content: `C${index}` }));
const form = {
	resource: 'workRecord',
	operation: 'create',
	userId: 'u1',
	title: 'Approve 批准',
	url: 'https://example.com/1',
	formItems: { item: [{ title: 'Due', content: '={{ 42 }}' }] },
};
const created = { errcode: 0, errmsg: 'ok', record_id: 'record1', request_id: 'req-5' };

test('creates a work record with the time of now', async () => {
	const start = Date.now();
	postOapi(
		PATH,
		(body) => {
			const { create_time, ...rest } = body;
			expect(create_time).toBeGreaterThanOrEqual(start);
			expect(create_time).toBeLessThanOrEqual(Date.now());
			expect(rest).toEqual({
				userid: 'u1',
				title: 'Approve 批准',
				url: 'https://example.com/1',
				formItemList: [{ title: 'Due', content: '42' }],
			});
			return true;
		},
		created,
	);
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toEqual([
		{ json: { recordId: 'record1', userId: 'u1', requestId: 'req-5' }, pairedItem: { item: 0 } },
	]);
});

test("names the credential's operator as originator", async () => {
	postOapi(PATH, (body) => body.originator_user_id === 'boss', created);
	const credentials = appCredential({ operatorId: 'boss' });
	expect((await runDingTalk({ parameters: form, credentials })).error).toBeUndefined();
});

test("looks the credential's operator up when it is no userId", async () => {
	const operatorId = '13800000001';
	answerLookups({ [operatorId]: 'boss' });
	postOapi(PATH, (body) => body.originator_user_id === 'boss', created);
	const credentials = appCredential({ operatorId });
	expect((await runDingTalk({ parameters: form, credentials })).error).toBeUndefined();
});

test('sends every additional field under its name on the wire', async () => {
	postOapi(
		PATH,
		{
			userid: 'u1',
			create_time: Date.parse('2026-05-01T09:00:00+08:00'),
			title: 'Approve 批准',
			url: 'https://example.com/1',
			formItemList: [{ title: 'Due', content: '42' }],
			pcUrl: 'https://example.com/pc',
			originator_user_id: 'u2',
			source_name: 'ERP',
			pc_open_type: 4,
			biz_id: 'order-7',
		},
		created,
	);
	const { error } = await runDingTalk({
		parameters: {
			...form,
			additionalFields: {
				bizId: 'order-7',
				createTime: '2026-05-01T09:00:00+08:00',
				originatorUserId: 'u2',
				pcOpenType: 4,
				pcUrl: 'https://example.com/pc',
				sourceName: 'ERP',
			},
		},
	});
	expect(error).toBeUndefined();
});

test('does not repeat a record whose connection broke', async () => {
	nock(OAPI)
		.post(PATH)
		.query(true)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	const result = await runDingTalk({ parameters: form });
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		message: 'The connection to DingTalk broke before the answer came',
	});
	expectNoSecrets(result);
});

test('says that work records are closed to new apps', async () => {
	postOapi(PATH, undefined, {
		errcode: 60011,
		errmsg: 'no permission, requiredScopes=[qyapi_work_record]',
	});
	const { error } = await runDingTalk({ parameters: form });
	expect(error?.message).toBe('DingTalk has closed this API to new apps: qyapi_work_record');
});

test.each([
	['854001', 'The person already got a work record with the same form items today'],
	['854002', 'The person got 100 work records today already'],
	['33012', 'DingTalk knows no such user'],
])('explains code %s', async (code, message) => {
	postOapi(PATH, undefined, { errcode: Number(code), errmsg: '…', request_id: 'req-6' });
	const { error } = await runDingTalk({ parameters: form });
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(`DingTalk code ${code}, "…", request id req-6`);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, userId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postOapi(PATH, (body) => body.userid === 'a', created);
			postOapi(PATH, (body) => body.userid === 'b', { errcode: 33012, errmsg: '无效的userId' });
			postOapi(PATH, (body) => body.userid === 'c', created);
		},
		/DingTalk knows no such user/,
	);
});

test.each<[string, object, RegExp]>([
	['no person', { userId: NOTHING }, /'User' is empty/],
	['no title', { title: NOTHING }, /'Title' is empty/],
	[
		'a title of 51 characters',
		{ title: 'x'.repeat(51) },
		/'Title' is 51 characters long; the limit is 50/,
	],
	['no URL', { url: NOTHING }, /'URL' is empty/],
	['a bad URL', { url: 'example.com' }, /'URL' is not a usable URL: example.com/],
	['a bad PC URL', { additionalFields: { pcUrl: 'x' } }, /'PC URL' is not a usable URL: x/],
	['no form items', { formItems: { item: [] } }, /'Form Items' is empty/],
	[
		'20 form items',
		{ formItems: { item: rows(20) } },
		/'Form Items' has 20 entries; the limit is 19/,
	],
	[
		'a form item without content',
		{ formItems: { item: [{ title: 'x' }] } },
		/'Form Items > Content 1' is empty/,
	],
	[
		'no choice of where it opens',
		{ additionalFields: { pcOpenType: '={{ 3 }}' } },
		/'Open on PC In' is '3', which is no option of it/,
	],
	[
		'no date',
		{ additionalFields: { createTime: '={{ "item 7" }}' } },
		/'Created At' is not a date: item 7/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
