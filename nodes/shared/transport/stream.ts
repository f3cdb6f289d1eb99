/** Longest refusal that is read from a stream. */
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

/** What is needed of a Node readable stream to read its beginning and put it back. */
interface Rewindable {
	iterator(options: { destroyOnReturn: boolean }): AsyncIterable<Buffer | string>;
	unshift(chunk: Buffer): void;
}

/** All bytes of a stream of up to a megabyte; undefined for a longer one, which is left unread. */
export async function readShort(stream: unknown): Promise<Buffer | undefined> {
	const source = stream as Rewindable;
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of source.iterator({ destroyOnReturn: false })) {
		const part = Buffer.from(chunk as string);
		chunks.push(part);
		bytes += part.length;
		if (bytes <= MAX_TEXT_BYTES) continue;
		source.unshift(Buffer.concat(chunks));
		return undefined;
	}
	return Buffer.concat(chunks);
}
