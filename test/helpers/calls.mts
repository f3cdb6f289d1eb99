/** Planned calls of DingTalk's two hosts, and what must never show in a run. */
import type { INode, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';

import {
	API,
	OAPI,
	TOKEN,
	runDingTalk,
	type DingTalkResult,
	type DingTalkRun,
} from './dingTalk.mts';
import { everythingIn } from './everythingIn.mts';

type Body = nock.RequestBodyMatcher;
type Answer = Record<string, unknown>;

/** Plans a POST to the API host, with the token in its header and nowhere else. */
export const postApi = (path: string, body: Body | undefined, answer: Answer, status = 200) =>
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.post(path, body)
		.reply(status, answer);

/**
 * Plans a call of the API host, with the token in its header and nowhere else.
 *
 * @param call method and path, with the query if it has one: `GET /v1.0/…?maxResults=100`
 * @param body nothing for calls that have none
 */
export function planApi(call: string, body: Body | undefined, answer: Answer | '', status = 200) {
	const [method, address] = call.split(' ');
	return nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.intercept(address, method, body)
		.reply(status, answer);
}

/** Plans a POST to the OAPI host, with the token in the query. */
export const postOapi = (path: string, body: Body | undefined, answer: Answer) =>
	nock(OAPI, { badheaders: ['x-acs-dingtalk-access-token'] })
		.post(path, body)
		.query({ access_token: TOKEN })
		.reply(200, answer);

/** Plans an upload; `seen` gets the multipart body as nock gives it. */
export const postUpload = (
	type: string,
	mediaId: string,
	seen: (body: string) => void = () => {},
) =>
	nock(OAPI)
		.post('/media/upload', (body: string) => {
			seen(body);
			return true;
		})
		.query({ access_token: TOKEN, type })
		.reply(200, { errcode: 0, type, media_id: mediaId, created_at: 1_700_000_000_000 });

/** An error body of the API host. */
export const refusal = (code: string, message = 'refused'): Answer => ({
	code,
	message,
	requestid: 'req-1',
});

/** An empty value as it happens: n8n itself refuses a required field left empty, but not this. */
export const NOTHING = '={{ "" }}';

/** Items with one JSON object each. */
export const itemsOf = (...jsons: INodeExecutionData['json'][]): INodeExecutionData[] =>
	jsons.map((json) => ({ json }));

/** Fails when a token or the client secret is anywhere in the run, its errors and their causes included. */
export function expectNoSecrets({ run, error }: DingTalkResult, ...further: string[]): void {
	const text = everythingIn([run, error, error?.message]);
	for (const secret of [TOKEN, 'secret-of-the-test', ...further]) {
		expect(text).not.toContain(secret);
	}
}

/** The run's error for input that is refused before anything is sent; any request would fail the test. */
export async function refusedInput(run: DingTalkRun) {
	let requests = 0;
	const count = () => requests++;
	nock.emitter.on('no match', count);
	const result = await runDingTalk(run);
	nock.emitter.off('no match', count);
	expect(requests).toBe(0);
	expect(result.error?.name).toBe('NodeOperationError');
	expect(result.error?.context.itemIndex).toBe(0);
	return { message: result.error?.message ?? '', description: result.error?.description ?? '' };
}

/**
 * Runs three items of which the second fails, in each of the three error settings.
 *
 * @param plan plans the calls of one run: the first and the third item succeed
 */
export async function expectFailureHandling(
	base: DingTalkRun,
	plan: () => void,
	message: RegExp,
): Promise<void> {
	for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
		plan();
		const settings: Partial<INode> = { onError };
		const result = await runDingTalk({ ...base, settings });
		expect(result.error).toBeUndefined();
		const failures = onError === 'continueErrorOutput' ? result.errors : [result.items[1]];
		expect(failures).toHaveLength(1);
		expect(String(failures[0].json.error)).toMatch(message);
		expect(pairs(failures)).toEqual([1]);
		expect(pairs(result.items)).toEqual(onError === 'continueErrorOutput' ? [0, 2] : [0, 1, 2]);
		expectNoSecrets(result);
		nock.cleanAll();
	}
	plan();
	const thrown = await runDingTalk(base);
	expect(thrown.error?.message).toMatch(message);
	expect(thrown.error?.context.itemIndex).toBe(1);
	expectNoSecrets(thrown);
	nock.cleanAll();
}

/** The input item that each output item is paired with. */
export const pairs = (items: INodeExecutionData[]): unknown[] =>
	items.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item);
