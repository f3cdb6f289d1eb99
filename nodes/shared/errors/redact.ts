const MASK = '***';

/** Names that stand before nothing but a secret. */
const NAMES =
	'access_?token|app_?secret|client_?secret|suite_?secret|suite_?ticket|x-acs-dingtalk-access-token|aes_?key';
/** Names that are ordinary words too: only as a parameter or a JSON field do they stand before a secret. */
const WORDS = 'sign|session|ticket|signature|token';
const VALUE = `[^\\s&"',}\\])]+`;

// Never let a token, sign, session or secret reach a text that a person or a log can see.
const PATTERNS: ReadonlyArray<[RegExp, string]> = [
	[new RegExp(`((?<![A-Za-z0-9-])(?:${NAMES})["']?\\s*[=:]\\s*["']?)${VALUE}`, 'gi'), `$1${MASK}`],
	[new RegExp(`((?<![A-Za-z0-9-])(?:${WORDS})=)${VALUE}`, 'gi'), `$1${MASK}`],
	[new RegExp(`(["'](?:${WORDS})["']\\s*:\\s*["']?)${VALUE}`, 'gi'), `$1${MASK}`],
	[/\bSEC[0-9a-zA-Z]{16,}\b/g, MASK],
];

/** Shorter values are ordinary words too. */
const MIN_LENGTH = 6;

/** The text without anything that looks like a DingTalk secret, nor the exact values given, however a server wrote them. */
export const redact = (text: string, secrets: readonly string[] = []): string =>
	withoutForms(text, formsOfAll(secrets));

/** The same for every text anywhere in a value. */
export const redactAll = <T>(value: T, secrets: readonly string[]): T =>
	allWithoutForms(value, formsOfAll(secrets));

function allWithoutForms<T>(value: T, forms: readonly string[]): T {
	if (typeof value === 'string') return withoutForms(value, forms) as T;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value))
		return value.map((entry: unknown) => allWithoutForms(entry, forms)) as T;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			withoutForms(name, forms),
			allWithoutForms(entry as unknown, forms),
		]),
	) as T;
}

function withoutForms(text: string, forms: readonly string[]): string {
	let clean = text;
	for (const form of forms) clean = clean.split(form).join(MASK);
	for (const [pattern, mask] of PATTERNS) clean = clean.replace(pattern, mask);
	return clean;
}

const formsOfAll = (secrets: readonly string[]): string[] =>
	secrets.filter(({ length }) => length >= MIN_LENGTH).flatMap(formsOf);

/** How a value reads in a URL, in HTML, in JSON of some languages, and within base64; the longest first. */
function formsOf(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	const inBase64 = [0, 1, 2].map((offset) => base64Of(secret, offset));
	const forms = [
		secret,
		encoded,
		encoded.replace(/%../g, (code) => code.toLowerCase()),
		encodeURIComponent(encoded),
		// As a host of a URL.
		secret.toLowerCase(),
		secret.replaceAll('/', '\\/'),
		secret.replaceAll('&', '&amp;'),
		...inBase64,
		...inBase64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
		...inBase64.map(encodeURIComponent),
	];
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** The characters that stand for the value alone, where so many bytes (modulo 3) stand before it. */
function base64Of(secret: string, offset: number): string {
	const bytes = Buffer.from('\0'.repeat(offset) + secret, 'utf8');
	const before = offset === 0 ? 0 : offset + 1;
	return bytes.toString('base64').slice(before, Math.floor((bytes.length * 8) / 6));
}
