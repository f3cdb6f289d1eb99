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

/** A stream to write to, read as fast as it comes or not at all, and the errors that it ends with. */
export function comingStream(isRead: boolean): { stream: PassThrough; errors: Error[] } {
	const stream = new PassThrough();
	const errors: Error[] = [];
	stream.on('error', (error) => errors.push(error));
	if (isRead) stream.resume();
	return { stream, errors };
}
