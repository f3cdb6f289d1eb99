import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/topapi/workrecord/update';
const form = {
	resource: 'workRecord',
	operation: 'complete',
	userId: 'u1',
	recordId: '={{ $json.id }}',
};

test('completes a record by its ID', async () => {
	postOapi(PATH, { userid: 'u1', record_id: 'r1' }, { errcode: 0, result: true });
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ id: 'r1' }) });
	expect(items).toEqual([
		{ json: { success: true, userId: 'u1', recordId: 'r1' }, pairedItem: { item: 0 } },
	]);
});

test('completes a record by a business ID that is a number', async () => {
	postOapi(PATH, { userid: 'u1', record_id: '42' }, { errcode: 0, result: true });
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ id: 42 }) });
	expect(items[0].json).toEqual({ success: true, userId: 'u1', recordId: '42' });
});

test.each([false, 'false'])('fails when DingTalk answers that it did not: %j', async (result) => {
	postOapi(PATH, undefined, { errcode: 0, result, request_id: 'req-7' });
	const { error } = await runDingTalk({ parameters: form, input: itemsOf({ id: 'r1' }) });
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
	expect(error?.description).toContain('DingTalk code result: false, request id req-7');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			postOapi(PATH, (body) => body.record_id === 'a', { errcode: 0, result: true });
			postOapi(PATH, (body) => body.record_id === 'b', { errcode: 60011, errmsg: '' });
			postOapi(PATH, (body) => body.record_id === 'c', { errcode: 0, result: true });
		},
		/DingTalk has closed this API to new apps/,
	);
});

test.each<[string, object, RegExp]>([
	['no person', { userId: NOTHING, recordId: 'r1' }, /'User' is empty/],
	['no record', {}, /'Record ID or Business ID' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
