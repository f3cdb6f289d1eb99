import { sandboxUntil } from '../../../sandbox/streamClient.mts';
import { GROUP } from './cards';
import {
	cards,
	frames,
	jsonOfCard,
	NEW_STREAM,
	runCard,
	sandbox,
	useTypingSandbox,
	waits,
} from './typing';

useTypingSandbox();

const STREAM = { ...NEW_STREAM, operation: 'stream' };
const ANSWER = Array.from({ length: 20 }, (_, n) => `The build of part ${n} went well.`).join(' ');
const texts = () => sandbox.control.state().messages.map(({ content }) => content.text);
const refuseFrames = (times: number, afterCalls = 0) =>
	sandbox.control.addFault({
		match: { id: 'card.streaming' },
		afterCalls,
		times,
		answer: { status: 400, body: { code: 'param.stream.guidEmpty', message: 'refused' } },
	});

test('types an answer sentence by sentence, and finishes the card', async () => {
	const json = await jsonOfCard({ ...STREAM, text: ANSWER });
	expect(json).toMatchObject({
		delivered: [{ spaceType: 'IM_GROUP', spaceId: GROUP }],
		sentAs: 'card',
		state: 'done',
	});
	const all = frames();
	expect(json.frames).toBe(all.length - 1);
	expect(all.length).toBeGreaterThan(4);
	expect(all.length).toBeLessThanOrEqual(11);
	for (const { content } of all) expect(content).toMatch(/\.$/);
	expect(all.filter(({ isFinalize }) => isFinalize).map(({ content }) => content)).toEqual([
		ANSWER,
		ANSWER,
	]);
	// Between two frames, before the first, and before the end is said again.
	expect(waits.filter((ms) => ms >= 700).length).toBe(all.length);
	expect(waits.at(-1)).toBeGreaterThan(2000);
	const [card] = cards();
	expect(card).toMatchObject({ params: { content: ANSWER }, typing: { state: 'done' } });
	expect(card.unreadable).toBeUndefined();
});

test('writes markdown as DingTalk draws it, and a short text in one frame', async () => {
	const json = await jsonOfCard({
		...STREAM,
		text: '<b>Done</b>',
		options: { isEndRepeated: false },
	});
	expect(json.frames).toBe(1);
	expect(cards()[0].params.content).toBe('**Done**');
	expect(sandbox.control.counts()['card.streaming']).toBe(1);
});

test('goes on as a message where the text is longer than a card takes', async () => {
	const long = ANSWER.repeat(6);
	const json = await jsonOfCard({ ...STREAM, text: long, options: { cardLimit: 1500 } });
	expect(json.continuedAs).toMatchObject({ processQueryKeys: [expect.any(String)] });
	const shown = cards()[0].params.content;
	expect(shown.length).toBeLessThanOrEqual(1500);
	const rest = texts().filter(Boolean).join(' ');
	expect(`${shown} ${rest}`.replace(/\s+/g, '')).toBe(long.replace(/\s+/g, ''));
});

test('types into a card that was started before', async () => {
	const { outTrackId } = await jsonOfCard({
		...NEW_STREAM,
		operation: 'startStream',
		text: 'Thinking…',
		options: { giveUpMinutes: 0 },
	});
	const json = await jsonOfCard({
		operation: 'stream',
		card: 'existing',
		outTrackId,
		text: ANSWER,
	});
	expect(json).toMatchObject({ outTrackId, state: 'done' });
	expect(cards()).toMatchObject([{ params: { content: ANSWER }, typing: { state: 'done' } }]);
});

describe('an existing card', () => {
	const start = async () => {
		const options = { giveUpMinutes: 0 };
		const json = await jsonOfCard({ ...NEW_STREAM, operation: 'startStream', text: '…', options });
		return { operation: 'stream', card: 'existing', outTrackId: json.outTrackId };
	};

	test('that this process started: the rest goes to where it is', async () => {
		const json = await jsonOfCard({
			...(await start()),
			text: ANSWER,
			options: { cardLimit: 300 },
		});
		expect(json.continuedAs).toMatchObject({ processQueryKeys: [expect.any(String)] });
		expect(cards()[0].params.content.length).toBeLessThanOrEqual(300);
	});

	test('of another process: all goes on it', async () => {
		await jsonOfCard({ ...NEW_STREAM, operation: 'create', options: { outTrackId: 'other' } });
		const other = { operation: 'stream', card: 'existing', outTrackId: 'other' };
		await jsonOfCard({ ...other, text: ANSWER, options: { cardLimit: 300 } });
		expect(cards()[0].params.content).toBe(ANSWER);
	});

	test('ends, even where there is no text for it', async () => {
		const { error } = await runCard({ ...(await start()), text: '={{ "" }}' });
		expect(error?.message).toBe("'Text' is empty");
		expect(cards()[0].typing?.state).toBe('failed');
	});
});

