import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import { tryRow } from '../../answers/cells.mts';
import { EVERY_OPERATION } from '../../helpers/everyOperation.mts';
import type { Witness } from '../../helpers/redirector.mts';
import { startWitness } from '../../helpers/redirector.mts';

let sandbox: Sandbox;
let elsewhere: Witness;
beforeAll(async () => {
	const limits = { callsPerSecond: Number.POSITIVE_INFINITY };
	sandbox = await startSandbox({ limits });
	elsewhere = await startWitness();
});
afterAll(async () => {
	await elsewhere.close();
	await sandbox.close();
});

it.each(EVERY_OPERATION.map((row) => [row.name, row] as const))(
	'%s takes no foreign answer for success',
	async (_name, row) => {
		const { problems } = await tryRow(sandbox, row, elsewhere.url);
		expect(problems).toEqual([]);
		expect(elsewhere.requests).toEqual([]);
	},
);
