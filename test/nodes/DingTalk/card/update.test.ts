import { planApi, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { locatorOf } from './cards';

const CALL = 'PUT /v1.0/card/instances';
const { jsonOf, expectRefused, expectOneFails } = operationWith({
	resource: 'card',
	operation: 'update',
	outTrackId: 'card-1',
	variables: { variable: [{ name: 'status', value: 'approved' }] },
});
const body = (isByKey = true, further: object = {}) => ({
	outTrackId: 'card-1',
	cardData: { cardParamMap: { status: 'approved' } },
	cardUpdateOptions: { updateCardDataByKey: isByKey, updatePrivateDataByKey: isByKey },
	userIdType: 1,
	...further,
});

test('changes what is named, and leaves the rest', async () => {
	planApi(CALL, body(), { success: true, result: true });
	expect(await jsonOf()).toEqual({ outTrackId: 'card-1', updated: true });
});

test('replaces everything where that is wished', async () => {
	planApi(CALL, body(false), { success: true, result: true });
	await jsonOf({ options: { isReplaced: true } });
});

test('changes what single people see, alone', async () => {
	const privateData = { bob: { cardParamMap: { hint: 'not for you' } } };
	planApi(CALL, JSON.parse(JSON.stringify({ ...body(), cardData: undefined, privateData })), {
		success: true,
		result: true,
	});
	await jsonOf({
		variables: {},
		privateVariables: { private: [{ user: locatorOf('bob'), values: { hint: 'not for you' } }] },
	});
});

test('one of several items fails', async () => {
	await expectOneFails(
		{ outTrackId: '={{ $json.id }}' },
		() => {
			for (const id of ['a', 'c']) {
				planApi(CALL, body(true, { outTrackId: id }), { success: true, result: true });
			}
			planApi(CALL, body(true, { outTrackId: 'b' }), refusal('param.cardNotExist'), 400);
		},
		/DingTalk knows no such card/,
	);
});

test('refuses a change of nothing, and values that are too long', async () => {
	await expectRefused({ variables: {} }, /'Variables' is empty/);
	await expectRefused(
		{ variables: { variable: [{ name: 'status', value: 'x'.repeat(1025) }] } },
		/1,025 bytes for 'status'/,
	);
});
