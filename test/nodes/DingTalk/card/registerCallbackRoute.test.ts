import { expectNoSecrets, planApi, refusal } from '../../../helpers/calls.mts';
import { appCredential, CARD_SECRET } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';

const CALL = 'POST /v1.0/card/callbacks/register';
const URL_OF_ROUTE = 'https://n8n.example.com/webhook/1/dingtalk';
const FORM = {
	resource: 'card',
	operation: 'registerCallbackRoute',
	callbackRouteKey: 'approvals',
	callbackUrl: URL_OF_ROUTE,
};
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(FORM);
const body = (forceUpdate = false, callbackRouteKey = 'approvals') => ({
	callbackRouteKey,
	callbackUrl: URL_OF_ROUTE,
	apiSecret: CARD_SECRET,
	forceUpdate,
});
const answer = { success: true, result: { callbackUrl: URL_OF_ROUTE, apiSecret: CARD_SECRET } };

test('registers a route, and keeps its secret to itself', async () => {
	planApi(CALL, body(), answer);
	expect(await jsonOf()).toEqual({
		callbackRouteKey: 'approvals',
		callbackUrl: URL_OF_ROUTE,
		registered: true,
	});
});

test('overwrites only where that is wished', async () => {
	planApi(CALL, body(), refusal('param.callbackRouteKeyExist', `taken, ${CARD_SECRET}`), 500);
	const result = await run();
	expect(result.error?.message).toBe('There is a callback route with this key already');
	expectNoSecrets(result, CARD_SECRET);
	planApi(CALL, body(true), answer);
	await jsonOf({ options: { isForced: true } });
});

test('one of several items fails', async () => {
	await expectOneFails(
		{ callbackRouteKey: '={{ $json.id }}' },
		() => {
			for (const id of ['a', 'c']) planApi(CALL, body(false, id), answer);
			planApi(CALL, body(false, 'b'), refusal('system.updateCallbackFailed'), 400);
		},
		/DingTalk could not register the callback route/,
	);
});

test.each<[object, RegExp]>([
	[{ callbackUrl: 'n8n.example.com' }, /'Callback URL' is not a whole URL/],
	[{ callbackUrl: 'ftp://n8n.example.com' }, /'Callback URL' is not a whole URL/],
	[{ callbackRouteKey: '={{ "" }}' }, /'Route Key' is empty/],
])('refuses %j before anything is sent', async (parameters, message) => {
	await expectRefused(parameters, message);
});

test('asks for the secret in the credential', async () => {
	const credentials = appCredential();
	credentials.stored.dingTalkCallbackApi = {};
	const { error } = await operationWith(FORM, () => credentials).run();
	expect(error?.message).toBe("'Card Secret' is empty");
});
