import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runExample } from '../../../examples/demo/session.mts';
import {
	compareBytes,
	describeError,
	sha256,
	watch,
	type Effects,
} from '../../../examples/demo/transcript.mts';
import type { Workflow } from '../../../examples/demo/workflows.mts';
import type { Message } from '../../../sandbox/state/types.mts';
import { EXAMPLES_DIR } from '../harness/paths.mts';
import { itemsOf, type RunResult } from '../harness/runData.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const OPS = 'cidOpsAlerts000000001==';
const ON_CALL_MOBILE = '13800000004';

type Judge = (run: RunResult, effects: Effects, bench: Bench) => Promise<void> | void;

const JUDGES: Record<string, Record<string, Judge>> = {
	collaborate: {
		'the group has the message, the task and the file, in this order': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, OPS), ['markdown', 'markdown', 'file']);
		},
		'the task mentions Lina, in the text too': (_, { messages }) => {
			const task = messages.find(({ via }) => via === 'webhook');
			assert.deepEqual(task?.mentions.userIds, ['lina']);
			assert.match(task?.content.text ?? '', /@lina/);
		},
		'Chinese and emoji arrive as they were': (_, { messages }) => {
			assert.equal(messages[0]?.content.title, '🚀 Release 2.4 tonight 今晚发布');
		},
		'the PDF has its name and its bytes': async (_, { messages }, bench) => {
			const file = messages.find(({ kind }) => kind === 'file');
			assert.equal(file?.content.fileName, 'release-minutes.pdf');
			await assertStored(bench, file?.content.mediaId, 'release-minutes.pdf');
		},
	},
	'share-file': {
		'a picture and two files are in the group': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, PHOENIX).sort(), ['file', 'file', 'image']);
		},
		'bytes are equal before, at DingTalk and after': async (run, _, { sandbox }) => {
			const files = await compareBytes(run, sandbox.apiUrl);
			assert.deepEqual(files.map(({ fileName, isSame }) => [fileName, isSame]).sort(), [
				['open-bugs.png', true],
				['release-checklist.zip', true],
				['release-minutes.pdf', true],
			]);
		},
		'n8n holds the bytes of the project’s own files': async (run, _, { session }) => {
			for (const { binary } of itemsOf(run, 'Download')) {
				assert.ok(binary?.data);
				const name = binary.data.fileName ?? '';
				const bytes = await session.client.bytesOf(binary.data);
				if (!name.endsWith('.zip')) assert.equal(sha256(bytes), sha256(await ownFile(name)));
			}
		},
		'three uploads, nothing uploaded twice': (_, { calls }) => {
			assert.equal(calls.filter(({ path }) => path === '/media/upload').length, 3);
		},
	},
	schedule: {
		'the new record is found among the open ones': (run) => {
			const made = itemsOf(run, 'Add work record')[0].json.recordId;
			const open = itemsOf(run, 'Open ones of the last day').map(({ json }) => json.recordId);
			assert.ok(open.includes(made), JSON.stringify(open));
		},
		'it is done afterwards, and none is left': (run, { state }) => {
			const made = itemsOf(run, 'Add work record')[0].json.recordId;
			const record = state.workRecords.find(({ recordId }) => recordId === made);
			assert.equal(record?.status, 'done');
			assert.equal(record?.userId, 'zhangwei');
			const done = itemsOf(run, 'Done ones of the last day').map(({ json }) => json.recordId);
			assert.ok(done.includes(made), JSON.stringify(done));
			assert.equal(itemsOf(run, 'How many are left')[0].json.openCount, 0);
		},
	},
	'group-push': {
		'the app’s robot posts text, picture, link and card': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, PHOENIX), ['text', 'image', 'link', 'actionCard']);
		},
		'the card has its two buttons side by side': (_, { messages }) => {
			const card = messages.find(
				({ kind, target }) => kind === 'actionCard' && isIn(target, PHOENIX),
			);
			assert.equal(card?.content.buttons?.length, 2);
			assert.equal(card?.content.layout, 'horizontal');
		},
		'the group robot posts a feed card and three cards': (_, { messages }) => {
			const kinds = ['feedCard', 'actionCard', 'actionCard', 'actionCard'];
			assert.deepEqual(kindsIn(messages, OPS), kinds);
			const cards = messages.filter(({ via, kind }) => via === 'webhook' && kind === 'actionCard');
			assert.deepEqual(
				cards.map(({ content }) => content.title),
				['Check the rollback plan', 'Switch 10 % of the traffic 🚦', 'Tell customers, "all done"'],
			);
		},
		'no call is refused': (_, { calls }) => {
			assert.deepEqual(
				calls.filter(({ refused }) => refused),
				[],
			);
		},
	},
	alert: {
		'one message, with both alerts in it': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, OPS), ['markdown']);
			assert.match(messages[0].content.text ?? '', /HighErrorRate[^]*SlowAnswers/);
			assert.match(messages[0].content.text ?? '', /7\.2% 的订单失败/);
		},
		'the person on call is mentioned, in the text too': (_, { messages }) => {
			assert.deepEqual(messages[0]?.mentions.mobiles, [ON_CALL_MOBILE]);
			assert.match(messages[0].content.text ?? '', new RegExp(`@${ON_CALL_MOBILE}`));
		},
	},
};

/** Runs every example once in n8n's server and judges what the sandbox has afterwards. */
export async function checkExamples(report: Report, bench: Bench): Promise<void> {
	const payload = (await ownFile('alert-payload.json')).toString('utf8');
	for (const example of bench.session.examples) {
		console.log(`\n${example.workflow.name}`);
		const effectsOf = watch(bench.sandbox);
		let run: RunResult | undefined;
		await report.check('runs to its end', async () => {
			run = await runExample(bench.session, example, payload);
			assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
			const ran = new Set(run.nodes.map(({ name }) => name));
			const undone = example.steps.filter(({ name }) => !ran.has(name)).map(({ name }) => name);
			assert.deepEqual(undone, [], 'every DingTalk step has run');
		});
		const effects = effectsOf();
		await report.check('carries the project’s own files', async () => {
			for (const { fileName, base64 } of carriedFiles(example.workflow)) {
				assert.equal(base64, (await ownFile(fileName)).toString('base64'), fileName);
			}
		});
		for (const [name, judge] of Object.entries(JUDGES[example.slug])) {
			await report.check(name, async () => {
				assert.ok(run, 'the workflow did not run');
				await judge(run, effects, bench);
			});
		}
	}
}

/** The files that a workflow's "Edit Fields" nodes hold as base64. */
function carriedFiles({ nodes }: Workflow): Array<{ fileName: string; base64: string }> {
	return nodes
		.filter(({ parameters }) => parameters.mode === 'raw')
		.flatMap(({ parameters }) => {
			const content = JSON.parse(String(parameters.jsonOutput));
			return content.files ?? [content];
		});
}

function isIn(target: Message['target'], openConversationId: string): boolean {
	return target.openConversationId === openConversationId;
}

function kindsIn(messages: Message[], openConversationId: string): string[] {
	return messages.filter(({ target }) => isIn(target, openConversationId)).map(({ kind }) => kind);
}

async function ownFile(name: string): Promise<Buffer> {
	return await readFile(join(EXAMPLES_DIR, 'files', name));
}

async function assertStored({ sandbox }: Bench, mediaId: string | undefined, name: string) {
	assert.ok(mediaId, 'the message names no media id');
	const url = `${sandbox.apiUrl}/_sandbox/media/${encodeURIComponent(mediaId)}`;
	const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
	assert.equal(sha256(bytes), sha256(await ownFile(name)));
}
