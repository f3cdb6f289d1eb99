const MAX_LENGTH = 180;
/** Reserved on some file systems, and the marks that turn text around so that `gpj.exe` reads `exe.jpg`. */
const FORBIDDEN = new Set('<>:"|?*\u007f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069');

/**
 * A file name that stays a file name: names from outside cannot carry a path, control characters, or a
 * leading dot.
 */
export function safeFileName(name: string, fallback = ''): string {
	const last = name.split(/[\\/]/).pop() ?? '';
	const clean = [...last]
		.filter((character) => character >= ' ' && !FORBIDDEN.has(character))
		.join('')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	if (clean.length <= MAX_LENGTH) return clean || fallback;
	const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
	return clean.slice(0, MAX_LENGTH - extension.length) + extension;
}

/** The file name of a Content-Disposition header: `filename*` (RFC 5987) before `filename`; '' if none. */
export function fileNameOfDisposition(header: string): string {
	const extended = /filename\*\s*=\s*(?:UTF-8|utf-8)''([^;]+)/.exec(header)?.[1];
	if (extended) {
		const decoded = decode(extended.trim());
		if (decoded !== undefined) return decoded;
	}
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/.exec(header);
	const raw = (plain?.[1] ?? plain?.[2] ?? '').trim().replace(/\\(.)/g, '$1');
	return decode(raw) ?? raw;
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not percent-encoded: the caller takes the text as it is.
		return undefined;
	}
}
