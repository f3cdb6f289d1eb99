const MB = 1024 * 1024;

/** Source: DingTalk docs "获取文件分片上传信息". A part has 100 KB to 5 GB, but for the last. */
export const PART_LIMITS = { count: 10_000, perCall: 30 };

/** Held in memory, one at a time. */
const PART_BYTES = 8 * MB;

/** How large the parts of a file are: as large as it takes for the largest number of them. */
export const partSizeFor = (bytes: number): number =>
	Math.max(PART_BYTES, Math.ceil(bytes / PART_LIMITS.count / MB) * MB);

/**
 * A file in parts of the size, the last one shorter. All of a stream's parts are in the same memory, so each has to be
 * done with before the next is asked for.
 *
 * @param file a Node stream, which is ended with the last part or when nobody asks for more; or all of its bytes
 */
export async function* partsOf(file: unknown, size: number): AsyncGenerator<Buffer> {
	if (Buffer.isBuffer(file)) {
		for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
		return;
	}
	const part = Buffer.allocUnsafe(size);
	let filled = 0;
	for await (const chunk of file as AsyncIterable<Uint8Array>) {
		for (let at = 0; at < chunk.length; ) {
			const piece = chunk.subarray(at, at + size - filled);
			part.set(piece, filled);
			at += piece.length;
			filled += piece.length;
			if (filled < size) continue;
			yield part;
			filled = 0;
		}
	}
	if (filled > 0) yield part.subarray(0, filled);
}
