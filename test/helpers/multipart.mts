export interface UploadedFile {
	/** Name of the form field that carries the file. */
	field: string;
	fileName: string;
	contentType: string;
	content: Buffer;
	/** The plain fields beside it. */
	fields: Record<string, string>;
}

/** What a multipart body carries; nock hands it on as hex, or as text when it is valid UTF-8. */
export function uploadedFile(seen: string): UploadedFile {
	const body = /^[0-9a-f]+$/.test(seen) ? Buffer.from(seen, 'hex') : Buffer.from(seen, 'utf8');
	const text = body.toString('latin1');
	const boundary = text.slice(0, text.indexOf('\r\n'));
	const result = { fields: {} } as UploadedFile;
	for (const part of text.split(boundary).slice(1, -1)) {
		const end = part.indexOf('\r\n\r\n');
		const header = Buffer.from(part.slice(0, end), 'latin1').toString('utf8');
		const content = part.slice(end + 4, -2);
		const name = /name="([^"]*)"/.exec(header)?.[1] ?? '';
		const fileName = /filename="([^"]*)"/.exec(header)?.[1];
		if (fileName === undefined) {
			result.fields[name] = Buffer.from(content, 'latin1').toString('utf8');
			continue;
		}
		const contentType = /content-type:\s*(\S+)/i.exec(header)?.[1] ?? '';
		Object.assign(result, { field: name, fileName, contentType });
		result.content = Buffer.from(content, 'latin1');
	}
	return result;
}
