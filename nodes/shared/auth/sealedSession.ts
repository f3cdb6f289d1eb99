import { seal, unseal } from '../crypto/sealed';

/** The message that a session answers: a sealed session opens for no other. */
export interface SessionBinding {
	conversationId: string;
	messageId: string;
}

/** The address that answers a message for a while. Never show it: whoever has it can write into the conversation. */
export interface Session {
	url: string;
	/** Unix ms; absent when DingTalk did not say. */
	expiresAt?: number;
}

const sealedFor = ({ conversationId, messageId }: SessionBinding) => ({
	purpose: 'n8n-nodes-dingtalk-suite session webhook 1',
	binding: [conversationId, messageId],
});

/**
 * A session that may stand in an item: only a node with the same credential can use it. '' without a secret, which
 * would hide nothing.
 */
export const sealSession = (
	clientSecret: string,
	{ url, expiresAt }: Session,
	binding: SessionBinding,
): string => seal(clientSecret, sealedFor(binding), JSON.stringify([url, expiresAt ?? null]));

/** The session again; undefined for another secret, another message, or anything that was changed. */
export function openSession(
	clientSecret: string,
	sealed: string,
	binding: SessionBinding,
): Session | undefined {
	const text = unseal(clientSecret, sealedFor(binding), sealed);
	if (text === undefined) return undefined;
	const [url, expiresAt] = JSON.parse(text) as [string, number | null];
	return { url, ...(expiresAt === null ? {} : { expiresAt }) };
}
