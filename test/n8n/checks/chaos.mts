import assert from 'node:assert/strict';
import { runChaos, type ChaosResult } from '../../../bench/chaos/chaos.mts';
import { makeLanes } from '../../../bench/chaos/lanes.mts';
import { toRows } from '../../../bench/chaos/tables.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';

/** The lanes of the short run. */
export const CHAOS_LANES = makeLanes(6);

const PUSHES = 600;
const FAULTS = 24;

/** `npm run chaos` in short: every push starts exactly one execution, whatever happens to the lines. */
export async function checkChaos(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log(`\nChaos: ${PUSHES} pushes, ${FAULTS} faults`);
	let result: ChaosResult | undefined;
	await report.check('it comes to its end', async () => {
		result = await runChaos(
			{ session, sandbox, lanes: CHAOS_LANES, progress: () => undefined },
			{ pushes: PUSHES, faults: FAULTS, perSecond: 15, faultGapMs: 1500, outages: [2] },
		);
	});
	if (result === undefined) return;
	for (const { what, measured, beside } of toRows(result))
		console.log(`    ${what}: ${measured}${beside === undefined ? '' : ` (${beside})`}`);
	const { verdict, pauses } = result;
	await report.check('every push starts exactly one execution, or DingTalk lost it', () => {
		assert.deepEqual(verdict.problems, []);
		assert.ok(verdict.acknowledged + lostOf(result) >= PUSHES);
	});
	await report.check('some pushes came again, and started none again', () => {
		assert.ok(verdict.pushedAgain > 0);
		assert.ok(verdict.executions <= verdict.pushed.message + verdict.pushed.event);
	});
	await report.check('the pauses between attempts to reconnect grow', () => {
		assert.equal(pauses[0].length, 3);
		assert.ok(pauses[0][2] > pauses[0][0], pauses[0].join(', '));
	});
}

const lostOf = (result: ChaosResult | undefined): number =>
	Object.values(result?.verdict.lost ?? {}).reduce((sum, { count }) => sum + count, 0);
