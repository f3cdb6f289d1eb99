import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../shared/errors/failure';
import { InputError } from '../shared/errors/inputError';
import type { DingTalkApi } from '../shared/transport/api';
import type { TriggerKeys } from '../shared/auth/callbackKeys';

/** The one subscription that an app has by the legacy API. */
interface Registered {
	call_back_tag: string[];
	token: string;
	aes_key: string;
	url: string;
}

/** What this trigger wants DingTalk to hold. */
export interface Wanted {
	/** The URL of this trigger, the one for tests or the one of the active workflow. */
	url: string;
	/** What this workflow registered before, under another address of n8n perhaps; '' when it did not. */
	formerUrl: string;
	/** Part of the path that this n8n gives to no other node. */
	webhookId: string;
	isTest: boolean;
	events: string[];
	keys: TriggerKeys;
}

const ALREADY_REGISTERED = new Set(['71006', '400041']);
const NOT_REGISTERED = new Set(['71007', '400040']);

/**
 * Whether DingTalk holds exactly what is wanted already.
 *
 * @see DingTalk docs "查询事件回调接口": GET /call_back/get_call_back
 */
export async function isSubscribed(api: DingTalkApi, wanted: Wanted): Promise<boolean> {
	const registered = await fetchRegistered(api);
	return (
		registered !== undefined &&
		registered.url === wanted.url &&
		registered.token === wanted.keys.token &&
		registered.aes_key === wanted.keys.aesKey &&
		sorted(registered.call_back_tag) === sorted(wanted.events)
	);
}

/**
 * Registers this trigger's URL, or changes what an earlier activation registered. A URL of somebody else is
 * never replaced, nor that of the active workflow by a test.
 *
 * @see DingTalk docs "注册事件回调接口": POST /call_back/register_call_back
 */
export async function subscribe(api: DingTalkApi, wanted: Wanted): Promise<void> {
	const registered = await fetchRegistered(api);
	if (registered) return await replace(api, wanted, registered);
	const failure = await write(api, '/call_back/register_call_back', wanted);
	if (!failure) return;
	if (!ALREADY_REGISTERED.has(failure.code)) throw api.toError(failure);
	// Somebody else was faster, or DingTalk shows only now what it holds.
	const found = await fetchRegistered(api);
	if (!found) throw api.toError(failure);
	await replace(api, wanted, found);
}

/**
 * Ends the subscription to exactly this URL: at its end a test meets the active workflow's, which stays.
 *
 * @see DingTalk docs "删除事件回调接口": GET /call_back/delete_call_back
 */
export async function unsubscribe(api: DingTalkApi, wanted: Pick<Wanted, 'url'>): Promise<void> {
	const registered = await fetchRegistered(api);
	if (registered?.url !== wanted.url) return;
	const outcome = await api.attempt({
		method: 'GET',
		host: 'oapi',
		path: '/call_back/delete_call_back',
		answer: 'nothing',
	});
	if (!outcome.ok && !NOT_REGISTERED.has(outcome.failure.code)) throw api.toError(outcome.failure);
}

async function replace(api: DingTalkApi, wanted: Wanted, { url }: Registered): Promise<void> {
	const isSame = url === wanted.url;
	if (!isSame && !isOfThisNode(url, wanted)) {
		throw new InputError(
			'Subscription',
			`cannot be managed here: the app's events go to ${shown(url)} already, and DingTalk keeps one URL per app`,
			'Stop whatever uses that URL and let it end its subscription, use an app of its own for this workflow, or subscribe in the developer console. Where nothing uses it any more, delete it with API Request (GET /call_back/delete_call_back)',
		);
	}
	if (!isSame && wanted.isTest) {
		throw new InputError(
			'Subscription',
			"belongs to the published workflow: DingTalk keeps one URL per app, so a test would take the published workflow's events away",
			'Unpublish the workflow before the test, or test with an app of its own',
		);
	}
	const failure = await write(api, '/call_back/update_call_back', wanted);
	if (failure) throw api.toError(failure);
}

async function write(
	api: DingTalkApi,
	path: string,
	{ url, events, keys }: Wanted,
): Promise<Failure | undefined> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'oapi',
		path,
		answer: 'nothing',
		body: { call_back_tag: events, token: keys.token, aes_key: keys.aesKey, url },
		secrets: [keys.token, keys.aesKey],
		// It names the wanted end state.
		repeatable: true,
	});
	return outcome.ok ? undefined : outcome.failure;
}

async function fetchRegistered(api: DingTalkApi): Promise<Registered | undefined> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'oapi',
		path: '/call_back/get_call_back',
		answer: { url: 'text?', token: 'text?', aes_key: 'text?', call_back_tag: 'ids?' },
	});
	if (outcome.ok) return toRegistered(outcome.value.body as IDataObject);
	if (NOT_REGISTERED.has(outcome.failure.code)) return undefined;
	throw api.toError(outcome.failure);
}

function toRegistered(answer: IDataObject): Registered | undefined {
	if (typeof answer.url !== 'string' || answer.url === '') return undefined;
	return {
		url: answer.url,
		token: String(answer.token ?? ''),
		aes_key: String(answer.aes_key ?? ''),
		call_back_tag: Array.isArray(answer.call_back_tag) ? answer.call_back_tag.map(String) : [],
	};
}

const sorted = (tags: string[]) => [...tags].sort().join(',');

/**
 * Registered by this node before: n8n's public address was changed since, or a test was cut off. Another n8n may
 * hold a copy of the workflow, with the same path: its host tells.
 */
const isOfThisNode = (url: string, { url: wantedUrl, formerUrl, webhookId }: Wanted): boolean => {
	if (url === formerUrl) return true;
	if (webhookId === '' || !URL.canParse(url) || !URL.canParse(wantedUrl)) return false;
	const { host, pathname } = new URL(url);
	return host === new URL(wantedUrl).host && pathname.split('/').includes(webhookId);
};

/** The host says whose URL it is; the rest of it may be a secret. */
const shown = (url: string) => (URL.canParse(url) ? new URL(url).host : 'another URL');
