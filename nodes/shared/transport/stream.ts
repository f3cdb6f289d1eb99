/** Longest JSON refusal that is read from a stream. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** A Node readable stream's bytes as text, up to a megabyte. */
export async function readText(stream: unknown): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream as AsyncIterable<Buffer | string>) {
		const part = Buffer.from(chunk as string);
		chunks.push(part);
		bytes += part.length;
		if (bytes > MAX_TEXT_BYTES) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}
