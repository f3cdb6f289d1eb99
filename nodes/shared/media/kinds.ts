import { InputError } from '../errors/inputError';
import { anyFormatOption } from './anyFormat';

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

/** The usual names first, then what browsers, mail programs and older systems call the same. */
const MIME_TYPES: Record<string, readonly string[]> = {
	jpg: ['image/jpeg', 'image/jpg', 'image/pjpeg', 'image/jfif'],
	png: ['image/png', 'image/x-png', 'image/apng'],
	gif: ['image/gif'],
	bmp: ['image/bmp', 'image/x-bmp', 'image/x-ms-bmp', 'image/x-windows-bmp'],
	amr: ['audio/amr', 'audio/x-amr', 'audio/amr-nb'],
	mp3: ['audio/mpeg', 'audio/mp3', 'audio/x-mp3', 'audio/mpeg3', 'audio/x-mpeg', 'audio/mpg'],
	wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/x-pn-wav'],
	mp4: ['video/mp4', 'video/x-mp4', 'video/mpeg4'],
	pdf: ['application/pdf', 'application/x-pdf', 'application/acrobat'],
	zip: [
		'application/zip',
		'application/x-zip-compressed',
		'application/x-zip',
		'application/zip-compressed',
		'multipart/x-zip',
	],
	rar: [
		'application/vnd.rar',
		'application/x-rar-compressed',
		'application/x-rar',
		'application/rar',
	],
	doc: ['application/msword', 'application/x-msword', 'application/vnd.ms-word'],
	docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	xls: [
		'application/vnd.ms-excel',
		'application/excel',
		'application/x-excel',
		'application/x-msexcel',
	],
	xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	ppt: [
		'application/vnd.ms-powerpoint',
		'application/powerpoint',
		'application/mspowerpoint',
		'application/x-mspowerpoint',
	],
	pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	txt: ['text/plain'],
	csv: ['text/csv'],
	md: ['text/markdown'],
	json: ['application/json'],
};

const EXTENSION_BY_MIME = new Map(
	Object.entries(MIME_TYPES).flatMap(([extension, names]) =>
		names.map((name): [string, string] => [name, extension]),
	),
);

/** The file name's extension in lower case, without the dot; '' when there is none, as in `Report 1.2`. */
export const extensionOf = (fileName: string): string =>
	/\.(?=\d*[a-z])([a-z0-9]{1,10})$/i.exec(fileName)?.[1].toLowerCase() ?? '';

/** The MIME type that a file name's extension stands for, or undefined. */
export const mimeTypeOf = (fileName: string): string | undefined =>
	MIME_TYPES[extensionOf(fileName)]?.[0];

const withoutParameters = (mimeType: string) => mimeType.split(';')[0].trim().toLowerCase();

/**
 * The name with an extension: its own, else that of the MIME type, else the one that n8n knows. Of pictures,
 * sounds and films the MIME type also counts where the name ends in nothing that DingTalk knows: `photo.jfif`.
 */
export function withExtension(fileName: string, mimeType: string, known = ''): string {
	const name = fileName === '' ? 'file' : fileName;
	const type = withoutParameters(mimeType);
	const own = extensionOf(name);
	const isKnown = own === 'jpeg' || own in MIME_TYPES;
	if (isKnown || (own !== '' && !/^(image|audio|video)\//.test(type))) return name;
	const extension = EXTENSION_BY_MIME.get(type) ?? (own === '' ? extensionOf(`.${known}`) : '');
	return extension === '' ? name : `${name}.${extension}`;
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
		`Formats for ${type}: ${extensions.join(', ')}. Convert it first (n8n's Convert to File node makes xlsx, its Compression node makes zip), choose another type, or turn on '${anyFormatOption.displayName}' in the options to let DingTalk decide`,
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
