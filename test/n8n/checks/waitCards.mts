import assert from 'node:assert/strict';
import { toolOutputs, type ChatModel } from '../../../harness/n8n/chatModel.mts';
import { until } from '../../../harness/n8n/until.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { PRESS_TRIGGER, REVIEWED_TEXT, reviewTurns } from './sendAndWaitWorkflows.mts';
import { answer, linksIn } from './waitAsked.mts';
import { cardAsker } from './waitPressed.mts';

/** Send and Wait for Response in the chat: the buttons of a card, heard by a DingTalk Trigger. */
export async function checkWaitCards(
	report: Report,
	bench: Bench,
	model: ChatModel,
): Promise<void> {
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
	await report.check('answered by a link, the card shows it at once, for everybody', async () => {
		const asked = await ask('card-links');
		const linked = asked.messages.filter(({ content }) => content.buttons !== undefined);
		assert.deepEqual(
			linked.map(({ target }) => target.userIds),
			[['lina'], ['bob']],
		);
		const replies = [linksIn(linked)(1, 1), linksIn(linked)(0, 0)].map(async (url) => answer(url));
		const statuses = (await Promise.all(replies)).map(({ status }) => status);
		assert.deepEqual(statuses.sort(), [200, 409]);
		const { approved, responder } = await dataOf(asked);
		const { id, source } = responder as { id: string; source: string };
		assert.equal(source, 'link');
		const { outcome, hasDecline } = await locked(asked);
		assert.match(
			outcome,
			approved === true ? /^同意 Approve · Bob Smith · / : /^拒绝 <b> · 李娜 · /,
		);
		assert.equal(id, approved === true ? 'bob' : 'lina');
		assert.equal(hasDecline, 'false');
		// Somebody whose card was not drawn anew yet.
		await press(asked, 'lina', 'approve');
		await until('lina is told', () => /This question is closed/.test(hintOf(asked, 'lina')));
		assert.equal(cardOf(asked).params.outcome, outcome);
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
	await report.check('an agent’s tool that is approved by a card runs', async () => {
		model.play(reviewTurns());
		const review = await ask('review-card');
		assert.match(cardOf(review).params.content, /Run Send.in.DingTalk with .*The build is broken/);
		const effectsOf = watch(sandbox);
		await press(review, 'lina', 'approve');
		const run = await client.waitForRun(review.executionId);
		assert.equal(run.status, 'success', JSON.stringify(run.error));
		assert.deepEqual(
			effectsOf().messages.map(({ content }) => content.text),
			[REVIEWED_TEXT],
		);
		await locked(review);
	});
	await report.check('declined by a card, it does not, and the model is told', async () => {
		model.play(reviewTurns());
		const review = await ask('review-card');
		const effectsOf = watch(sandbox);
		await press(review, 'bob', 'approve');
		await until('bob is told', () => /不在可决定的人员之列/.test(hintOf(review, 'bob')));
		await stays(review);
		await press(review, 'lina', 'decline');
		const run = await client.waitForRun(review.executionId);
		assert.equal(run.status, 'success', JSON.stringify(run.error));
		assert.deepEqual(effectsOf().messages, []);
		const [said] = toolOutputs(model.requests().at(-1)?.messages ?? []);
		assert.match(said, /rejected/i);
		await locked(review);
	});
	await report.check('of an execution that somebody stopped, the card closes', async () => {
		const asked = await ask('card');
		await client.stop(asked.executionId);
		await press(asked, 'lina', 'approve');
		assert.equal((await locked(asked)).outcome, '');
		assert.match(hintOf(asked, 'lina'), /This question is closed/);
		assert.equal(await client.statusOf(asked.executionId), 'canceled');
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
