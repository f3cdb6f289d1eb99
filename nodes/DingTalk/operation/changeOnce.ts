import type { IDataObject } from 'n8n-workflow';

import { failed, success } from '../../shared/errors/failure';
import { itemRunOf } from '../../shared/itemKey';
import { memoryOf } from '../../shared/memory';
import { sendInTurn } from '../../shared/robot/sendParts';
import type { ApiPath } from '../../shared/wire/path';
import type { ItemContext } from './operation';

/**
 * Changes a document in a way that must not happen twice: where n8n's Retry On Fail runs an item again, it is not
 * sent again.
 *
 * @param answer the field of the answer that confirms it
 * @returns that field
 * @throws NodeApiError for a refusal, and where it is not known whether it was done
 */
export async function changeOnce(
	{ api, node, itemIndex }: ItemContext,
	path: ApiPath,
	call: { operatorId: string; body: IDataObject; answer: 'id' },
): Promise<string> {
	const { operatorId, body, answer } = call;
	const [done] = await sendInTurn({
		api,
		messages: [body],
		memory: memoryOf(itemRunOf(node, itemIndex), 'change', path.value),
		async send(message) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path,
				query: { operatorId },
				answer: { [answer]: 'id' },
				body: message,
			});
			if (!outcome.ok) return failed(outcome.failure);
			return success(String((outcome.value.body as IDataObject)[answer]));
		},
	});
	return done;
}
