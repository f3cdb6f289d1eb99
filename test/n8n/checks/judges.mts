import assert from 'node:assert/strict';
import { compareBytes, sha256 } from '../../../harness/transcript.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { assertStored, isIn, kindsIn, ownFile, type Judge } from './judging.mts';
import { APPROVAL_JUDGES } from './approvalJudges.mts';
import { DOCUMENT_JUDGES } from './documentJudges.mts';
import { PUSH_JUDGES } from './pushJudges.mts';
import { TABLE_JUDGES } from './tableJudges.mts';
import { TIME_JUDGES } from './timeJudges.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const OPS = 'cidOpsAlerts000000001==';
const ON_CALL_MOBILE = '13800000004';

/** What must be true of each example after its run. */
export const JUDGES: Record<string, Record<string, Judge>> = {
	...APPROVAL_JUDGES,
	...DOCUMENT_JUDGES,
	...PUSH_JUDGES,
	...TABLE_JUDGES,
	...TIME_JUDGES,
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
	'group-robot': {
		'whoever is on call has three DINGs, of which the first is taken back': (_, { messages }) => {
			const dings = messages.filter(({ via }) => via === 'ding');
			assert.deepEqual(
				dings.map(({ target, content, recalled }) => [target.userIds, content.remind, recalled]),
				[
					[['oncall'], 'app', true],
					[['oncall'], 'sms', false],
					[['oncall'], 'call', false],
				],
			);
		},
		'the group has the six messages, and two of them mention the person on call': (
			_,
			{ messages },
		) => {
			const posted = messages.filter(({ via }) => via === 'webhook');
			assert.deepEqual(
				posted.map(({ kind }) => kind),
				['text', 'link', 'markdown', 'actionCard', 'actionCard', 'feedCard'],
			);
			assert.ok(posted.every(({ target }) => isIn(target, OPS)));
			assert.deepEqual(
				posted.map(({ mentions }) => mentions.mobiles.join()),
				[ON_CALL_MOBILE, '', ON_CALL_MOBILE, '', '', ''],
			);
			assert.deepEqual(
				posted.map(({ content }) => content.buttons?.length),
				[undefined, undefined, undefined, 1, 2, undefined],
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
	'on-call': {
		'the group has the alert, then the runbook': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, OPS), ['markdown', 'file']);
			assert.match(messages[0].content.text ?? '', /HighErrorRate[^]*SlowAnswers/);
		},
		'the person on call is mentioned': (_, { messages }) => {
			assert.deepEqual(messages[0]?.mentions.mobiles, [ON_CALL_MOBILE]);
		},
		'the runbook has its name and its bytes': async (_, { messages }, bench) => {
			const file = messages.find(({ kind }) => kind === 'file');
			assert.equal(file?.content.fileName, 'checkout-runbook.pdf');
			await assertStored(bench, file?.content.mediaId, 'checkout-runbook.pdf');
		},
		'each person on call has a message of their own, with the way to the dashboard': (
			run,
			{ messages },
		) => {
			const card = messages.find(({ via }) => via === 'robot-oto');
			assert.deepEqual(card?.target.userIds, ['oncall', 'lina']);
			assert.equal(card.kind, 'actionCard');
			assert.match(card.content.text ?? '', /\*\*2\*\* alerts for \*\*checkout\*\*/);
			assert.equal(card.content.buttons?.[0].url, 'https://example.com/monitoring/checkout');
			const { accepted, invalid } = itemsOf(run, 'Reach the people on call')[0].json;
			assert.deepEqual([accepted, invalid], [['oncall', 'lina'], []]);
		},
	},
	'meeting-finder': {
		'an hour within working hours is found': (run) => {
			const { found, start, end, slots } = itemsOf(run, 'Find a slot')[0].json;
			assert.equal(found, true);
			assert.ok(Array.isArray(slots) && slots.length <= 3);
			assert.equal(Date.parse(String(end)) - Date.parse(String(start)), 3_600_000);
			assert.match(String(start), /T(09|10|11|13|14|15|16|17):[0-5]\d:00\+08:00$/);
		},
		'it is in the calendars of all four, and the room is booked': (run, _, { sandbox }) => {
			const { eventId, start, end, rooms, failed } = itemsOf(run, 'Create the event')[0].json;
			assert.deepEqual(failed, []);
			assert.equal((rooms as unknown[]).length, 1);
			for (const userId of ['zhangwei', 'lina', 'wangfang', 'alice']) {
				const from = Date.parse(String(start));
				const agenda = sandbox.control.agenda(userId, from, Date.parse(String(end)));
				assert.deepEqual(
					agenda.map((item) => item.eventId),
					[eventId],
					userId,
				);
			}
		},
		'the group hears when, where and who': (_, { messages }) => {
			assert.deepEqual(kindsIn(messages, PHOENIX), ['markdown']);
			assert.match(messages[0].content.text ?? '', /发布评审[^]*10F Plum 梅[^]*李娜/);
		},
	},
	'daily-report': {
		'the heads have the numbers as an OA message': (_, { messages }) => {
			const report = messages.find(({ kind }) => kind === 'oa');
			assert.deepEqual(report?.target.userIds, ['zhangwei', 'lina']);
			assert.equal(report.via, 'work-notification');
			const text = JSON.stringify(report.content);
			for (const part of ['2,659', '¥220,355', '32 (1.2 %)', '华东 East']) {
				assert.ok(text.includes(part), `${part} is missing in ${text}`);
			}
		},
		'the department, with all below it, has the regions': (_, { messages }) => {
			const report = messages.find(({ kind }) => kind === 'markdown');
			const reached = [...(report?.target.userIds ?? [])].sort();
			assert.deepEqual(reached, ['alice', 'lina', 'wangfang']);
			assert.match(report?.content.text ?? '', /华东 East[^]*华南 South[^]*海外 Overseas/);
		},
		'the result names every person once per notification': (run) => {
			const rows = itemsOf(run, 'Who has got it').map(({ json }) => json);
			const names = rows.map(({ userId }) => userId).sort();
			assert.deepEqual(names, ['alice', 'lina', 'lina', 'wangfang', 'zhangwei']);
			assert.ok(rows.every(({ status }) => status === 'unread'));
		},
	},
};
