import { createHash } from 'node:crypto';

// Joins the parts of a name so that ['a', 'bc'] and ['ab', 'c'] differ; no id contains it.
const SEPARATOR = '\u0000';

/** SHA-256 in hex: a name for something secret that may be kept as a key, but gives nothing away. */
export const fingerprint = (...parts: string[]): string =>
	createHash('sha256').update(parts.join(SEPARATOR)).digest('hex');

/** A UUID that is always the same for the same parts (RFC 9562, version 8: own hash). */
export function uuidFrom(...parts: string[]): string {
	const hex = fingerprint(...parts);
	const variant = ((parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}
