import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../harness/n8n/until.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { PRESS_TRIGGER } from './sendAndWaitWorkflows.mts';
import type { Asked } from './waitAsked.mts';
import { cardAsker, told, type CardAsker } from './waitPressed.mts';

const SLOW = { limitMs: 120_000 };
/** While an execution goes on, its calls and the update of the card take so long: n8n dies in the midst of them. */
const LATENCY_MS = 500;
const TRY_AGAIN = /请稍后再试/;
const MOST_PRESSES = 20;

/** When n8n dies: before it is told of the press, on the way, and when it has stored the answer. */
const MOMENTS: Record<string, (bench: Bench, asked: Asked) => Promise<void>> = {
	'at once': async () => {},
	'40 ms after the press': async () => await sleep(40),
	'80 ms after the press': async () => await sleep(80),
	'as soon as the execution goes on': async ({ session: { client } }, { executionId }) =>
		await until('it goes on', async () => (await client.statusOf(executionId)) !== 'waiting', {
			pollMs: 2,
		}),
};

/**
 * Kill −9 while a card is pressed: the press counts, or whoever presses is told that it did not and presses again. In
 * no case does the execution go on twice, or is a card left whose buttons do nothing.
 */
export async function checkWaitKilled(report: Report, bench: Bench): Promise<void> {
	console.log('\nA card pressed while n8n is killed (kill −9) and started again');
	const { sandbox, session } = bench;
	const { control } = sandbox;
	const { client } = session;
	const asker = cardAsker(bench);
	const { ask, cardOf, press } = asker;
	await client.activate(PRESS_TRIGGER);
	const listens = () => control.connections().length > 0;
	await until('the trigger listens', listens, SLOW);

	for (const [name, moment] of Object.entries(MOMENTS)) {
		await report.check(`killed ${name}`, async () => {
			const asked = await ask('card-told');
			control.latency(LATENCY_MS);
			const pressed = press(asked, 'lina', 'approve');
			await moment(bench, asked);
			await session.server.kill();
			control.latency(0);
			await pressed;
			const wasOpen = cardOf(asked).params.isOpen === 'true';
			if (wasOpen) assert.equal((await press(asked, 'lina', 'approve')).answered, 'nobody');
			const isBack = session.restart();
			// It may fail before anybody waits for it.
			isBack.catch(() => {});
			await until('the trigger listens again', listens, { ...SLOW, pollMs: 5 });
			const presses = await pressUntilLocked(asker, asked);
			await isBack;
			const { status } = await client.waitForRun(asked.executionId);
			const answers = told(bench, asked.executionId);
			const { outcome } = cardOf(asked).params;
			console.log(
				`    the card was ${wasOpen ? 'open' : 'locked'} then, pressed ${presses} times more; ` +
					`${status}, told: ${answers.join(', ')}; the card: ${outcome}`,
			);
			assert.ok(answers.length <= 1, 'it went on twice');
			if (status === 'success') assert.equal(answers.length, 1);
			// Cut off at work on the first press, as n8n's list of executions says.
			else assert.equal(status, 'crashed');
		});
	}
	await client.deactivate(PRESS_TRIGGER);
}

/** @returns how often somebody had to press */
async function pressUntilLocked(
	{ cardOf, press, hintOf, locked }: CardAsker,
	asked: Asked,
): Promise<number> {
	const isOpen = () => cardOf(asked).params.isOpen === 'true';
	for (let presses = 0; presses < MOST_PRESSES; presses++) {
		if (!isOpen()) return presses;
		await press(asked, 'bob', 'decline');
		await until('bob sees what became of it', () => !isOpen() || hintOf(asked, 'bob') !== '');
		if (isOpen()) assert.match(hintOf(asked, 'bob'), TRY_AGAIN);
	}
	await locked(asked);
	return MOST_PRESSES;
}
