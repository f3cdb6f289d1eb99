import nock from 'nock';

import { itemsOf } from '../../helpers/calls.mts';
import { binaryOf, runDingTalk } from '../../helpers/dingTalk.mts';

const send = { resource: 'message', operation: 'send', messageType: 'text', text: 'hi' };

/** Runs an execution that is cancelled when the given call arrives; counts the calls. */
async function callsUntilCancelled(
	parameters: object,
	path: string,
	input = itemsOf({}),
	cancelAt = 1,
): Promise<number> {
	let cancel = () => {};
	let calls = 0;
	nock(/dingtalk\.com/)
		.persist()
		.post((uri) => uri.startsWith(path))
		.reply(200, () => {
			if (++calls === cancelAt) cancel();
			return { errcode: 0, media_id: '@lADPx', processQueryKey: 'key' };
		});
	await runDingTalk({
		parameters: parameters as never,
		input,
		onStart: (execution) => (cancel = execution.cancel),
	});
	nock.cleanAll();
	return calls;
}

test('starts no further item once the execution is cancelled', async () => {
	const parameters = { ...send, target: 'people', people: { list: [{ ids: 'u1' }] } };
	const input = itemsOf(...Array.from({ length: 50 }, () => ({})));
	expect(await callsUntilCancelled(parameters, '/v1.0/robot/', input, 3)).toBe(3);
});

test('starts no further batch once the execution is cancelled', async () => {
	const userIds = Array.from({ length: 2000 }, (_, index) => `u${index}`).join(',');
	const parameters = { ...send, target: 'people', people: { list: [{ ids: userIds }] } };
	// The batches under way are DingTalk's already.
	expect(await callsUntilCancelled(parameters, '/v1.0/robot/')).toBeLessThanOrEqual(10);
});

test('sends no message when the execution is cancelled during the upload', async () => {
	const parameters = {
		...send,
		target: 'people',
		people: { list: [{ ids: 'u1' }] },
		messageType: 'image',
	};
	const data = binaryOf('png', 'a.png', 'image/png');
	const input = [{ json: {}, binary: { data } }];
	expect(await callsUntilCancelled(parameters, '/', input)).toBe(1);
});

test('asks for no further page once the execution is cancelled', async () => {
	const parameters = {
		resource: 'apiRequest',
		operation: 'send',
		method: 'POST',
		path: '/v1.0/list',
		bodyContentType: 'json',
		jsonBody: {},
		pagination: 'pageNumber',
		pagePlace: 'body',
		itemsPath: '',
		returnAll: true,
	};
	let cancel = () => {};
	const calls: number[] = [];
	nock('https://api.dingtalk.com')
		.persist()
		.post('/v1.0/list', (body) => calls.push(body.nextToken as number) > 0)
		.query(true)
		.reply(200, () => {
			if (calls.length === 3) cancel();
			return [{ id: calls.length }];
		});
	await runDingTalk({ parameters, onStart: (execution) => (cancel = execution.cancel) });
	nock.cleanAll();
	expect(calls).toEqual([0, 1, 2]);
});
