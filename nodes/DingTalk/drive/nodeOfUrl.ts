import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';

export const NODE_OF_URL_CALL = 'POST /v2.0/wiki/nodes/queryByUrl';

/**
 * The ID of the file, folder or document that an address opens.
 *
 * @param operatorId unionId of who acts: to somebody who may not see it DingTalk says that it is not there
 * @see DingTalk docs "通过链接获取节点": POST /v2.0/wiki/nodes/queryByUrl
 */
export async function attemptNodeOfUrl(
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
