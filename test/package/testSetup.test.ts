import fc from 'fast-check';

import { startJest } from '../helpers/jestRun.mts';
import { RUNS } from '../helpers/whole.mts';

const LIMIT_MS = 120_000;

it(
	'a file finds everything as new, after files that are skipped, change the world or hold memory',
	async () => {
		const run = startJest('[1-8]*.file.mts');
		const code = await run.ended;
		expect(run.output).toMatch(/^Tests: +2 skipped, 10 passed, 12 total$/m);
		expect(code).toBe(0);
	},
	LIMIT_MS,
);

it(
	'no folder stays after a failed test, a planned request that never came fails, and the last line says what was skipped',
	async () => {
		const run = startJest('fails.file.mts');
		expect(await run.ended).toBe(1);
		expect(run.output).toContain('Planned requests never came: GET https://api.example.test');
		expect(run.output).toMatch(/^Tests: +2 failed, 1 skipped, 3 total$/m);
		expect(run.output.trim().split('\n').at(-1)).toBe(
			'!! SKIPPED: 1 of 3 tests, in test/jest/files/fails.file.mts',
		);
		expect(run.leftOvers()).toEqual([]);
	},
	LIMIT_MS,
);

it(
	'no folder stays when a run is broken off',
	async () => {
		const run = startJest('hangs.file.mts');
		await run.hasPrinted('waiting');
		expect(run.leftOvers()).toHaveLength(1);
		run.breakOff();
		expect(await run.ended).toBe(143);
		expect(run.leftOvers()).toEqual([]);
	},
	LIMIT_MS,
);

it('property tests draw the same cases each time, and as many as they ask for', () => {
	const drawn = (parameters?: { numRuns: number }) => {
		const cases: number[] = [];
		fc.assert(
			fc.property(fc.integer(), (one) => void cases.push(one)),
			parameters,
		);
		return cases;
	};
	expect(drawn()).toHaveLength(100 * RUNS);
	expect(drawn({ numRuns: 7 })).toEqual(drawn().slice(0, 7 * RUNS));
});
