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

const start = async () => {
	const options = { giveUpMinutes: 0 };
	const text = 'Thinking …';
	const json = await jsonOfCard({ ...NEW_STREAM, operation: 'startStream', text, options });
	return String(json.outTrackId);
};

test('ends with a text of its own, and says so twice', async () => {
	const outTrackId = await start();
	const finish = { operation: 'finishStream', outTrackId, text: '**Done**' };
	expect(await jsonOfCard(finish)).toEqual({ outTrackId, state: 'done', text: '**Done**' });
	expect(cards()[0]).toMatchObject({
		params: { content: '**Done**' },
		typing: { state: 'done', frames: 3 },
	});
	expect(cards()[0].unreadable).toBeUndefined();
});

test('ends with what was typed', async () => {
	const outTrackId = await start();
	await jsonOfCard({ operation: 'appendStream', outTrackId, text: 'One. Two.' });
	const options = { isEndRepeated: false };
	await jsonOfCard({ operation: 'finishStream', outTrackId, options });
	expect(frames().at(-1)).toMatchObject({ content: 'One. Two.', isFinalize: true });
});

test('ends as failed, with words below', async () => {
	const outTrackId = await start();
	const options = { failureText: 'Sorry, that did not work.' };
	await jsonOfCard({ operation: 'finishStream', outTrackId, state: 'failed', options });
	expect(cards()[0]).toMatchObject({
		params: { content: 'Thinking …\n\nSorry, that did not work.' },
		typing: { state: 'failed' },
	});
});

test('says what DingTalk refuses', async () => {
	const { error } = await runCard({ operation: 'finishStream', outTrackId: 'none', text: 'x' });
	expect(error?.message).toBe(
		'The text could not be typed into the card: DingTalk knows no such card of this app',
	);
});

test('wants a text for a card that this process has not typed into', async () => {
	const { error } = await runCard({ operation: 'finishStream', outTrackId: 'none' });
	expect(error?.message).toMatch(/'Last Text' is empty/);
	expect(sandbox.control.counts()).toEqual({});
});
