import assert from 'node:assert/strict';
import { toolOutputs, type ChatModel } from '../../../harness/n8n/chatModel.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { until } from '../../../harness/n8n/until.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { OPS, PUBLISHED, REVIEWED_TEXT, reviewTurns } from './sendAndWaitWorkflows.mts';
import { answer, asker, linksIn, request } from './waitAsked.mts';
import { checkWaitPages } from './waitPages.mts';

/** What looks at links before people do; none of them may decide. */
const VISITORS: Record<string, Record<string, string>> = {
	'DingTalk’s link preview': {
		'user-agent': 'DingTalkBot-LinkService/1.0 (+https://www.dingtalk.com)',
	},
	'Microsoft’s preview': {
		'user-agent': 'Mozilla/5.0 SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
	},
	'Slack’s preview': { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
	'WeChat’s preview': { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0 (Prefetch)' },
	'a mail scanner': { 'user-agent': 'Mozilla/5.0 (compatible; BarracudaCentral/1.0)' },
	'a search engine': { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0)' },
	'a browser that fetches ahead': {
		'user-agent': 'Mozilla/5.0 Chrome/140.0',
		'sec-purpose': 'prefetch;prerender',
		purpose: 'prefetch',
	},
	'nobody in particular': { 'user-agent': '' },
};

/** Message > Send and Wait for Response, by links. */
export async function checkSendAndWait(
	report: Report,
	bench: Bench,
	model: ChatModel,
): Promise<void> {
	console.log('\nSend and Wait for Response, by link');
	const { sandbox } = bench;
	const { client } = bench.session;

	const { ask, untilWaiting, stays, dataOf } = asker(bench);

	await report.check(
		'approved by somebody: the output says it, when, and by whose link',
		async () => {
			const asked = await ask('approval');
			assert.deepEqual(
				asked.messages.map(({ target }) => target.userIds),
				[['lina'], ['bob']],
			);
			const reply = await answer(asked.link(1, 1));
			assert.equal(reply.status, 200);
			assert.match(reply.text, /recorded/);
			const { approved, respondedAt, responder } = await dataOf(asked);
			assert.equal(approved, true);
			assert.ok(Math.abs(Date.parse(String(respondedAt)) - Date.now()) < 60_000);
			assert.deepEqual(responder, { id: 'bob', source: 'link' });
		},
	);
	await report.check('declined', async () => {
		const asked = await ask('approval');
		await answer(asked.link(0));
		assert.equal((await dataOf(asked)).approved, false);
	});
	await report.check('in a group: one message, one button, nobody’s name', async () => {
		const asked = await ask('group');
		assert.deepEqual(
			asked.messages.map(({ target }) => target.openConversationId),
			[OPS],
		);
		await answer(asked.link(0));
		const { approved, responder } = await dataOf(asked);
		assert.deepEqual([approved, responder], [true, undefined]);
	});
	await report.check('a text', async () => {
		const asked = await ask('text');
		const empty = await answer(asked.link(0), [['field-0', ' ']]);
		assert.equal(empty.status, 422);
		await stays(asked);
		await answer(asked.link(0), [['field-0', 'Später, 好的 <b>']]);
		assert.equal((await dataOf(asked)).text, 'Später, 好的 <b>');
	});
	await report.check('a form; what is wrong in it is said, and nothing is lost', async () => {
		const asked = await ask('form');
		const filled: Array<[string, string]> = [
			['field-0', 'because "it" <burns>'],
			['field-1', 'much'],
			['field-2', '<Hangzhou>'],
			['field-2', 'Beijing'],
			['field-3', 'forged'],
		];
		const refused = await answer(asked.link(0), filled);
		assert.equal(refused.status, 422);
		assert.match(refused.text, /give a number/);
		assert.match(refused.text, /because &#34;it&#34; &#60;burns&#62;/);
		await stays(asked);
		await answer(
			asked.link(0),
			filled.map(([name, value]) => [name, name === 'field-1' ? '12.5' : value]),
		);
		const { respondedAt: _at, responder: _by, ...data } = await dataOf(asked);
		assert.deepEqual(data, {
			why: 'because "it" <burns>',
			Amount: 12.5,
			Where: ['<Hangzhou>', 'Beijing'],
			ticket: 'T-42',
		});
	});

	const asked = await ask('approval');
	for (const [who, headers] of Object.entries(VISITORS)) {
		await report.check(`shown a page only: ${who}`, async () => {
			for (const button of [0, 1]) {
				const { status, text } = await request(asked.link(button), { headers });
				assert.equal(status, 200);
				assert.match(text, /<form method="post">/);
			}
			await stays(asked);
		});
	}
	await report.check(
		'shown a page only: HEAD, GET twice, a POST without the page’s form',
		async () => {
			const head = await request(asked.link(1), { method: 'HEAD' });
			assert.deepEqual([head.status, head.text], [200, '']);
			await request(asked.link(1));
			await request(asked.link(1));
			for (const body of [undefined, '', '{}', 'answer=no']) {
				await request(asked.link(1), { method: 'POST', body });
			}
			await stays(asked);
		},
	);
	await report.check('pages are strict, escaped, and in the reader’s language', async () => {
		const read = async (language: string) =>
			await request(asked.link(0), { headers: { 'accept-language': language } });
		const { text, headers } = await read('zh-CN,zh;q=0.9,en;q=0.8');
		assert.match(text, /需要您的答复/);
		assert.match((await read('de, en;q=0.5')).text, /Your answer is needed/);
		assert.match(text, /&#60;script&#62;/);
		assert.match(text, /<button class="decline">拒绝 &#60;b&#62;<\/button>/);
		assert.doesNotMatch(text, /<script|<b>|<link|src=/);
		assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
		assert.match(headers.get('content-security-policy') ?? '', /sandbox allow-forms/);
		assert.equal(headers.get('referrer-policy'), 'no-referrer');
		assert.equal(headers.get('cache-control'), 'no-store');
		assert.match(headers.get('x-robots-tag') ?? '', /noindex/);
	});
	await report.check('a link that was changed in anything is refused', async () => {
		const other = await ask('approval');
		const url = asked.link(0);
		const forged = [
			url.replace('approved=false', 'approved=true'),
			url.replace(/to=\d/, 'to=1'),
			url.replace(/wait=[^&]+/, 'wait=x'),
			url.replace(/signature=(.)/, (_, first) => `signature=${first === '0' ? '1' : '0'}`),
			url.replace(/&?signature=[^&]+/, ''),
			// Copied into another execution that waits.
			url.replace(`/${asked.executionId}/`, `/${other.executionId}/`),
		];
		assert.equal(new Set([url, ...forged]).size, 7);
		for (const one of forged) {
			assert.equal((await answer(one)).status, 401, one);
			assert.equal((await request(one)).status, 401, one);
		}
		await stays(asked);
		await stays(other);
	});
	await report.check('of two answers at once one counts, and the other is told', async () => {
		const replies = await Promise.all([answer(asked.link(1, 0)), answer(asked.link(0, 1))]);
		const [won, lost] = replies.sort((a, b) => a.status - b.status);
		assert.equal(won.status, 200);
		assert.equal(lost.status, 409);
		const { approved, responder } = await dataOf(asked);
		const { id } = responder as { id: string };
		assert.match(won.text, approved === true ? /同意 Approve/ : /拒绝/);
		assert.match(lost.text, /already/);
		assert.match(lost.text, new RegExp(`By the link of ${id}`));
		assert.match(lost.text, approved === true ? /同意 Approve/ : /拒绝/);
	});
	await report.check('after the end n8n says that nothing is left to do', async () => {
		const late = await answer(asked.link(0));
		assert.equal(late.status, 200);
		assert.match(late.text, /No action required/);
		assert.match((await request(asked.link(0))).text, /No action required/);
	});
	await report.check('a link of an earlier round of a loop answers nothing', async () => {
		const first = await ask('loop');
		const effectsOf = watch(sandbox);
		await answer(first.link(1));
		await until('it is asked again', () => effectsOf().messages.length === 2);
		await untilWaiting(first.executionId);
		const old = await answer(first.link(1));
		assert.equal(old.status, 409);
		assert.match(old.text, /already[^]*By the link of lina/);
		await stays(first);
		await answer(linksIn(effectsOf().messages)(0));
		assert.deepEqual(
			itemsOf(await client.waitForRun(first.executionId), 'Step').map(
				({ json }) => (json.data as { approved: boolean }).approved,
			),
			[true, false],
		);
	});
	await report.check(
		'over its time: nobody can answer, and the input goes on unchanged',
		async () => {
			const limited = await ask('limit');
			await new Promise((done) => setTimeout(done, 3_100));
			const late = await answer(limited.link(1));
			// n8n looks for waits that are over once a minute, and may have looked just now.
			if (late.status !== 200) {
				assert.equal(late.status, 410);
				assert.match(late.text, /time for an answer is over/);
			}
			const run = await client.waitForRun(limited.executionId);
			assert.deepEqual(
				itemsOf(run, 'Step').map(({ json }) => json),
				[{}],
			);
			assert.match((await request(limited.link(1))).text, /No action required/);
		},
	);
	await report.check(
		'a workflow that is not published any more takes the answer to what it asked while it was',
		async () => {
			const effectsOf = watch(sandbox);
			await client.activate(PUBLISHED);
			await fetch(`${bench.session.server.url}/webhook/${PUBLISHED}`, { method: 'POST' });
			await until('it asks', () => effectsOf().messages.length === 2);
			const [executionId] = await client.executionIds(PUBLISHED);
			await untilWaiting(executionId);
			await client.deactivate(PUBLISHED);
			const { messages } = effectsOf();
			await answer(linksIn(messages)(1));
			const asked = { executionId, messages, link: linksIn(messages) };
			assert.equal((await dataOf(asked)).approved, true);
		},
	);
	await report.check('a deleted workflow takes none', async () => {
		const gone = await ask('deleted');
		await client.remove('check-wait-deleted');
		const reply = await answer(gone.link(1));
		assert.ok(reply.status >= 400, `${reply.status}`);
	});
	await checkWaitPages(report, bench);
	await checkReview();

	/** n8n derives a tool from the operation, which lets people review what an agent is about to do. */
	async function checkReview(): Promise<void> {
		await report.check('n8n makes a human review tool of it', async () => {
			const names = (await client.nodeTypes()).map(({ name }) => name);
			assert.ok(names.includes('n8n-nodes-dingtalk-suite.dingTalkHitlTool'));
		});
		await report.check('approved, the agent’s tool runs', async () => {
			model.play(reviewTurns());
			const review = await ask('review');
			assert.equal(review.messages.length, 1);
			assert.match(JSON.stringify(review.messages[0].content), /Run Send.in.DingTalk with/);
			const effectsOf = watch(sandbox);
			await answer(review.link(1));
			const run = await client.waitForRun(review.executionId);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.deepEqual(
				effectsOf().messages.map(({ content }) => content.text),
				[REVIEWED_TEXT],
			);
		});
		await report.check('declined, it does not, and the agent is told', async () => {
			model.play(reviewTurns());
			const review = await ask('review');
			const effectsOf = watch(sandbox);
			await answer(review.link(0));
			const run = await client.waitForRun(review.executionId);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.deepEqual(effectsOf().messages, []);
			const [said] = toolOutputs(model.requests().at(-1)?.messages ?? []);
			assert.match(said, /rejected/i);
		});
	}
}
