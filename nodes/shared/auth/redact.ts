const MASK = '***';

// Never let a token, sign, session or secret reach a text that a person or a log can see.
const PATTERNS: ReadonlyArray<[RegExp, string]> = [
	[
		/([?&"']?(?:access_?token|appsecret|app_?secret|client_?secret|sign|session|ticket|suite_?secret|signature|x-acs-dingtalk-access-token)["']?\s*[=:]\s*["']?)[^\s&"',}\])]+/gi,
		`$1${MASK}`,
	],
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
