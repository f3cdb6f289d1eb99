import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-cbc';
/** PKCS#7 with blocks of 32 bytes, where AES itself knows 16: Node's own padding does not fit. */
const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const HEAD_BYTES = RANDOM_BYTES + LENGTH_BYTES;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What is agreed with DingTalk for one subscription to events over HTTP. */
export interface CallbackKeys {
	token: string;
	/** 43 letters and digits. */
	aesKey: string;
	/** Client ID of the app (console), corp ID (registered by API) or suite key (third-party apps). */
	ownerKey: string;
}

/** A decrypted push, or why it is none. */
export type Decrypted =
	| { ok: true; text: string; ownerKey: string }
	| { ok: false; fault: 'cipher' | 'padding' | 'content' };

/** What DingTalk takes for an answer; `timeStamp` has a capital S here. */
export type CallbackReply = {
	msg_signature: string;
	timeStamp: string;
	nonce: string;
	encrypt: string;
};

/** Whether a text can be an EncodingAESKey: 43 letters and digits, which are 32 bytes in base64. */
export const isAesKey = (text: string): boolean => /^[A-Za-z0-9]{43}$/.test(text);

/**
 * The signature of a push, and of the answer to it.
 * Source: DingTalk docs "事件订阅 HTTP 推送"; open-dingtalk/DingTalk-Callback-Crypto.
 */
export const callbackSignature = (
	token: string,
	timestamp: string,
	nonce: string,
	encrypt: string,
): string =>
	createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');

/**
 * Encrypts a text as DingTalk does: random(16) ‖ length (4, big-endian) ‖ text ‖ owner key, padded to 32.
 *
 * @param random 16 bytes; for tests
 */
export function encryptCallback(
	{ aesKey, ownerKey }: Omit<CallbackKeys, 'token'>,
	text: string,
	random: Buffer = randomBytes(RANDOM_BYTES),
): string {
	const message = Buffer.from(text, 'utf8');
	const length = Buffer.alloc(LENGTH_BYTES);
	length.writeUInt32BE(message.length);
	const content = Buffer.concat([random, length, message, Buffer.from(ownerKey, 'utf8')]);
	const padBytes = BLOCK_BYTES - (content.length % BLOCK_BYTES);
	const { key, iv } = keyOf(aesKey);
	const cipher = createCipheriv(ALGORITHM, key, iv).setAutoPadding(false);
	const padded = Buffer.concat([content, Buffer.alloc(padBytes, padBytes)]);
	return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/**
 * The text of a push and the owner key inside it, which the caller compares. Check the signature first: it
 * alone says that the push is DingTalk's.
 */
export function decryptCallback(aesKey: string, encrypt: string): Decrypted {
	const bytes = Buffer.from(encrypt, 'base64');
	if (!BASE64.test(encrypt) || bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0)
		return { ok: false, fault: 'cipher' };
	const { key, iv } = keyOf(aesKey);
	const decipher = createDecipheriv(ALGORITHM, key, iv).setAutoPadding(false);
	const content = withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]));
	if (!content) return { ok: false, fault: 'padding' };
	if (content.length < HEAD_BYTES) return { ok: false, fault: 'content' };
	const end = HEAD_BYTES + content.readUInt32BE(RANDOM_BYTES);
	if (end > content.length) return { ok: false, fault: 'content' };
	const text = toText(content.subarray(HEAD_BYTES, end));
	const ownerKey = toText(content.subarray(end));
	if (text === undefined || ownerKey === undefined) return { ok: false, fault: 'content' };
	return { ok: true, text, ownerKey };
}

/** The answer that DingTalk wants to each push: the encrypted word `success`, signed. */
export function successReply(keys: CallbackKeys, nowMs: number): CallbackReply {
	const encrypt = encryptCallback(keys, 'success');
	const timeStamp = String(nowMs);
	const nonce = randomBytes(8).toString('hex');
	const signature = callbackSignature(keys.token, timeStamp, nonce, encrypt);
	return { msg_signature: signature, timeStamp, nonce, encrypt };
}

function keyOf(aesKey: string) {
	const key = Buffer.from(`${aesKey}=`, 'base64');
	return { key, iv: key.subarray(0, 16) };
}

function withoutPadding(padded: Buffer): Buffer | undefined {
	const padBytes = padded[padded.length - 1];
	if (padBytes < 1 || padBytes > BLOCK_BYTES) return undefined;
	const padding = padded.subarray(padded.length - padBytes);
	return padding.every((byte) => byte === padBytes)
		? padded.subarray(0, padded.length - padBytes)
		: undefined;
}

function toText(bytes: Buffer): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		// Not UTF-8, so nothing that DingTalk sends; the caller refuses the whole push.
		return undefined;
	}
}
