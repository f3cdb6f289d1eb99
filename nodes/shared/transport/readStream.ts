/** The longest JSON answer that is read. DingTalk's own longest, a page of 100 people, is below 1 MB. */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** The longest text that may turn out to be a refusal in place of a file. */
const MAX_REFUSAL_BYTES = 1024 * 1024;

/** What is needed of a Node readable stream. */
interface Source extends AsyncIterable<Buffer | string> {
	iterator(options: { destroyOnReturn: boolean }): AsyncIterable<Buffer | string>;
	unshift(chunk: Buffer): void;
	destroy(error?: Error): void;
}

/** The bytes of an answer. */
export interface ReadBytes {
	/** All of them, or the first where there are too many. */
	bytes: Buffer;
	/** There are more than `MAX_ANSWER_BYTES`: the rest was not read. */
	isTooLong: boolean;
}

/**
 * The bytes of a Node stream, up to a limit.
 *
 * @throws Error when `signal` aborts
 */
export async function readAll(stream: unknown, signal?: AbortSignal): Promise<ReadBytes> {
	const source = stream as Source;
	const stop = () => source.destroy(new Error('The answer was not read to its end'));
	signal?.addEventListener('abort', stop, { once: true });
	if (signal?.aborted) stop();
	try {
		const chunks: Buffer[] = [];
		let bytes = 0;
		for await (const chunk of source) {
			const part = Buffer.from(chunk as string);
			chunks.push(part);
			bytes += part.length;
			// Leaving the loop destroys the stream.
			if (bytes > MAX_ANSWER_BYTES) return { bytes: chunks[0], isTooLong: true };
		}
		return { bytes: Buffer.concat(chunks), isTooLong: false };
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}

/** All bytes of a stream of up to a megabyte; undefined for a longer one, which is left unread. */
export async function readShort(stream: unknown): Promise<Buffer | undefined> {
	const source = stream as Source;
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of source.iterator({ destroyOnReturn: false })) {
		const part = Buffer.from(chunk as string);
		chunks.push(part);
		bytes += part.length;
		if (bytes <= MAX_REFUSAL_BYTES) continue;
		source.unshift(Buffer.concat(chunks));
		return undefined;
	}
	return Buffer.concat(chunks);
}

/** A file comes at least at this pace: so many bytes in each stretch of time. */
const FILE_PACE = { bytes: 64 * 1024, withinMs: 60_000 };

interface Watched {
	readonly readableLength: number;
	readonly readableHighWaterMark: number;
	push(chunk: { length: number } | null, ...more: unknown[]): boolean;
	on(event: 'end' | 'close' | 'error', listener: () => void): void;
	destroy(error: Error): void;
}

/**
 * Ends a file, with an error for whoever reads it, that stops coming, or hardly comes; however long it may take.
 *
 * @param giveUp ends the request: n8n wraps the stream in one that cannot be destroyed while it waits for more
 */
export function watchProgress(file: unknown, giveUp: () => void): void {
	const source = file as Watched;
	if (typeof source.push !== 'function') return;
	const over = new AbortController();
	const push = source.push.bind(source);
	let cameBytes = 0;
	source.push = (chunk, ...more) => {
		cameBytes += chunk?.length ?? 0;
		return push(chunk, ...more);
	};
	source.on('end', () => over.abort());
	source.on('close', () => over.abort());
	// Nobody may be there to read it; unheard, an error would end the process.
	source.on('error', () => over.abort());
	const watch = async () => {
		while (!over.signal.aborted) {
			cameBytes = 0;
			await aborted(AbortSignal.any([AbortSignal.timeout(FILE_PACE.withinMs), over.signal]));
			// No more is asked for while so much waits for a slow reader.
			const isFull = source.readableLength >= source.readableHighWaterMark;
			const isSlow = cameBytes < FILE_PACE.bytes && !isFull;
			if (!isSlow || over.signal.aborted) continue;
			source.destroy(tooSlow());
			return giveUp();
		}
	};
	void watch();
}

const aborted = async (signal: AbortSignal): Promise<void> =>
	await new Promise<void>((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});

const tooSlow = (): Error =>
	Object.assign(
		new Error(`less than ${FILE_PACE.bytes / 1024} KB in ${FILE_PACE.withinMs / 1000} s`),
		{ code: 'ETIMEDOUT' },
	);

/** Gives up a stream that nobody will read, with its connection. */
export function discard(stream: unknown): void {
	const { destroy } = (stream ?? {}) as { destroy?: () => void };
	if (typeof destroy === 'function') destroy.call(stream);
}
