import { watchProgress } from '../../../../nodes/shared/transport/readStream';
import { manualClock } from '../../../helpers/fakeClock.mts';
import { comingStream } from '../../../helpers/streams.mts';

const KB = 1024;

afterEach(() => jest.restoreAllMocks());

/** A watched file of which so much comes in each minute. */
async function watched(bytesPerMinute: number[], { isRead = true } = {}) {
	const clock = manualClock();
	const { stream, errors } = comingStream(isRead);
	const giveUp = jest.fn();
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const timeout = new AbortController();
		void clock.sleep(ms).then(() => timeout.abort());
		return timeout.signal;
	});
	watchProgress(stream, giveUp);
	for (const bytes of bytesPerMinute) {
		stream.write(Buffer.alloc(bytes));
		await clock.pass(60_000);
	}
	return { stream, errors, giveUp, clock };
}

test('a file may take as long as it likes while it comes', async () => {
	const { stream, errors, giveUp, clock } = await watched(Array(30).fill(64 * KB));
	expect(errors).toEqual([]);
	expect(giveUp).not.toHaveBeenCalled();
	stream.end();
	await clock.pass(600_000);
	expect(giveUp).not.toHaveBeenCalled();
});

test.each([
	['stops coming', [64 * KB, 0]],
	['drips', [64 * KB, 30]],
])('a file that %s ends with an error, and its request too', async (_name, bytes) => {
	const { errors, giveUp } = await watched(bytes);
	expect(errors).toMatchObject([{ code: 'ETIMEDOUT', message: 'less than 64 KB in 60 s' }]);
	expect(giveUp).toHaveBeenCalledTimes(1);
});

test('a slow reader is not the fault of the file', async () => {
	const { errors, giveUp } = await watched([200 * KB, 0, 0, 0], { isRead: false });
	expect(errors).toEqual([]);
	expect(giveUp).not.toHaveBeenCalled();
});
