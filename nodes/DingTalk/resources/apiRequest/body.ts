import { InputError } from '../../../shared/errors/inputError';
import type { ItemContext } from '../../../shared/operation';

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
			const { buffer, mimeType } = await readFile(context);
			return { body: buffer, contentType: mimeType };
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
	for (const { name, value } of read.rows('formFields', 'field')) {
		const field = String(name ?? '').trim();
		if (field !== '') form.append(field, String(value ?? ''));
	}
	const { buffer, mimeType, fileName } = await readFile(context);
	const blob = new Blob([new Uint8Array(buffer)], { type: mimeType });
	form.append(read.id('fileFieldName'), blob, fileName);
	return form;
}

async function readFile({ node, read, itemIndex }: ItemContext) {
	const name = read.id('binaryPropertyName');
	const binary = node.getInputData()[itemIndex]?.binary?.[name];
	if (!binary) {
		throw new InputError(
			read.label('binaryPropertyName'),
			`names the binary field '${name}', which this item does not have`,
			'Put a node before this one that reads or makes the file',
		);
	}
	const buffer = await node.helpers.getBinaryDataBuffer(itemIndex, name);
	return { buffer, mimeType: binary.mimeType, fileName: binary.fileName ?? 'file' };
}
