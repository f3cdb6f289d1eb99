/** Files, folders, documents, tables and sheets are nodes of the drive or of a knowledge base, with one kind of address. */
import type { Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import { InputError } from '../errors/inputError';
import type { DingTalkApi } from '../transport/api';
import { askOnce } from '../askOnce';

export const NODE_OF_URL_CALL = 'POST /v2.0/wiki/nodes/queryByUrl';

/** A node as a form names it: addresses that do not end in its ID, such as a shared one, are asked about. */
export type NodeRef = { id: string } | { url: string };

const NODE_ADDRESS = /^https?:\/\/[^/\s]+\/i\/nodes\/([\w-]+)/i;

/** Whether it leads to a document, not to the bytes of a file. */
export const isNodeAddress = (url: string): boolean => NODE_ADDRESS.test(url);

/**
 * What an address or an ID names.
 *
 * @param what it is to be, such as `an AI table`
 * @throws InputError for what is neither
 */
export function toNodeRef(field: string, value: string, what: string): NodeRef {
	const text = value.trim();
	const [, id] = NODE_ADDRESS.exec(text) ?? [];
	if (id) return { id };
	if (/^(?:https?|dingtalk):\/\/\S+$/i.test(text)) return { url: text };
	if (/^[\w-]+$/.test(text)) return { id: text };
	throw new InputError(
		field,
		text === '' ? 'is empty' : `is neither an address nor the ID of ${what}: ${text.slice(0, 60)}`,
		'Open it in the browser and copy its address, such as https://alidocs.dingtalk.com/i/nodes/…',
	);
}

/**
 * The ID of a node; of an address once in a run.
 *
 * @param operatorId unionId of who acts: to somebody who may not see it DingTalk says that it is not there
 * @throws NodeApiError where an address leads nowhere
 */
export async function resolveNode(
	api: DingTalkApi,
	ref: NodeRef,
	operatorId: string,
): Promise<string> {
	if ('id' in ref) return ref.id;
	const ask = async () => await attemptNodeOfUrl(api, ref.url, operatorId);
	const words = { prefix: 'The address was not understood' };
	return await askOnce(api, ['node', operatorId, ref.url], ask, words);
}

/** @see DingTalk docs "通过链接获取节点": POST /v2.0/wiki/nodes/queryByUrl */
async function attemptNodeOfUrl(
	api: DingTalkApi,
	url: string,
	operatorId: string,
): Promise<Outcome<string>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v2.0/wiki/nodes/queryByUrl',
		answer: { 'node.nodeId': 'id' },
		query: { operatorId },
		body: { url },
		repeatable: true,
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { node: { nodeId: string } }).node.nodeId);
}
