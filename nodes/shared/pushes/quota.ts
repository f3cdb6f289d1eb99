import type { INode, NodeApiError } from 'n8n-workflow';

import { redact } from '../errors/redact';
import { toNodeError } from '../errors/toNodeError';
import { textAt } from './payload';
import type { Push } from './push';

/** `errorCode` of a message that DingTalk sends without its content. */
const QUOTA_SPENT = '20001';

/**
 * The error to report for a message that came without content because the month's allowance is spent;
 * undefined for every other push. No item is made of such a message: there is nothing in it to work on.
 *
 * @see DingTalk docs "接收消息": `errorCode`, `errorMessage`
 */
export function quotaErrorOf(push: Push, node: INode): NodeApiError | undefined {
	if (push.kind !== 'message' || textAt(push.data, 'errorCode') !== QUOTA_SPENT) return undefined;
	const message = redact(textAt(push.data, 'errorMessage') ?? '');
	return toNodeError(node, { kind: 'quota', code: QUOTA_SPENT, message });
}
