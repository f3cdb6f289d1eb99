import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createHmac,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';

/** What both sides share for pushed events. */
export interface CallbackKeys {
	token: string;
	/** 43 letters and digits. */
	aesKey: string;
	ownerKey: string;
}

/** Signed and encrypted, as it goes over the wire. */
export interface Sealed {
	encrypt: string;
	signature: string;
	timestamp: string;
	nonce: string;
}

// Padding counts to 32, not to the 16 of AES (Trap 24).
const BLOCK = 32;

const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');

/** Hex SHA-1 over the four texts in the order of their characters. */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypt: string) {
	return createHash('sha1')
		.update([token, timestamp, nonce, encrypt].sort().join(''))
		.digest('hex');
}

/** Encrypts a text: 16 random bytes, length, text, owner key, padding. */
export function encryptText(
	text: string,
	{ aesKey, ownerKey }: CallbackKeys,
	random = randomBytes(16),
) {
	const key = keyOf(aesKey);
	const content = Buffer.from(text);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const plain = Buffer.concat([random, length, content, Buffer.from(ownerKey)]);
	const padding = BLOCK - (plain.length % BLOCK);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
	return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** The text and the owner key in it; throws when the bytes make no sense. */
export function decryptText(encrypt: string, aesKey: string): { text: string; ownerKey: string } {
	const key = keyOf(aesKey);
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()]);
	const padding = padded.at(-1) ?? 0;
	const plain = padded.subarray(0, padded.length - padding);
	if (padding < 1 || padding > BLOCK || plain.length < 20) throw new TypeError('bad padding');
	const end = 20 + plain.readUInt32BE(16);
	if (end > plain.length) throw new TypeError('bad length');
	return { text: plain.toString('utf8', 20, end), ownerKey: plain.toString('utf8', end) };
}

/** Encrypts and signs what is pushed. */
export function seal(text: string, keys: CallbackKeys, nowMs: number): Sealed {
	const timestamp = String(nowMs);
	const nonce = randomBytes(8).toString('base64url');
	const encrypt = encryptText(text, keys);
	return {
		encrypt,
		timestamp,
		nonce,
		signature: signatureOf(keys.token, timestamp, nonce, encrypt),
	};
}

/** Says why this is not the encrypted `success` DingTalk waits for, or nothing. */
export function replyProblem(body: string, keys: CallbackKeys): string | undefined {
	let fields: Record<string, unknown>;
	try {
		fields = JSON.parse(body) as Record<string, unknown>;
	} catch {
		return 'the answer is no JSON';
	}
	// "timeStamp" with a capital S, all four as text.
	const { msg_signature: given, timeStamp, nonce, encrypt } = fields ?? {};
	for (const [name, value] of Object.entries({ msg_signature: given, timeStamp, nonce, encrypt })) {
		if (typeof value !== 'string') return `the answer has no text "${name}"`;
	}
	const expected = signatureOf(keys.token, timeStamp as string, nonce as string, encrypt as string);
	if (!isSame(given as string, expected)) return 'the signature of the answer is wrong';
	try {
		const { text, ownerKey } = decryptText(encrypt as string, keys.aesKey);
		if (ownerKey !== keys.ownerKey) return 'the answer has another owner key';
		return text === 'success' ? undefined : 'the answer does not say "success"';
	} catch {
		return 'the answer cannot be decrypted';
	}
}

function isSame(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/** The `sign` header of messages to a robot: plain base64. */
export function robotSignature(appSecret: string, timestamp: string): string {
	return createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64');
}

/** The `x-ddpaas-signature` header of card callbacks. */
export function cardSignature(apiSecret: string, timestamp: string): string {
	return createHmac('sha256', apiSecret).update(timestamp).digest('base64');
}
