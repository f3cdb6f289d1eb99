import { framesOf } from '../../../../nodes/DingTalk/cards/frames';

const SENTENCES = Array.from({ length: 40 }, (_, n) => `This is sentence number ${n}.`).join(' ');

test('a short text is one frame', () => {
	expect(framesOf('Hello.', 10)).toEqual(['Hello.']);
	expect(framesOf(SENTENCES, 1)).toEqual([SENTENCES]);
});

test('a text grows by sentences, in no more frames than allowed', () => {
	for (const max of [2, 3, 5, 10, 100]) {
		const frames = framesOf(SENTENCES, max);
		expect(frames.length).toBeGreaterThan(1);
		expect(frames.length).toBeLessThanOrEqual(max);
		expect(frames.at(-1)).toBe(SENTENCES);
		frames.slice(0, -1).forEach((frame, index) => {
			expect(frame).toMatch(/\.$/);
			expect(frames[index + 1].startsWith(frame)).toBe(true);
		});
	}
});

test('a beginning that ends within code closes it', () => {
	const code = ['Look:', '```js', ...Array.from({ length: 30 }, (_, n) => `call(${n});`), '```'];
	const text = [...code, 'That is all.'].join('\n');
	const frames = framesOf(text, 6);
	expect(frames.length).toBeGreaterThan(2);
	for (const frame of frames) expect((frame.match(/^```/gm) ?? []).length % 2).toBe(0);
	expect(frames.at(-1)).toBe(text);
});
