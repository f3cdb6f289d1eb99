import { performance } from 'node:perf_hooks';

import { credentialFor, runNode } from '../engine.mts';
import type { Case, Row } from '../report.mts';
import { percent, seconds } from '../report.mts';
import type { SandboxProcess } from '../sandbox.mts';
import { startSandboxProcess } from '../sandbox.mts';
import { sendOneAfterTheOther } from './plainLoop.mts';

const ITEMS = 1000;
const ALLOWANCE = 20;
const SEND = 'robot.oto.batchSend';
/** How many messages the plain loop sends; its time is scaled up to the node's number. */
const LOOP_ITEMS: Record<number, number> = { 0: 1000, 40: 250, 250: 80 };
const PARAMETERS = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	people: { list: [{ ids: '={{ $json.userId }}' }] },
	messageType: 'text',
	text: 'Hello {{ $json.userId }}',
};

export const personOf = (index: number): string => `load${String(index + 1).padStart(4, '0')}`;

const itemsFor = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { userId: personOf(index) } }));

async function timeNode(sandbox: SandboxProcess, callsPerSecond: number) {
	const startedAt = performance.now();
	const items = await runNode(
		PARAMETERS,
		itemsFor(ITEMS),
		credentialFor(sandbox, { callsPerSecond }),
	);
	const ms = performance.now() - startedAt;
	const accepted = items.filter(
		({ json }, index) => (json.accepted as string[])[0] === personOf(index),
	).length;
	if (accepted !== ITEMS) throw new Error(`only ${accepted} of ${ITEMS} messages were accepted`);
	const counts = await sandbox.counts();
	return {
		ms,
		refused: (counts[`refused:${SEND}`] ?? 0) / ITEMS,
		exchanges: (counts['token.app'] ?? 0) + (counts['refused:token.app'] ?? 0),
	};
}

/** The node, then the plain loop, each from a fresh state: no token, an unused allowance. */
async function compare(latencyMs: number, sandboxRate: number, nodeRate: number) {
	const sandbox = await startSandboxProcess();
	try {
		await sandbox.reset(latencyMs, sandboxRate);
		const node = await timeNode(sandbox, nodeRate);
		await sandbox.reset(latencyMs, sandboxRate);
		return { ...node, loop: await sendOneAfterTheOther(sandbox, LOOP_ITEMS[latencyMs]) };
	} finally {
		await sandbox.close();
	}
}

async function atAllowance(latencyMs: number): Promise<Row[]> {
	const { ms, refused, exchanges, loop } = await compare(latencyMs, ALLOWANCE, ALLOWANCE);
	const share = ITEMS / (ms / 1000) / ALLOWANCE;
	const name = `1,000 people, ${latencyMs} ms latency`;
	const scaled = LOOP_ITEMS[latencyMs] === ITEMS ? '' : ` (${LOOP_ITEMS[latencyMs]} scaled)`;
	return [
		{
			what: `${name}: share of 20 calls/s`,
			measured: `${percent(share)} (${seconds(ms)})`,
			target: '≥ 95 %',
			isMet: share >= 0.95,
			beside: `plain loop: ${seconds((loop.ms / LOOP_ITEMS[latencyMs]) * ITEMS)}${scaled}`,
		},
		{
			what: `${name}: calls refused`,
			measured: percent(refused),
			target: '< 0.5 %',
			isMet: refused < 0.005,
			beside: `plain loop: ${percent(loop.refused)}${loop.refused > 0 ? ', these messages are lost' : ''}`,
		},
		{
			what: `${name}: token exchanges`,
			measured: String(exchanges),
			target: '1',
			isMet: exchanges === 1,
		},
	];
}

async function withoutAllowance(): Promise<Row> {
	const latencyMs = 250;
	const { ms, loop } = await compare(latencyMs, Number.POSITIVE_INFINITY, 100_000);
	const loopMs = (loop.ms / LOOP_ITEMS[latencyMs]) * ITEMS;
	return {
		what: '1,000 people, 250 ms latency, allowance lifted: speed',
		measured: `${(loopMs / ms).toFixed(1)} × the loop (${seconds(ms)})`,
		target: '≥ 8 ×',
		isMet: loopMs / ms >= 8,
		beside: `plain loop: ${seconds(loopMs)} (${LOOP_ITEMS[latencyMs]} scaled)`,
	};
}

/** 1,000 messages to 1,000 people, in n8n's engine, against the sandbox in another process. */
export const send: Case = {
	name: 'send',
	async run(progress) {
		await warmUp();
		const rows: Row[] = [];
		for (const latencyMs of [0, 40, 250]) {
			progress(`1,000 people at ${latencyMs} ms, then the plain loop`);
			rows.push(...(await atAllowance(latencyMs)));
		}
		progress('1,000 people at 250 ms with the allowance lifted, then the plain loop');
		rows.push(await withoutAllowance());
		return rows;
	},
};

/** n8n loads much of itself at the first run. */
async function warmUp(): Promise<void> {
	const sandbox = await startSandboxProcess();
	try {
		await runNode(PARAMETERS, itemsFor(20), credentialFor(sandbox));
	} finally {
		await sandbox.close();
	}
}
