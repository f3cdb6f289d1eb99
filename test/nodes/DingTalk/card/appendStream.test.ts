import { itemsOf } from '../../../helpers/calls.mts';
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

const start = async (text = '') => {
	const options = { giveUpMinutes: 0 };
	const json = await jsonOfCard({ ...NEW_STREAM, operation: 'startStream', text, options });
	return String(json.outTrackId);
};
const append = (outTrackId: string, text: string, options: object = {}) => ({
	operation: 'appendStream',
	outTrackId,
	text,
	options,
});

test('adds piece by piece, over items and nodes, in place of the first words', async () => {
	const outTrackId = await start('Thinking …');
	const pieces = ['One. ', 'Two. ', 'Three.'];
	const { items } = await runCard(append(outTrackId, '={{ $json.piece }}'), {
		input: itemsOf(...pieces.map((piece) => ({ piece }))),
	});
	expect(items.map(({ json }) => json.text)).toEqual(['One. ', 'One. Two. ', 'One. Two. Three.']);
	expect(await jsonOfCard(append(outTrackId, ' Four.'))).toEqual({
		outTrackId,
		state: 'typing',
		text: 'One. Two. Three. Four.',
	});
	expect(frames().map(({ content }) => content.trim())).toEqual([
		'Thinking …',
		'One.',
		'One. Two.',
		'One. Two. Three.',
		'One. Two. Three. Four.',
	]);
});

test('replaces the text where that is wished', async () => {
	const outTrackId = await start();
	await jsonOfCard(append(outTrackId, 'One.'));
	await jsonOfCard(append(outTrackId, 'Two.', { isReplaced: true }));
	expect(cards()[0].params.content).toBe('Two.');
});

test('goes on with what another process typed, if it is told', async () => {
	const outTrackId = await start();
	const unknown = { ...append('of-another-process', 'Two.') };
	const { error } = await runCard(unknown);
	expect(error?.message).toMatch(/'Text So Far' is not known/);
	await jsonOfCard(append(outTrackId, ' Two.', { textSoFar: 'One.' }));
	expect(cards()[0].params.content).toBe('One. Two.');
});

test('leaves "typing" where DingTalk refuses a piece', async () => {
	const outTrackId = await start('Thinking …');
	sandbox.control.addFault({
		match: { id: 'card.streaming' },
		times: 1,
		answer: { status: 400, body: { code: 'param.stream.guidEmpty', message: 'refused' } },
	});
	const { error } = await runCard(append(outTrackId, 'One.'));
	expect(error?.message).toMatch(/^The text could not be typed into the card/);
	expect(cards()[0].typing?.state).toBe('failed');
	const again = await runCard(append(outTrackId, 'One.'));
	expect(again.error?.message).toBe("'Card ID' names a card that is finished");
});

test('refuses no text, and more than a card takes', async () => {
	const outTrackId = await start();
	expect((await runCard(append(outTrackId, '={{ "" }}'))).error?.message).toBe("'Text' is empty");
	const { error } = await runCard(append(outTrackId, 'x'.repeat(20_001)));
	expect(error?.message).toMatch(/'Text' is 20,001 characters long/);
	expect(frames()).toEqual([]);
});
