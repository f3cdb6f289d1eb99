import { performance } from 'node:perf_hooks';

import { credentialFor, runNode } from '../engine.mts';
import type { Case, Row } from '../report.mts';
import { seconds } from '../report.mts';
import { startSandboxProcess } from '../sandbox.mts';

const LENGTH = 3000;
const LATENCY_MS = 40;
/** As the operation has it. */
const MAX_FRAMES = 10;
const INTERVAL_MS = 800;
const REPEAT_MS = 3000;
const SENTENCES =
	'The build of this part went well, and its tests are green. 这一部分构建成功，测试全部通过。';
const ANSWER = SENTENCES.repeat(Math.ceil(LENGTH / SENTENCES.length)).slice(0, LENGTH);
const STREAM = {
	resource: 'card',
	operation: 'stream',
	templateId: 'sandbox-ai.schema',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidPhoenix0000000000001==' },
	text: ANSWER,
};

/** A whole answer typed into a card: how many calls, none of them refused, and how long it takes. */
export const typing: Case = {
	name: 'typing',
	async run(progress) {
		progress(`an answer of ${LENGTH} characters, ${LATENCY_MS} ms latency`);
		const sandbox = await startSandboxProcess();
		try {
			await sandbox.reset(LATENCY_MS, 20);
			const startedAt = performance.now();
			const [{ json }] = await runNode(STREAM, [{ json: {} }], credentialFor(sandbox));
			const ms = performance.now() - startedAt;
			if (json.state !== 'done') throw new Error(`the card is not done: ${JSON.stringify(json)}`);
			return rowsOf(await sandbox.counts(), ms);
		} finally {
			await sandbox.close();
		}
	},
};

function rowsOf(counts: Record<string, number>, ms: number): Row[] {
	const what = `a ${LENGTH}-character answer typed into a card`;
	const frames = counts['card.streaming'] ?? 0;
	const calls = frames + (counts['card.createAndDeliver'] ?? 0);
	const isRefusal = (name: string) => name.startsWith('refused:card.');
	const refused = Object.entries(counts)
		.filter(([name]) => isRefusal(name))
		.reduce((sum, [, count]) => sum + count, 0);
	// The card, the steps, and the end once more.
	const mostCalls = MAX_FRAMES + 2;
	const mostMs = MAX_FRAMES * (INTERVAL_MS + LATENCY_MS) + REPEAT_MS + 2000;
	return [
		{
			what: `${what}: calls`,
			measured: String(calls),
			target: `≤ ${mostCalls}`,
			isMet: calls <= mostCalls,
			beside: `${frames} frames, the end twice`,
		},
		{
			what: `${what}: calls refused`,
			measured: String(refused),
			target: '0',
			isMet: refused === 0,
		},
		{
			what: `${what}: time`,
			measured: seconds(ms),
			target: `< ${seconds(mostMs)}`,
			isMet: ms < mostMs,
			beside: 'three seconds of it after the end, before it is said again',
		},
	];
}
