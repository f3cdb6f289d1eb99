const MAX_LENGTH = 180;
/**
 * Control characters, what some file systems reserve, and invisible marks: those that turn text around make
 * `gpj.exe` read `exe.jpg`. Half surrogates are no characters.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}<>:"|?*\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A file name that stays a file name: names from outside cannot carry a path, control characters, or a
 * leading dot.
 */
export function safeFileName(name: string, fallback = ''): string {
	const last = name.split(/[\\/]/).pop() ?? '';
	const clean = last.replace(FORBIDDEN, '').replace(/^[.\s]+|(?<![.\s])[.\s]+$/g, '');
	const characters = [...clean];
	if (characters.length <= MAX_LENGTH) return clean || fallback;
	const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
	return characters.slice(0, MAX_LENGTH - extension.length).join('') + extension;
}

/** A name that n8n or a browser left percent-encoded, in its own letters; any other stays as it is. */
export const decodedName = (name: string): string => decodePercent(name) ?? name;

/** The file name of a Content-Disposition header: `filename*` (RFC 5987) before `filename`; '' if none. */
export function fileNameOfDisposition(header: string): string {
	const extended = /filename\*\s*=\s*"?UTF-8'[^']*'([^;"]+)/i.exec(header)?.[1];
	if (extended) {
		const decoded = decodePercent(extended.trim());
		if (decoded !== undefined) return decoded;
	}
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(header);
	const raw = fromBytes((plain?.[1] ?? plain?.[2] ?? '').trim().replace(/\\(.)/g, '$1'));
	return decodePercent(raw) ?? raw;
}

function decodePercent(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not percent-encoded: the caller takes the text as it is.
		return undefined;
	}
}

/** Node reads header bytes as Latin-1; a name that was sent as plain UTF-8 is put right again. */
function fromBytes(text: string): string {
	const bytes = Buffer.from(text, 'latin1');
	if (bytes.toString('latin1') !== text) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Another encoding: which one, nobody says.
		return text;
	}
}
