import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { postApi, postOapi, postUpload, refusal, refusedInput } from '../../../helpers/calls.mts';
import { API, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const group = {
	resource: 'message',
	operation: 'send',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
	messageType: 'text',
};
const GROUP_PATH = '/v1.0/robot/groupMessages/send';
const run = async (parameters: object) =>
	await runDingTalk({
		parameters: { ...group, ...parameters } as INode['parameters'],
		credentials: appCredential({ agentId: '1001' }),
	});

/** Collects the fields of what is sent. */
function collect(path: string, times: number): Array<Record<string, string>> {
	const sent: Array<Record<string, string>> = [];
	let count = 0;
	nock(API)
		.post(path, (body) => sent.push(JSON.parse(body.msgParam)) > 0)
		.times(times)
		.reply(200, () => ({ processQueryKey: `k${++count}` }));
	return sent;
}

test('fails by default, and names the option', async () => {
	const { message, description } = await refusedInput({
		parameters: { ...group, text: 'x'.repeat(16_000) } as INode['parameters'],
	});
	expect(message).toMatch(/'Message' is 16,014 bytes long; the limit is 15,000 bytes/);
	expect(description).toMatch(/'Options > Long Text'/);
});

test('refuses what is no choice of Long Text', async () => {
	const { message, description } = await refusedInput({
		parameters: { ...group, text: 'x', options: { longText: 'Split' } } as INode['parameters'],
	});
	expect(message).toBe("'Long Text' is 'Split', which is no option of it");
	expect(description).toBe('Choose one of: fail, file, split');
});

test('splits text into numbered parts, in order', async () => {
	const sent = collect(GROUP_PATH, 3);
	const text = Array.from({ length: 400 }, (_, index) => `Line ${index} ${'y'.repeat(90)}`).join(
		'\n',
	);
	const { items } = await run({ text, options: { longText: 'split', numberParts: true } });
	expect(items[0].json).toEqual({
		processQueryKey: 'k1',
		processQueryKeys: ['k1', 'k2', 'k3'],
		parts: 3,
		openConversationId: 'cidGroup==',
	});
	const parts = sent.map(({ content }) => content);
	expect(parts.map((part) => part.split('\n')[0])).toEqual(['(1/3)', '(2/3)', '(3/3)']);
	expect(parts.map((part) => part.replace(/^.*\n/, '')).join('\n')).toBe(text);
	expect(
		parts.every((part) => Buffer.byteLength(JSON.stringify({ content: part })) <= 15_000),
	).toBe(true);
});

test('does not touch what fits', async () => {
	const sent = collect(GROUP_PATH, 1);
	await run({ text: 'short', options: { longText: 'split', numberParts: true } });
	expect(sent).toEqual([{ content: 'short' }]);
});

test('keeps code fences and tables of markdown whole, and the title on each part', async () => {
	const sent = collect(GROUP_PATH, 2);
	const fence = `\`\`\`\n${'code line\n'.repeat(900)}\`\`\``;
	const table = `| a | b |\n| --- | --- |\n${'| 1 | 2 |\n'.repeat(900)}`;
	await run({
		messageType: 'markdown',
		title: 'T',
		markdown: `${fence}\n\n${table}`,
		options: { longText: 'split' },
	});
	expect(sent.map(({ title }) => title)).toEqual(['T', 'T']);
	expect(sent[0].text).toBe(fence);
	expect(sent[1].text.startsWith('| a | b |')).toBe(true);
});

test('says how much arrived when a later part is refused', async () => {
	postApi(GROUP_PATH, undefined, { processQueryKey: 'k1' });
	postApi(GROUP_PATH, undefined, refusal('contain.notAllowed.content'), 400);
	const { error } = await run({ text: 'word '.repeat(4000), options: { longText: 'split' } });
	expect(error?.message).toMatch(/^Part 2 of 2 was not sent, the parts before were: /);
});

test('sends the parts to people, and the second only to those who got the first', async () => {
	const bodies: Array<{ userIds: string[] }> = [];
	nock(API)
		.post('/v1.0/robot/oToMessages/batchSend', (body) => bodies.push(body) > 0)
		.times(2)
		.reply(200, () => ({ processQueryKey: `k${bodies.length}`, invalidStaffIdList: ['u2'] }));
	const { items } = await run({
		target: 'people',
		people: { list: [{ ids: 'u1,u2' }] },
		text: 'word '.repeat(4000),
		options: { longText: 'split' },
	});
	expect(bodies.map(({ userIds }) => userIds)).toEqual([['u1', 'u2'], ['u1']]);
	expect(items[0].json).toMatchObject({
		parts: 2,
		processQueryKeys: ['k1', 'k2'],
		accepted: ['u1'],
		invalid: ['u2'],
		recipients: [{ userId: 'u1', processQueryKeys: ['k1', 'k2'] }, { userId: 'u2' }],
	});
});

test('sends a long text as a zip archive that holds it', async () => {
	let upload = '';
	postUpload('file', '@lADPzip', (body) => (upload = Buffer.from(body, 'hex').toString('utf8')));
	const sent = collect(GROUP_PATH, 1);
	const markdown = `# Report\n\n${'word '.repeat(4000)}`;
	const { items } = await run({
		messageType: 'markdown',
		title: 'Weekly/report',
		markdown,
		options: { longText: 'file' },
	});
	expect(items[0].json).toMatchObject({ processQueryKey: 'k1', mediaId: '@lADPzip' });
	expect(sent).toEqual([{ mediaId: '@lADPzip', fileName: 'Weekly-report.zip', fileType: 'zip' }]);
	expect(upload).toMatch(/filename="Weekly-report.zip"\r\nContent-Type: application\/zip/i);
	expect(upload).toContain('message.md');
	expect(upload).toContain(markdown);
});

test('sends a long work notification as a file, under the name of the options', async () => {
	postUpload('file', '@lADPzip');
	postOapi(
		'/topapi/message/corpconversation/asyncsend_v2',
		{ agent_id: 1001, userid_list: 'u1', msg: { msgtype: 'file', file: { media_id: '@lADPzip' } } },
		{ errcode: 0, task_id: 1 },
	);
	const { error } = await run({
		target: 'workNotification',
		recipientsBy: 'people',
		people: { list: [{ ids: 'u1' }] },
		text: 'x'.repeat(3000),
		options: { longText: 'file', fileName: 'Log' },
	});
	expect(error).toBeUndefined();
});

test('splits work notifications by their smaller limit', async () => {
	const sent: string[] = [];
	nock('https://oapi.dingtalk.com')
		.post(
			'/topapi/message/corpconversation/asyncsend_v2',
			(body) => sent.push(body.msg.text.content) > 0,
		)
		.query(true)
		.times(2)
		.reply(200, () => ({ errcode: 0, task_id: sent.length }));
	const { items } = await run({
		target: 'workNotification',
		recipientsBy: 'people',
		people: { list: [{ ids: 'u1' }] },
		text: 'word '.repeat(700),
		options: { longText: 'split' },
	});
	expect(items[0].json).toMatchObject({ parts: 2, taskIds: ['1', '2'], queued: ['u1'] });
	expect(sent.join(' ').split(/\s+/).filter(Boolean)).toHaveLength(700);
});

test('refuses to split for a conversation ID that works once', async () => {
	const { message } = await refusedInput({
		parameters: {
			...group,
			target: 'legacyConversation',
			cid: 'c1',
			senderUserId: { __rl: true, mode: 'id', value: 'u1' },
			text: 'word '.repeat(700),
			options: { longText: 'split' },
		} as INode['parameters'],
	});
	expect(message).toBe(
		"'Message' would be split into 2 parts, and this conversation ID works for one message only",
	);
});

test('appends a link to the workflow where there is a text, and only when asked', async () => {
	const options = { appendWorkflowLink: true };
	const link = 'http://localhost:5678/workflow/test';
	const sent = collect(GROUP_PATH, 3);
	await run({ text: 'Hello', options });
	await run({ messageType: 'markdown', title: 'T', markdown: 'Hello', options });
	await run({
		messageType: 'link',
		title: 'T',
		linkText: 'Hello',
		messageUrl: 'https://x.io',
		options,
	});
	expect(sent[0]).toEqual({ content: `Hello\n\nSent by this n8n workflow: ${link}` });
	expect(sent[1]).toEqual({ title: 'T', text: `Hello\n\n[Sent by this n8n workflow](${link})` });
	expect(sent[2].text).toBe('Hello');
});

test('an empty text stays empty, whatever is appended', async () => {
	const { message } = await refusedInput({
		parameters: {
			...group,
			text: ' ',
			options: { appendWorkflowLink: true },
		} as INode['parameters'],
	});
	expect(message).toBe("'Text' is empty");
});
