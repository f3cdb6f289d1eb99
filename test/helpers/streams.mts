import { PassThrough, Readable } from 'node:stream';

export const streamOf = (text: string): Readable => Readable.from([text]);

/** A stream that gives the text, and then breaks as a lost connection does. */
export function breakingAfter(text: string): PassThrough {
	const stream = new PassThrough();
	setImmediate(() => {
		stream.write(text);
		stream.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
	});
	return stream;
}
