import { setTimeout as sleep } from 'node:timers/promises';

import type { Sending } from '../child.mts';
import { startSending } from '../child.mts';
import type { Case, Row } from '../report.mts';
import { percent } from '../report.mts';
import type { SandboxProcess } from '../sandbox.mts';
import { startSandboxProcess } from '../sandbox.mts';

const ALLOWANCE = 20;
const LATENCY_MS = 40;
const SEND = 'robot.oto.batchSend';
const ROBOT = 'robot.webhook.send';
/** What processes learn of each other in this time does not count. */
const LEARNING_MS = 10_000;
const MEASURED_MS = 50_000;
const ROBOT_MS = 130_000;
const COUNTS = [1, 2, 4];

/** Starts so many processes that send without end, and lets them begin at once. */
async function together<R>(
	kind: 'app' | 'robot',
	count: number,
	measure: (sandbox: SandboxProcess) => Promise<R>,
): Promise<R> {
	const sandbox = await startSandboxProcess();
	const children: Sending[] = [];
	try {
		await sandbox.reset(LATENCY_MS, ALLOWANCE);
		for (let index = 0; index < count; index++) {
			children.push(await startSending(kind, sandbox.apiUrl, sandbox.oapiUrl, String(index * 250)));
		}
		for (const { begin } of children) begin();
		return await measure(sandbox);
	} finally {
		for (const { end } of children) await end();
		await sandbox.close();
	}
}

async function countsOf(sandbox: SandboxProcess, call: string) {
	const counts = await sandbox.counts();
	return { accepted: counts[call] ?? 0, refused: counts[`refused:${call}`] ?? 0 };
}

const nameOf = (count: number) => (count === 1 ? '1 process' : `${count} processes`);

async function appRows(count: number): Promise<Row[]> {
	const { share, refused, early } = await together('app', count, async (sandbox) => {
		await sleep(LEARNING_MS);
		const before = await countsOf(sandbox, SEND);
		const startedAt = performance.now();
		await sleep(MEASURED_MS);
		const after = await countsOf(sandbox, SEND);
		const ms = performance.now() - startedAt;
		const accepted = after.accepted - before.accepted;
		const turnedDown = after.refused - before.refused;
		return {
			share: accepted / (ms / 1000) / ALLOWANCE,
			refused: turnedDown / (accepted + turnedDown),
			early: before.refused / (before.accepted + before.refused),
		};
	});
	const what = `${nameOf(count)} of one app, after 10 s`;
	return [
		{
			what: `${what}: share of 20 calls/s`,
			measured: percent(share),
			target: '≥ 90 %',
			isMet: share >= 0.9,
		},
		{
			what: `${what}: calls refused`,
			measured: percent(refused),
			target: '< 1 %',
			isMet: refused < 0.01,
			beside: `in the first 10 s: ${percent(early)}`,
		},
	];
}

async function robotRow(count: number): Promise<Row> {
	const { first, total } = await together('robot', count, async (sandbox) => {
		await sleep(60_000);
		const first = await countsOf(sandbox, ROBOT);
		await sleep(ROBOT_MS - 60_000);
		return { first, total: await countsOf(sandbox, ROBOT) };
	});
	return {
		what: `${nameOf(count)} of one webhook robot: posted, refused in the first minute`,
		measured: `${first.accepted}, ${first.refused}`,
		target: 'none refused',
		isMet: first.refused === 0,
		beside: `in ${ROBOT_MS / 1000} s: ${total.accepted}, ${total.refused}`,
	};
}

/** Several n8n processes that know nothing of each other send as fast as they can. */
export const processes: Case = {
	name: 'processes',
	async run(progress) {
		const rows: Row[] = [];
		for (const count of COUNTS) {
			progress(`${nameOf(count)} of one app`);
			rows.push(...(await appRows(count)));
		}
		progress(`${COUNTS.join(', ')} processes of one webhook robot, side by side`);
		rows.push(...(await Promise.all(COUNTS.map(robotRow))));
		return rows;
	},
};
