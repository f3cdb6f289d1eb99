import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { nextTurn } from './fakeClock.mts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Collects what nothing leads to any more, and lets finalizers run. */
export async function collectGarbage(): Promise<void> {
	for (let round = 0; round < 3; round++) {
		await nextTurn();
		gc();
	}
	await nextTurn();
}
