import assert from 'node:assert/strict';
import { until } from '../../../harness/n8n/until.mts';
import type { Queue } from '../queue/queue.mts';
import { assertOnWorker } from './onWorker.mts';
import type { Report } from './report.mts';
import { PRESS_TRIGGER } from './sendAndWaitWorkflows.mts';
import { checkWaitKilled } from './waitKilled.mts';
import type { Asked } from './waitAsked.mts';
import { cardAsker, told } from './waitPressed.mts';

const WAIT_AT_ONCE = 6;
/** n8n looks for waits that are over once a minute, and the question asks for three of its looks at most. */
const SLOW = { limitMs: 240_000 };

/** Cards that executions on workers ask with, pressed where the trigger is: on the main process. */
export async function checkWaitQueue(report: Report, queue: Queue): Promise<void> {
	const { session, sandbox, workers } = queue;
	const { control } = sandbox;
	const { ask, stays, dataOf, lastDataOf, untilWaiting, cardOf, press, hintOf, locked } =
		cardAsker(queue);
	await session.client.activate(PRESS_TRIGGER);
	const presses = () => control.pushes().filter(({ kind }) => kind === 'cardAction');

	await report.check('a card asks from a worker; pressed, a worker goes on', async () => {
		const asked = await ask('card-told');
		assertOnWorker(workers, session, asked.executionId);
		await press(asked, 'lina', 'approve');
		const { approved, responder } = await dataOf(asked);
		assert.deepEqual([approved, responder], [true, { id: 'lina', source: 'card' }]);
		const runs = workers.map((worker) => timesRun(worker.output(), asked.executionId));
		assert.equal(runs[0] + runs[1], 2, 'once until it waits, once after the answer');
		assert.match((await locked(asked)).outcome, /^同意 Approve · 李娜 · /);
	});
	await report.check('who is not named is told so alone, and the card stays open', async () => {
		const asked = await ask('card-group');
		await press(asked, 'bob', 'approve');
		await until('bob is told', () => /不在可决定的人员之列/.test(hintOf(asked, 'bob')));
		assert.equal(cardOf(asked).params.isOpen, 'true');
		await stays(asked);
		await press(asked, 'lina', 'decline');
		assert.equal((await dataOf(asked)).approved, false);
		await locked(asked);
	});
	await report.check('two people within a second: one decides, the other is told', async () => {
		const asked = await ask('card');
		await Promise.all([press(asked, 'lina', 'approve'), press(asked, 'bob', 'decline')]);
		const { responder } = await dataOf(asked);
		const { id: winner } = responder as { id: string };
		const loser = winner === 'lina' ? 'bob' : 'lina';
		await locked(asked);
		await until('the other is told', () => /已有答复/.test(hintOf(asked, loser)));
	});
	await report.check('a press that DingTalk delivers twice counts once', async () => {
		const asked = await ask('card-told');
		const before = presses().length;
		control.streamFault({ what: 'duplicate' });
		await press(asked, 'lina', 'approve');
		assert.equal((await dataOf(asked)).approved, true);
		await locked(asked);
		assert.equal(presses().length, before + 1);
		assert.deepEqual(told(queue, asked.executionId), ['true']);
	});
	await report.check('one that does not count, delivered twice, is told all the same', async () => {
		const asked = await ask('card-group');
		control.streamFault({ what: 'duplicate' });
		await press(asked, 'bob', 'approve');
		await until('bob is told', () => /不在可决定的人员之列/.test(hintOf(asked, 'bob')));
		await press(asked, 'lina', 'approve');
		await dataOf(asked);
	});
	await report.check(`${WAIT_AT_ONCE} wait at once, each answered by its own card`, async () => {
		const cards = [];
		for (let number = 0; number < WAIT_AT_ONCE; number++) cards.push(await ask('card-told'));
		const button = (index: number) => (index % 2 === 0 ? 'approve' : 'decline');
		await Promise.all(
			cards.map(async (asked, index) => await press(asked, 'lina', button(index))).reverse(),
		);
		for (const [index, asked] of cards.entries()) {
			assert.equal((await dataOf(asked)).approved, index % 2 === 0);
			await locked(asked);
			assert.deepEqual(told(queue, asked.executionId), [String(index % 2 === 0)]);
		}
	});
	await report.check(
		'reminded and escalated by workers; whoever was asked later presses; one comes to its end',
		async () => {
			const [pressed, limited] = [await ask('reminders-card'), await ask('reminders-limit')];
			const placesOf = (asked: Asked) => cardOf(asked).places.map(({ spaceId }) => spaceId);
			await until('bob has the card', () => placesOf(pressed).includes('bob'), SLOW);
			await untilWaiting(pressed.executionId);
			await press(pressed, 'bob', 'approve');
			const { approved, timedOut, responder } = await lastDataOf(pressed);
			assert.deepEqual(
				[approved, timedOut, responder],
				[true, false, { id: 'bob', source: 'card' }],
			);
			assert.match((await locked(pressed)).outcome, /^同意 Approve · Bob Smith · /);
			await until(
				'the other says that it is over',
				() => cardOf(limited).params.isOpen === 'false',
				SLOW,
			);
			assert.match(cardOf(limited).params.outcome, /^已过期/);
			assert.deepEqual(placesOf(limited), ['lina', 'bob']);
			const over = await lastDataOf(limited);
			assert.deepEqual([over.approved, over.timedOut, over.reminders], [null, true, 2]);
			for (const { executionId } of [pressed, limited])
				assertOnWorker(workers, session, executionId);
		},
	);
	await session.client.deactivate(PRESS_TRIGGER);
	await checkWaitKilled(report, queue);
}

const timesRun = (output: string, executionId: string): number =>
	output.split(`Worker finished execution ${executionId} `).length - 1;
