import assert from 'node:assert/strict';
import { until } from '../../../harness/n8n/until.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { PRESS_TRIGGER } from './sendAndWaitWorkflows.mts';
import { answer, linksIn, type Asked } from './waitAsked.mts';
import { cardAsker } from './waitPressed.mts';

/** n8n looks for waits that are over once a minute, and wakes those of the next minute at their time. */
const ROUND_MS = 90_000;

/** Send and Wait for Response with reminders, in the loop that leads back to it. */
export async function checkWaitReminders(report: Report, bench: Bench): Promise<void> {
	console.log('\nSend and Wait for Response, with reminders');
	const { sandbox, session } = bench;
	const { client } = session;
	const { ask, cardOf, lastDataOf, press, untilWaiting } = cardAsker(bench);

	/** Asks, and lists whom the messages since then went to, with their first line. */
	const askAndWatch = async (slug: string) => {
		const effectsOf = watch(sandbox);
		const asked = await ask(slug);
		const since = () =>
			effectsOf()
				.messages.slice(asked.messages.length)
				.map(({ target, content }) => [
					target.userIds?.join(),
					/⏰ (\w+ reminder)/.exec(content.text ?? '')?.[1] ?? 'card',
				]);
		return { asked, since, messages: () => effectsOf().messages };
	};
	const comes = async (what: string, since: () => unknown[], count: number) =>
		await until(what, () => since().length >= count, { limitMs: ROUND_MS });
	const linked = ({ asked, messages }: Awaited<ReturnType<typeof askAndWatch>>): Asked => ({
		...asked,
		link: linksIn(messages()),
	});

	await report.check(
		'reminded over a restart of n8n, escalated, answered by the link of somebody who came later',
		async () => {
			const question = await askAndWatch('reminders');
			const { asked, since } = question;
			await session.server.stop();
			await session.restart();
			await comes('both are asked', since, 2);
			await untilWaiting(asked.executionId);
			const sent = since();
			assert.deepEqual(sent.slice(-2).sort(), [
				['bob', 'Second reminder'],
				['lina', 'Second reminder'],
			]);
			// n8n may have been away while the first was due: then one message stands for both.
			assert.ok(sent.length <= 3, JSON.stringify(sent));
			const bob = question.messages().findIndex(({ target }) => target.userIds?.[0] === 'bob');
			const reply = await answer(linked(question).link(1, bob));
			assert.equal(reply.status, 200, reply.text);
			const data = await lastDataOf(asked);
			assert.deepEqual(
				[data.approved, data.timedOut, data.responder],
				[true, false, { id: 'bob', source: 'link' }],
			);
		},
	);
	await client.activate(PRESS_TRIGGER);
	try {
		await report.check(
			'nobody answers: reminders, the card for one more, then it says that the time is over',
			async () => {
				const { asked, since } = await askAndWatch('reminders-limit');
				await until('the card says so', () => cardOf(asked).params.isOpen === 'false', {
					limitMs: 4 * ROUND_MS,
				});
				assert.match(cardOf(asked).params.outcome, /^已过期/);
				const last = await lastDataOf(asked);
				assert.deepEqual([last.approved, last.timedOut, last.reminders], [null, true, 2]);
				assert.deepEqual(
					cardOf(asked).places.map(({ spaceId }) => spaceId),
					['lina', 'bob'],
				);
				assert.ok(since().some(([to, text]) => to === 'lina' && text === 'Second reminder'));
			},
		);
		await report.check('pressed after a reminder by somebody who was asked first', async () => {
			const { asked, since } = await askAndWatch('reminders-card');
			await until('bob has the card', () => since().some(([to]) => to === 'bob'), {
				limitMs: ROUND_MS,
			});
			await untilWaiting(asked.executionId);
			await press(asked, 'lina', 'approve');
			const data = await lastDataOf(asked);
			assert.deepEqual(
				[data.approved, data.timedOut, data.responder],
				[true, false, { id: 'lina', source: 'card' }],
			);
		});
	} finally {
		await client.deactivate(PRESS_TRIGGER);
	}
}
