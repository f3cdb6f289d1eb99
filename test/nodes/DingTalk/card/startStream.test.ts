import { sandboxUntil } from '../../../sandbox/streamClient.mts';
import {
	cards,
	frames,
	jsonOfCard,
	NEW_STREAM,
	runCard,
	sandbox,
	useTypingSandbox,
} from './typing';

useTypingSandbox();

const START = { ...NEW_STREAM, operation: 'startStream' };
const UNWATCHED = { options: { giveUpMinutes: 0 } };

test('delivers a card that says it is at work', async () => {
	const json = await jsonOfCard({ ...START, ...UNWATCHED, summary: 'The robot thinks' });
	expect(json).toMatchObject({ delivered: [{ spaceType: 'IM_GROUP' }], state: 'processing' });
	expect(cards()).toMatchObject([
		{
			outTrackId: json.outTrackId,
			typing: { state: 'processing' },
			spaces: { IM_GROUP: { lastMessage: { ZH_CN: 'The robot thinks' } } },
		},
	]);
});

test('says what it does at first', async () => {
	const json = await jsonOfCard({ ...START, ...UNWATCHED, text: '*Thinking* …' });
	expect(json.state).toBe('typing');
	expect(frames()).toMatchObject([{ content: '*Thinking* …', isFinalize: false }]);
	expect(cards()[0].unreadable).toBeUndefined();
});

test('gives up when nobody finishes it', async () => {
	await jsonOfCard({ ...START, text: 'Thinking …' });
	await sandboxUntil(sandbox, () => cards()[0].typing?.state === 'failed');
	expect(cards()[0].params.content).toBe('Thinking …\n\n⚠️ 未能完成 · This could not be completed');
});

test('ends the card where its first word is refused', async () => {
	sandbox.control.addFault({
		match: { id: 'card.streaming' },
		times: 1,
		answer: { status: 400, body: { code: 'param.stream.guidEmpty', message: 'refused' } },
	});
	const { error } = await runCard({ ...START, ...UNWATCHED, text: 'Thinking …' });
	expect(error?.description).toContain('The card says that it failed');
	expect(cards()[0].typing?.state).toBe('failed');
});

test('tries to end a card of which it is not known whether it is there', async () => {
	// The token is there by now: the call that is cut off gets as far as making the card.
	const { credentials } = await runCard({ ...START, ...UNWATCHED });
	sandbox.control.addFault({
		match: { id: 'card.createAndDeliver' },
		times: 1,
		cut: true,
		afterWork: true,
	});
	const { error } = await runCard({ ...START, ...UNWATCHED }, { credentials });
	expect(error?.message).toMatch(/^It is not known whether the card was delivered/);
	expect(cards()[1].typing?.state).toBe('failed');
});
