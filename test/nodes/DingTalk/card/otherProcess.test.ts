/** An execution that goes on in another process, which knows of its cards what n8n kept with the execution. */
import type { INode, INodeType } from 'n8n-workflow';

import { DingTalk } from '../../../../nodes/DingTalk/DingTalk.node';
import { typedHere } from '../../../../nodes/shared/cards/type';
import { startedHere } from '../../../../nodes/DingTalk/resources/card/newStream';
import { output, runWorkflow } from '../../../../harness/runWorkflow.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { cards, frames, NEW_STREAM, runCard, sandbox, useTypingSandbox } from './typing';

useTypingSandbox();

/** A node behind which nothing is left of what this process knew. */
class GoesOnElsewhere {
	description = {
		...{ displayName: 'Elsewhere', name: 'elsewhere', group: ['transform'], version: 1 },
		...{ description: '', defaults: { name: 'Elsewhere' }, properties: [] },
		inputs: ['main'],
		outputs: ['main'],
	};

	async execute(this: { getInputData(): unknown[] }) {
		typedHere.clear();
		startedHere.clear();
		return await Promise.resolve([this.getInputData()]);
	}
}

const ELSEWHERE = 'elsewhere';
const start = (options: object = {}) => ({
	...NEW_STREAM,
	operation: 'startStream',
	text: 'Thinking …',
	options: { giveUpMinutes: 0, outTrackId: 'one', ...options },
});
const append = (text: string) => ({ operation: 'appendStream', outTrackId: 'one', text });

/** Runs steps one behind the other in one execution. @returns what the last one puts out, or its error */
async function execute(...steps: Array<object | typeof ELSEWHERE>) {
	const nodes = steps.map((step, index) => ({
		...{ id: `${index}`, name: `Step ${index}`, typeVersion: 1, position: [0, 0] },
		...(step === ELSEWHERE
			? { type: ELSEWHERE, parameters: {} }
			: {
					type: 'dingTalk',
					credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
					parameters: { resource: 'card', ...(step as object) },
				}),
	})) as unknown as INode[];
	const start = { ...nodes[0], id: 's', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const all = [{ ...start, parameters: {}, credentials: undefined }, ...nodes];
	const run = await runWorkflow({
		workflow: {
			nodes: all,
			connections: Object.fromEntries(
				all
					.slice(0, -1)
					.map(({ name }, index) => [
						name,
						{ main: [[{ node: all[index + 1].name, type: 'main' as const, index: 0 }]] },
					]),
			),
		},
		nodes: { dingTalk: new DingTalk(), [ELSEWHERE]: new GoesOnElsewhere() as unknown as INodeType },
		credentials: sandboxCredential(sandbox),
	});
	const { error } = run.data.resultData;
	return { error, json: error ? {} : output(run, all[all.length - 1].name)[0].json };
}

test('pieces follow each other, and the end has all of them', async () => {
	const { json } = await execute(
		start(),
		append('One. '),
		ELSEWHERE,
		append('Two. '),
		ELSEWHERE,
		append('Three.'),
		ELSEWHERE,
		{ operation: 'finishStream', outTrackId: 'one', text: '' },
	);
	expect(json).toMatchObject({ state: 'done', text: 'One. Two. Three.' });
	expect(cards()[0]).toMatchObject({
		params: { content: 'One. Two. Three.' },
		typing: { state: 'done' },
	});
});

test('what does not fit on the card follows in its chat', async () => {
	const { json } = await execute(start(), ELSEWHERE, {
		...{ operation: 'stream', card: 'existing', outTrackId: 'one' },
		text: `${'One sentence. '.repeat(21)}\n\nAnd a last one.`,
		options: { cardLimit: 300 },
	});
	expect(json).toMatchObject({
		sentAs: 'card',
		continuedAs: { processQueryKeys: [expect.any(String)] },
	});
	expect(sandbox.control.state().messages.at(-1)?.content.text).toBe('And a last one.');
});

test('nothing is typed behind the end', async () => {
	const ended = { operation: 'finishStream', outTrackId: 'one', text: 'All of it' };
	const { error } = await execute(start(), ended, ELSEWHERE, append('More'));
	expect(error?.message).toBe("'Card ID' names a card that is finished");
});

test('what a sub-workflow typed in between is known', async () => {
	await execute(start(), append('One. '));
	const { error, items } = await runCard(append('Two.'));
	expect([error, items[0].json.text]).toEqual([undefined, 'One. Two.']);
});

test('another execution elsewhere is told what it has to give', async () => {
	await execute(start(), append('One. '), ELSEWHERE);
	const { error } = await runCard(append('Two.'));
	expect(error?.message).toMatch(/'Text So Far' is not known: nothing was typed .* this execution/);
	const { items } = await runCard({ ...append('Two.'), options: { textSoFar: 'One. ' } });
	expect(items[0].json.text).toBe('One. Two.');
	expect(cards()[0].typing?.state).toBe('typing');
});

test('what one process has ended, another one that heard nothing of it does not call failed', async () => {
	await execute(
		start(),
		ELSEWHERE,
		{ operation: 'finishStream', outTrackId: 'one', text: 'All of it' },
		ELSEWHERE,
		// As the process does at last that delivered the card and watches over it.
		{ operation: 'finishStream', outTrackId: 'one', state: 'failed', text: 'Given up' },
	);
	const [, last, failed] = frames().slice(-3);
	expect([failed.isError, failed.guid]).toEqual([true, last.guid]);
	expect(cards()[0]).toMatchObject({
		params: { content: 'All of it' },
		typing: { state: 'done' },
	});
});
