import { postOapi, refusedInput } from '../../../helpers/calls.mts';
import { BY_MOBILE, BY_UNION_ID, planRefusal, planResult } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const UPDATE = '/topapi/workrecord/update';
const complete = { resource: 'workRecord', operation: 'complete', recordId: 'r1' };
const planUpdate = (userid: string) =>
	postOapi(UPDATE, { userid, record_id: 'r1' }, { errcode: 0, result: true });

test.each([
	['a person picked from the list', { __rl: true, mode: 'list', value: 'lina' }],
	['a userId in the picker', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
	['the plain value of older workflows', 'lina'],
	['the expression of older workflows', '={{ $json.id }}'],
])('takes %s', async (_name, userId) => {
	planUpdate('lina');
	const { items, error } = await runDingTalk({
		parameters: { ...complete, userId },
		input: [{ json: { id: 'lina' } }],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ success: true, userId: 'lina', recordId: 'r1' });
});

test('turns mobile number and unionId into the userId, once for all items', async () => {
	planResult(BY_MOBILE, { mobile: '13800000002' }, { userid: 'lina' });
	planUpdate('lina');
	planUpdate('lina');
	const mobile = await runDingTalk({
		parameters: { ...complete, userId: { __rl: true, mode: 'mobile', value: '13800000002' } },
		input: [{ json: {} }, { json: {} }],
	});
	expect(mobile.items.map(({ json }) => json.userId)).toEqual(['lina', 'lina']);
	planResult(BY_UNION_ID, { unionid: 'union-lina' }, { userid: 'lina' });
	planUpdate('lina');
	const unionId = await runDingTalk({
		parameters: { ...complete, userId: { __rl: true, mode: 'unionId', value: 'union-lina' } },
	});
	expect(unionId.items[0].json.userId).toBe('lina');
});

test('names the field when nobody has the number, and touches no record', async () => {
	planRefusal(BY_MOBILE, { mobile: '13800000009' }, 60121);
	const { error } = await runDingTalk({
		parameters: { ...complete, userId: { __rl: true, mode: 'mobile', value: '13800000009' } },
	});
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toContain("'User' is nobody's mobile number");
});

test('looks nobody up when another field is faulty', async () => {
	const { message } = await refusedInput({
		parameters: {
			...complete,
			recordId: '={{ "" }}',
			userId: { __rl: true, mode: 'mobile', value: '13800000002' },
		},
	});
	expect(message).toContain("'Record ID or Business ID' is empty");
});
