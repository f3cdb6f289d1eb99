import assert from 'node:assert/strict';
import { until } from '../../../harness/n8n/until.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { PRESS_TRIGGER } from './sendAndWaitWorkflows.mts';
import { cardAsker } from './waitAsked.mts';

/** Send and Wait for Response in the chat: the buttons of a card, heard by a DingTalk Trigger. */
export async function checkWaitCards(report: Report, bench: Bench): Promise<void> {
	console.log('\nSend and Wait for Response, in the chat');
	const { sandbox, session } = bench;
	const { client } = session;
	const { ask, stays, dataOf, cardOf, press, hintOf, locked } = cardAsker(bench);
	await client.activate(PRESS_TRIGGER);

	await report.check('no link, and nothing that a reader could use', async () => {
		const asked = await ask('card');
		const { params, places } = cardOf(asked);
		assert.deepEqual(
			places.map(({ spaceType, spaceId }) => [spaceType, spaceId]),
			[
				['IM_ROBOT', 'lina'],
				['IM_ROBOT', 'bob'],
			],
		);
		assert.doesNotMatch(JSON.stringify(params), /webhook-waiting|signature|https?:\/\//);
		assert.match(params.ticket, /^s1\./);
		await stays(asked);
		await press(asked, 'lina', 'approve');
		await dataOf(asked);
	});
	await report.check(
		'one press decides; all who have the card see who, what and when',
		async () => {
			const asked = await ask('card');
			await press(asked, 'bob', 'decline');
			const { approved, responder } = await dataOf(asked);
			assert.deepEqual([approved, responder], [false, { id: 'bob', source: 'card' }]);
			const { outcome, hasDecline, ticket } = await locked(asked);
			assert.match(outcome, /^拒绝 <b> · .+ · \d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
			assert.deepEqual([hasDecline, ticket], ['false', '']);
		},
	);
	await report.check('who is not named is told so alone, and the card stays open', async () => {
		const asked = await ask('card-group');
		await press(asked, 'bob', 'approve');
		await until('bob is told', () => /不在可决定的人员之列/.test(hintOf(asked, 'bob')));
		assert.equal(hintOf(asked, 'lina'), '');
		assert.equal(cardOf(asked).params.isOpen, 'true');
		await stays(asked);
		await press(asked, 'lina', 'approve');
		assert.deepEqual((await dataOf(asked)).responder, { id: 'lina', source: 'card' });
		await locked(asked);
	});
	await report.check('two people at once: one decides, the other is told', async () => {
		const asked = await ask('card');
		await Promise.all([press(asked, 'lina', 'approve'), press(asked, 'bob', 'decline')]);
		const { approved, responder } = await dataOf(asked);
		const { id: winner } = responder as { id: string };
		const loser = winner === 'lina' ? 'bob' : 'lina';
		const { outcome } = await locked(asked);
		assert.match(outcome, approved === true ? /^同意 Approve/ : /^拒绝/);
		await until('the other is told', () => /已有答复/.test(hintOf(asked, loser)));
	});
	await report.check('several wait at once, each answered by its own card', async () => {
		const [first, second] = [await ask('card'), await ask('card')];
		await press(second, 'lina', 'decline');
		await press(first, 'bob', 'approve');
		assert.equal((await dataOf(first)).approved, true);
		assert.equal((await dataOf(second)).approved, false);
	});
	await report.check('a ticket of another card answers nothing', async () => {
		const [asked, other] = [await ask('card'), await ask('card')];
		const { ticket } = cardOf(other).params;
		await sandbox.control.pressCard(cardOf(asked).outTrackId, {
			userId: 'lina',
			actionIds: ['approve'],
			params: { ticket },
		});
		await stays(asked);
		await stays(other);
		for (const one of [asked, other]) {
			await press(one, 'lina', 'approve');
			await dataOf(one);
		}
	});
	await report.check('n8n restarted in between: the press is heard and resumes', async () => {
		const asked = await ask('card');
		await session.server.stop();
		await session.restart();
		const listens = () => sandbox.control.connections().length > 0;
		await until('the trigger listens again', listens, { limitMs: 60_000 });
		await press(asked, 'lina', 'approve');
		assert.equal((await dataOf(asked)).approved, true);
		await locked(asked);
	});
	await report.check('over its time the card says so', async () => {
		const asked = await ask('card-limit');
		await new Promise((done) => setTimeout(done, 3_100));
		await press(asked, 'lina', 'approve');
		await locked(asked);
		const run = await client.waitForRun(asked.executionId);
		assert.equal(run.status, 'success');
	});
	await client.deactivate(PRESS_TRIGGER);
}
