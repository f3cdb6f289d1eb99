import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'crypto';

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

const VERSION = 's1.';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Tells this key from any other that is ever made of the same secret. */
const PURPOSE = 'n8n-nodes-dingtalk-suite session webhook 1';

/**
 * A session that may stand in an item: encrypted (AES-256-GCM) with a key made of the app's secret, so that
 * only a node with the same credential can use it. '' without a secret, which would hide nothing.
 */
export function sealSession(
	clientSecret: string,
	session: Session,
	binding: SessionBinding,
): string {
	if (clientSecret === '') return '';
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(clientSecret), nonce);
	cipher.setAAD(aadOf(binding));
	const text = JSON.stringify([session.url, session.expiresAt ?? null]);
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The session again; undefined for another secret, another message, or anything that was changed. */
export function openSession(
	clientSecret: string,
	sealed: string,
	binding: SessionBinding,
): Session | undefined {
	const bytes = bytesOf(sealed);
	if (!bytes || clientSecret === '') return undefined;
	try {
		const decipher = createDecipheriv(CIPHER, keyOf(clientSecret), bytes.subarray(0, NONCE_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(aadOf(binding));
		decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		const text = Buffer.concat([
			decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
			decipher.final(),
		]).toString('utf8');
		const [url, expiresAt] = JSON.parse(text) as [string, number | null];
		return { url, ...(expiresAt === null ? {} : { expiresAt }) };
	} catch {
		// Not sealed with this secret for this message: the caller answers in another way.
		return undefined;
	}
}

function bytesOf(sealed: string): Buffer | undefined {
	if (!sealed.startsWith(VERSION)) return undefined;
	const text = sealed.slice(VERSION.length);
	const bytes = Buffer.from(text, 'base64url');
	// Buffer skips what is no base64; only the very text that was made is taken.
	const isWhole = bytes.length > NONCE_BYTES + TAG_BYTES && bytes.toString('base64url') === text;
	return isWhole ? bytes : undefined;
}

const keyOf = (clientSecret: string): Buffer =>
	Buffer.from(hkdfSync('sha256', clientSecret, '', PURPOSE, KEY_BYTES));

const aadOf = ({ conversationId, messageId }: SessionBinding): Buffer =>
	Buffer.from(JSON.stringify([conversationId, messageId]), 'utf8');
