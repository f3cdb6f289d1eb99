import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { tryRow } from '../answers/cells.mts';
import type { Row } from '../answers/row.mts';
import type { Witness } from '../helpers/redirector.mts';
import { startWitness } from '../helpers/redirector.mts';

/** Each row is tried with one in eight of the answers, the next row with others; CI tries them all. */
const ONE_IN = 8;

/** One test for each row of the table of foreign answers; `npm run answers` tries it whole, and prints it. */
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

	it.each(rows.map((row, index) => [row.name, row, index] as const))(
		'%s takes nothing for success but what DingTalk confirms',
		async (_name, row, from) => {
			const { cells, problems } = await tryRow(sandbox, row, elsewhere.url, {
				oneIn: ONE_IN,
				from,
			});
			expect(problems).toEqual([]);
			expect(cells).not.toEqual([]);
			expect(elsewhere.requests).toEqual([]);
		},
	);
}
