/** Hides a secret but for its last four characters, so that two of them can be told apart. */
export function maskTail(secret: string): string {
	return secret.length > 8 ? `…${secret.slice(-4)}` : '…';
}

const SECRET_NAMES = new Set(
	[
		'access_token',
		'accessToken',
		'appSecret',
		'client_secret',
		'clientSecret',
		'jsapiTicket',
		'session',
		'sessionWebhook',
		'ticket',
		'token',
		'aesKey',
		'aes_key',
		'apiSecret',
		'sign',
		'signature',
	].map((name) => name.toLowerCase()),
);

const MASK = '***';

/** Below this length a value is too common a word to be hunted in texts. */
const MIN_SECRET_LENGTH = 12;

/**
 * A copy without secrets: values under secret names, and every known secret wherever it occurs in
 * a text (an error message, an URL, a message somebody pasted a token into).
 */
export function mask(value: unknown, secrets: string[], depth = 0): unknown {
	if (typeof value === 'string') return maskText(value, secrets);
	// The page could not read such a number without losing digits.
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > 20) return MASK;
	if (Array.isArray(value)) return value.map((entry) => mask(entry, secrets, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			maskText(name, secrets),
			SECRET_NAMES.has(name.toLowerCase()) ? MASK : mask(entry, secrets, depth + 1),
		]),
	);
}

/** A copy without known secrets, nor those in addresses; names are left alone, as people write what they like. */
export function maskTexts<T>(value: T, secrets: string[]): T {
	if (typeof value === 'string') return maskText(value, secrets) as T;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry: unknown) => maskTexts(entry, secrets)) as T;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, maskTexts(entry as unknown, secrets)]),
	) as T;
}

function maskText(text: string, secrets: string[]): string {
	let masked = text.replace(
		/([?&](?:access_token|sign|session|ticket|Signature)=)[^&\s"]+/g,
		`$1${MASK}`,
	);
	for (const secret of secrets) {
		if (secret.length >= MIN_SECRET_LENGTH) masked = masked.replaceAll(secret, MASK);
	}
	return masked;
}