test('a frame that is lost is no harm', async () => {
	refuseFrames(1, 1);
	const json = await jsonOfCard({ ...STREAM, text: ANSWER });
	expect(json).toMatchObject({ state: 'done', frames: 2 });
	expect(cards()[0].params.content).toBe(ANSWER);
});

test('leaves "typing" when the end is refused, and the retry types the rest alone', async () => {
	refuseFrames(2, 1);
	const failed = await runCard({ ...STREAM, text: ANSWER });
	expect(failed.error?.message).toMatch(/^The text could not be typed into the card: /);
	expect(failed.error?.description).toContain('The card says that it failed');
	expect(cards()[0].typing?.state).toBe('failed');
	expect(cards()[0].params.content).toMatch(/went well\.\n\n⚠️ 未能完成/);
	sandbox.control.reset();
	refuseFrames(2, 1);
	const { items, error } = await runCard(
		{ ...STREAM, text: ANSWER },
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ state: 'done', frames: 1 });
	expect(cards()).toMatchObject([{ params: { content: ANSWER }, typing: { state: 'done' } }]);
});

test('leaves "processing" when the execution is cancelled', async () => {
	let cancel = () => {};
	const running = runCard(
		{ ...STREAM, text: ANSWER },
		{
			onStart: (execution) => {
				cancel = () => execution.cancel();
			},
		},
	);
	await sandboxUntil(sandbox, () => frames().length >= 2);
	cancel();
	await running.catch(() => {});
	await sandboxUntil(sandbox, () => cards()[0].typing?.state === 'failed');
	expect(cards()[0].params.content).toContain('未能完成');
});

describe('where no card can be made', () => {
	const draft = { ...STREAM, templateId: 'sandbox-draft.schema', text: '# Result\nall well' };

	test('the item fails', async () => {
		const { error } = await runCard(draft);
		expect(error?.message).toBe('The card template is not published');
		expect(texts()).toEqual([]);
		expect(sandbox.control.counts()['refused:card.streaming']).toBeUndefined();
	});

	test('or the text goes as a message, if so wished', async () => {
		const json = await jsonOfCard({ ...draft, options: { ifCardFails: 'message' } });
		expect(json).toMatchObject({
			sentAs: 'message',
			processQueryKeys: [expect.any(String)],
			cardError: 'The card template is not published',
		});
		expect(texts()).toEqual([expect.stringContaining('all well')]);
	});

	test('to people, and as an answer, too', async () => {
		const options = { ifCardFails: 'message' };
		const people = { list: [{ ids: 'lina,bob' }] };
		expect(await jsonOfCard({ ...draft, target: 'people', people, options })).toMatchObject({
			accepted: ['lina', 'bob'],
		});
		const { botMessage } = sandbox.control.sendToRobot('lina', {
			msgtype: 'text',
			text: { content: 'result?' },
		});
		expect(
			await jsonOfCard({ ...draft, target: 'reply', replyTo: botMessage, options }),
		).toMatchObject({ sentAs: 'message', sentBy: 'session' });
	});

	test('a variable that the template lacks is said, with what becomes of the card', async () => {
		const { error } = await runCard({ ...STREAM, key: 'nothing', text: 'x' });
		expect(error?.description).toContain("Check that 'Text Variable' names a text or markdown");
	});
});

test.each<[object, RegExp]>([
	[{ text: '={{ "" }}' }, /'Text' is empty/],
	[{ text: 'x', options: { intervalMs: 100 } }, /'Frame Interval \(Milliseconds\)'/],
	[{ text: 'x', options: { maxFrames: 0 } }, /'Maximum Frames'/],
	[{ text: 'x', options: { cardLimit: 30_000 } }, /'Card Limit \(Characters\)'/],
	[{ text: 'x', templateId: '={{ "" }}' }, /'Template ID' is empty/],
])('refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await runCard({ ...STREAM, ...parameters });
	expect(error?.message).toMatch(message);
	expect(sandbox.control.counts()).toEqual({});
});
