const MASK = '***';

/** Names that stand before nothing but a secret. */
const NAMES =
	'access_?token|app_?secret|client_?secret|suite_?secret|suite_?ticket|x-acs-dingtalk-access-token';
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

/** The text without anything that looks like a DingTalk secret, nor the exact values given. */
export function redact(text: string, secrets: readonly string[] = []): string {
	let clean = text;
	for (const secret of secrets) {
		if (secret.length >= 6) clean = clean.split(secret).join(MASK);
	}
	for (const [pattern, mask] of PATTERNS) clean = clean.replace(pattern, mask);
	return clean;
}
