import { InputError } from '../../../shared/errors/inputError';
import { decodedName, safeFileName } from '../../../shared/media/fileName';
import { binaryOf, readBlob } from '../../media/upload';
import type { ItemContext } from '../../operation/operation';

/** The body is held in memory while it is sent. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

type ContentType = 'none' | 'json' | 'binary' | 'multipart';

/** The request body of the form. @throws InputError naming the field */
export async function readBody(
	context: ItemContext,
): Promise<{ body?: unknown; contentType?: string }> {
	const { read } = context;
	if (read.choice('method') === 'GET') return {};
	switch (read.choice<ContentType>('bodyContentType')) {
		case 'json':
			return { body: jsonBody(context) };
		case 'binary': {
			const { blob } = await readFile(context);
			return { body: Buffer.from(await blob.arrayBuffer()), contentType: blob.type };
		}
		case 'multipart':
			return { body: await multipart(context) };
		default:
			return {};
	}
}

function jsonBody({ read }: ItemContext): unknown {
	const body = read.json('jsonBody') ?? {};
	if (typeof body === 'object' && body !== null) return body;
	throw new InputError(
		read.label('jsonBody'),
		'is no JSON object or array',
		'Give something like {"userid": "manager4220"}',
	);
}

async function multipart(context: ItemContext): Promise<FormData> {
	const { read } = context;
	const form = new FormData();
	for (const row of read.rows('formFields', 'field')) {
		const field = row.text('name').trim();
		if (field !== '') form.append(field, row.exactText('value'));
	}
	const { blob, fileName } = await readFile(context);
	form.append(read.filled('fileFieldName'), blob, fileName);
	return form;
}

async function readFile({
	node,
	read,
	itemIndex,
}: ItemContext): Promise<{ blob: Blob; fileName: string }> {
	const name = read.filled('binaryPropertyName');
	const field = read.label('binaryPropertyName');
	const binary = binaryOf(node, itemIndex, field, name);
	const blob = await readBlob(node, itemIndex, name, binary, MAX_FILE_BYTES);
	if (blob.size <= MAX_FILE_BYTES) {
		return { blob, fileName: safeFileName(decodedName(binary.fileName ?? ''), 'file') };
	}
	throw new InputError(
		field,
		`holds a file of more than ${MAX_FILE_BYTES / 1024 / 1024} MB, the limit for a request body`,
		'Send a smaller file, or upload it in parts',
	);
}
