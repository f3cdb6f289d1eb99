import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { tryRow } from '../answers/cells.mts';
import type { Row } from '../answers/row.mts';
import type { Witness } from '../helpers/redirector.mts';
import { startWitness } from '../helpers/redirector.mts';

/** One test for each row of the table of foreign answers; `npm run answers` prints it. */
export function testRows(rows: readonly Row[]): void {
	let sandbox: Sandbox;
	let elsewhere: Witness;
	beforeAll(async () => {
		sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
		elsewhere = await startWitness();
	});
	afterAll(async () => {
		await elsewhere.close();
		await sandbox.close();
	});

	it.each(rows.map((row) => [row.name, row] as const))(
		'%s takes nothing for success but what DingTalk confirms',
		async (_name, row) => {
			const { cells, problems } = await tryRow(sandbox, row, elsewhere.url);
			expect(problems).toEqual([]);
			expect(cells.length).toBeGreaterThan(8);
			expect(elsewhere.requests).toEqual([]);
		},
	);
}
