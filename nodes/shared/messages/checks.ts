import { InputError } from '../errors/inputError';
import { thousands } from '../values/words';

const encoder = new TextEncoder();

/** Length in bytes as DingTalk counts it (UTF-8). */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;

/** Bytes that a text takes within a JSON string: quotes and line ends take two. */
export const jsonBytes = (text: string): number => utf8Bytes(JSON.stringify(text)) - 2;

/**
 * The text, unless it is empty or blank.
 *
 * @throws InputError naming the field
 */
export function requireText(field: string, value: string): string {
	if (value.trim() === '') {
		throw new InputError(field, 'is empty', `Fill in '${field}'; DingTalk refuses it empty`);
	}
	return value;
}

/** @throws InputError when the text has more characters than `max` */
export function assertMaxChars(field: string, value: string, max: number, fix?: string): void {
	const length = [...value].length;
	if (length <= max) return;
	throw new InputError(
		field,
		`is ${thousands(length)} characters long; the limit is ${thousands(max)}`,
		fix ?? `Shorten '${field}' to ${thousands(max)} characters`,
	);
}

/** @throws InputError when the text has more UTF-8 bytes than `max` */
export function assertMaxBytes(field: string, value: string, max: number, fix: string): void {
	const bytes = utf8Bytes(value);
	if (bytes <= max) return;
	throw new InputError(
		field,
		`is ${thousands(bytes)} bytes long; the limit is ${thousands(max)} bytes`,
		fix,
	);
}

/** @throws InputError when the list has more entries than `max`, or fewer than `min` */
export function assertCount(field: string, count: number, min: number, max: number): void {
	if (count >= min && count <= max) return;
	const limit = count < min ? `at least ${min} needed` : `the limit is ${thousands(max)}`;
	throw new InputError(
		field,
		`has ${thousands(count)} ${count === 1 ? 'entry' : 'entries'}; ${limit}`,
		count < min ? `Add to '${field}'` : `Give at most ${thousands(max)} entries in '${field}'`,
	);
}

/** Schemes that the DingTalk client opens: pages, and its own links such as dingtalk://dingtalkclient/… */
const LINK_SCHEMES = new Set(['http:', 'https:', 'dingtalk:', 'dtmd:', 'dingtalkclient:']);
/**
 * A page of the app's own mini program: eapp://pages/index/index?a=b. DingTalk opens it out of work notifications
 * only (docs "消息链接说明": messages of groups and plain messages do not support it).
 */
const MINI_PROGRAM = 'eapp:';

/**
 * A link that the DingTalk client can open.
 *
 * @param opensMiniProgram for work notifications
 * @throws InputError when it is empty or no such URL
 */
export function requireUrl(field: string, value: string, opensMiniProgram = false): string {
	const url = requireText(field, value).trim();
	const scheme = URL.canParse(url) ? new URL(url).protocol : '';
	if (LINK_SCHEMES.has(scheme)) return url;
	if (scheme === MINI_PROGRAM) {
		if (opensMiniProgram) return url;
		throw new InputError(
			field,
			`leads to a mini program, which DingTalk documents for work notifications only: ${url.slice(0, 100)}`,
			'Send it as a work notification, or give the address of a web page',
		);
	}
	throw new InputError(
		field,
		`is not a usable URL: ${url.slice(0, 100)}`,
		'Give a whole URL, such as https://example.com/page (http, https or dingtalk)',
	);
}

/**
 * A picture: a public http(s) URL, or the media ID of an upload.
 *
 * @throws InputError when it is neither
 */
export function requirePicture(field: string, value: string): string {
	const picture = requireText(field, value).trim();
	if (isMediaId(picture)) return picture;
	if (URL.canParse(picture) && /^https?:$/.test(new URL(picture).protocol)) return picture;
	throw new InputError(
		field,
		`is neither a picture URL nor a media ID: ${picture.slice(0, 100)}`,
		'Give a whole http(s) URL, or the media ID that Media > Upload returned',
	);
}

/** Media IDs start with @ or $ (DingTalk docs, "上传媒体文件"). */
export const isMediaId = (value: string): boolean => /^[@$][\w+/=-]{3,}$/.test(value);

/**
 * The media ID of an upload.
 *
 * @throws InputError when it is empty or something else
 */
export function requireMediaId(field: string, value: string): string {
	const mediaId = requireText(field, value).trim();
	if (isMediaId(mediaId)) return mediaId;
	throw new InputError(
		field,
		'is not a media ID, and this target takes nothing else',
		'Upload the file with Media > Upload, or choose the binary field here',
	);
}

/** @throws InputError when the duration of a voice or video message is no length of time */
export function requireSeconds(seconds: number): number {
	if (Number.isFinite(seconds) && seconds > 0) return seconds;
	throw new InputError(
		'Duration (Seconds)',
		'is not a number above 0',
		'Give how long the recording is; DingTalk shows it and does not measure it',
	);
}
