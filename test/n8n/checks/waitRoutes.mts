import assert from 'node:assert/strict';
import { until } from '../../../harness/n8n/until.mts';
import { SANDBOX_APP } from '../../../harness/target.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { CARD_SECRET, ROUTE_KEY, ROUTE_TRIGGER } from './sendAndWaitWorkflows.mts';
import { callbackUrl } from './triggerWorkflows.mts';
import { cardAsker } from './waitPressed.mts';

/** Send and Wait for Response in the chat: presses that DingTalk posts to a DingTalk Callback Trigger. */
export async function checkWaitRoutes(report: Report, bench: Bench): Promise<void> {
	console.log('\nSend and Wait for Response, in the chat, by a callback route');
	const { sandbox, session } = bench;
	const { client, server } = session;
	const { clientId } = SANDBOX_APP;
	const { ask, stays, dataOf, cardOf, press, locked, hintOf } = cardAsker(bench);
	await client.activate(ROUTE_TRIGGER);
	const url = callbackUrl(server.url, ROUTE_TRIGGER);
	await sandbox.control.setHttpCallback({
		clientId,
		cardRoutes: { [ROUTE_KEY]: { url, apiSecret: CARD_SECRET } },
	});
	try {
		await report.check('one press decides, in time; all see who, what and when', async () => {
			const asked = await ask('card-route');
			const { answered } = await press(asked, 'bob', 'approve');
			assert.equal(answered, 'inTime');
			assert.deepEqual((await dataOf(asked)).responder, { id: 'bob', source: 'card' });
			assert.match((await locked(asked)).outcome, /^同意 Approve · .+ · \d{4}-\d{2}-\d{2}/);
			assert.deepEqual(await client.executionIds(ROUTE_TRIGGER), []);
		});
		await report.check('who is not named is told so alone, and the card stays open', async () => {
			const asked = await ask('card-route');
			await press(asked, 'zhangwei', 'approve');
			assert.match(hintOf(asked, 'zhangwei'), /不在可决定的人员之列/);
			assert.equal(cardOf(asked).params.isOpen, 'true');
			await stays(asked);
			await press(asked, 'lina', 'decline');
			assert.equal((await dataOf(asked)).approved, false);
		});
		await report.check('two people at once: one decides', async () => {
			const asked = await ask('card-route');
			await Promise.all([press(asked, 'lina', 'approve'), press(asked, 'bob', 'decline')]);
			const { approved } = await dataOf(asked);
			assert.match((await locked(asked)).outcome, approved === true ? /^同意 Approve/ : /^拒绝/);
		});
		await report.check(
			'a template without a ticket: a failed execution tells what it lacks',
			async () => {
				const asked = await ask('card-no-ticket');
				const run = await client.nextRun(ROUTE_TRIGGER, () => {
					void press(asked, 'lina', 'agree');
				});
				assert.equal(run.status, 'error');
				assert.match(JSON.stringify(run.error), /came without its ticket/);
				await until('the presser is told', () => /ticket/.test(hintOf(asked, 'lina')));
				await stays(asked);
			},
		);
	} finally {
		await client.deactivate(ROUTE_TRIGGER);
		await sandbox.control.setHttpCallback({ clientId });
	}
}
