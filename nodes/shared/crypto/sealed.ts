import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'crypto';

/** What a sealed text is for: it opens for nothing else. */
export interface SealedFor {
	/** Tells its key from any other that is ever made of the same secret. */
	purpose: string;
	/** Where it belongs, such as the IDs of the message that it goes with. */
	binding: readonly string[];
}

const VERSION = 's1.';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A text that others may hold, but not read: encrypted (AES-256-GCM) with a key made of the app's secret, so that
 * only a node with the same credential can use it. '' without a secret, which would hide nothing.
 */
export function seal(secret: string, { purpose, binding }: SealedFor, text: string): string {
	if (secret === '') return '';
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(secret, purpose), nonce);
	cipher.setAAD(aadOf(binding));
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The text again; undefined for another secret, another place, or anything that was changed. */
export function unseal(
	secret: string,
	{ purpose, binding }: SealedFor,
	sealed: string,
): string | undefined {
	const bytes = bytesOf(sealed);
	if (!bytes || secret === '') return undefined;
	try {
		const nonce = bytes.subarray(0, NONCE_BYTES);
		const decipher = createDecipheriv(CIPHER, keyOf(secret, purpose), nonce, {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(aadOf(binding));
		decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		return Buffer.concat([
			decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
			decipher.final(),
		]).toString('utf8');
	} catch {
		// Not sealed with this secret for this place: the caller does without.
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

const keyOf = (secret: string, purpose: string): Buffer =>
	Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));

const aadOf = (binding: readonly string[]): Buffer => Buffer.from(JSON.stringify(binding), 'utf8');
