import { InputError } from '../errors/inputError';

/** Media types of DingTalk's upload. */
export type MediaType = 'image' | 'voice' | 'video' | 'file';

interface MediaRule {
	maxBytes: number;
	extensions: readonly string[];
}

const MB = 1024 * 1024;

/** Sizes and formats: DingTalk docs "上传媒体文件" (POST /media/upload). */
export const MEDIA_RULES: Record<MediaType, MediaRule> = {
	image: { maxBytes: 20 * MB, extensions: ['jpg', 'jpeg', 'gif', 'png', 'bmp'] },
	voice: { maxBytes: 2 * MB, extensions: ['amr', 'mp3', 'wav'] },
	video: { maxBytes: 20 * MB, extensions: ['mp4'] },
	file: {
		maxBytes: 20 * MB,
		extensions: ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'zip', 'pdf', 'rar'],
	},
};

const EXTENSION_BY_MIME: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/gif': 'gif',
	'image/bmp': 'bmp',
	'audio/amr': 'amr',
	'audio/mpeg': 'mp3',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'video/mp4': 'mp4',
	'application/pdf': 'pdf',
	'application/zip': 'zip',
	'application/x-zip-compressed': 'zip',
	'application/vnd.rar': 'rar',
	'application/msword': 'doc',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

const MIME_BY_EXTENSION = new Map(
	// Reversed, so that the first of several MIME types of a format stays.
	Object.entries(EXTENSION_BY_MIME)
		.reverse()
		.map(([mimeType, extension]) => [extension, mimeType]),
);

/** The file name's extension in lower case, without the dot; '' when there is none, as in `Report 1.2`. */
export const extensionOf = (fileName: string): string =>
	/\.(?=\d*[a-z])([a-z0-9]{1,10})$/i.exec(fileName)?.[1].toLowerCase() ?? '';

/** The MIME type that a file name's extension stands for, or undefined. */
export const mimeTypeOf = (fileName: string): string | undefined =>
	MIME_BY_EXTENSION.get(extensionOf(fileName));

const withoutParameters = (mimeType: string) => mimeType.split(';')[0].trim().toLowerCase();

/** The name with an extension, added from the MIME type when the name has none. */
export function withExtension(fileName: string, mimeType: string): string {
	const name = fileName === '' ? 'file' : fileName;
	if (extensionOf(name) !== '') return name;
	const extension = EXTENSION_BY_MIME[withoutParameters(mimeType)];
	return extension ? `${name}.${extension}` : name;
}

/** The media type that fits a MIME type; a format that DingTalk shows only as a file is a file. */
export function mediaTypeOf(mimeType: string, fileName: string): MediaType {
	const extension = extensionOf(withExtension(fileName, mimeType));
	const [group] = withoutParameters(mimeType).split('/');
	const byGroup = ({ image: 'image', audio: 'voice', video: 'video' } as const)[group];
	if (byGroup) return byGroup;
	const fitting = (['image', 'voice', 'video'] as const).find((type) =>
		MEDIA_RULES[type].extensions.includes(extension),
	);
	return fitting ?? 'file';
}

/** @throws InputError when DingTalk takes no file of this format as this media type */
export function assertFormat(field: string, type: MediaType, fileName: string): void {
	const { extensions } = MEDIA_RULES[type];
	const extension = extensionOf(fileName);
	if (extensions.includes(extension)) return;
	throw new InputError(
		field,
		`holds '${fileName}', and DingTalk takes no ${extension === '' ? 'file without extension' : `.${extension}`} as ${type}`,
		`Formats for ${type}: ${extensions.join(', ')}. Convert it first (n8n's Convert to File node makes xlsx, its Compression node makes zip), or choose another type`,
	);
}

/** @throws InputError when the file is empty or larger than DingTalk takes */
export function assertSize(field: string, type: MediaType, bytes: number): void {
	if (bytes === 0) throw new InputError(field, 'holds an empty file', 'Give a file with content');
	const { maxBytes } = MEDIA_RULES[type];
	if (bytes <= maxBytes) return;
	// Not its exact size: reading a stored file ends a little over the limit.
	throw new InputError(
		field,
		`holds a file of more than ${maxBytes / MB} MB, the limit for ${type}`,
		'Compress or split the file, or send a link to it',
	);
}
