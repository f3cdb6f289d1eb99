/** Markdown and cards to each target: adapted, titled, cut into parts. */
import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { jsonBytes } from '../../../../nodes/shared/messages/checks';
import { postUpload, refusedInput } from '../../../helpers/calls.mts';
import { API, OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

const person = { __rl: true, mode: 'id', value: 'u1' };
const message = {
	conversationId: 'cidGroup==',
	conversationType: '2',
	senderStaffId: 'u1',
	robotCode: 'dingrobot',
	sessionWebhook: `${OAPI}/robot/sendBySession?session=s1`,
	sessionWebhookExpiredTime: Date.now() + 3_600_000,
};
const byPeople = { people: { list: [{ ids: 'u1' }] } };

interface Target {
	parameters: object;
	host: string;
	path: string;
	answer: object;
	/** The message's own object. */
	partOf(body: Record<string, never>): Record<string, string>;
}
const template = (body: Record<string, never>) =>
	JSON.parse(body.msgParam) as Record<string, string>;
const msgOf = ({ msg }: Record<string, never>) => msg[(msg as { msgtype: string }).msgtype];
const robotBody = (body: Record<string, never>) => body[body.msgtype];
const TARGETS: Record<string, Target> = {
	people: {
		parameters: byPeople,
		host: API,
		path: '/v1.0/robot/oToMessages/batchSend',
		answer: { processQueryKey: 'k1' },
		partOf: template,
	},
	group: {
		parameters: { openConversationId: { ...person, value: 'cidGroup==' } },
		host: API,
		path: '/v1.0/robot/groupMessages/send',
		answer: { processQueryKey: 'k1' },
		partOf: template,
	},
	workNotification: {
		parameters: { recipientsBy: 'people', ...byPeople, options: { agentId: '1001' } },
		host: OAPI,
		path: '/topapi/message/corpconversation/asyncsend_v2',
		answer: { errcode: 0, task_id: 1 },
		partOf: msgOf,
	},
	reply: {
		parameters: { replyTo: message },
		host: OAPI,
		path: '/robot/sendBySession',
		answer: { errcode: 0 },
		partOf: robotBody,
	},
	legacyConversation: {
		parameters: { cid: 'c1', senderUserId: person },
		host: OAPI,
		path: '/message/send_to_conversation',
		answer: { errcode: 0, receiver: 'u1' },
		partOf: msgOf,
	},
	legacyChat: {
		parameters: { chatId: 'chat1' },
		host: OAPI,
		path: '/chat/send',
		answer: { errcode: 0, messageId: 'm1' },
		partOf: msgOf,
	},
};

/** Sends to a target, and returns what was posted. */
async function sent(name: string, parameters: Record<string, unknown>, times = 1) {
	const target = TARGETS[name];
	const parts: Array<Record<string, string>> = [];
	nock(target.host)
		.post(target.path, (body) => parts.push(target.partOf(body as never)) > 0)
		.query(true)
		.times(times)
		.reply(200, target.answer);
	const own = (target.parameters as { options?: object }).options;
	const { error, items } = await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: name,
			...target.parameters,
			...parameters,
			options: { ...own, ...(parameters.options as object) },
		} as INode['parameters'],
	});
	expect(error).toBeUndefined();
	return { parts, items };
}

const KINDS = {
	markdown: { messageType: 'markdown' },
	actionCard: {
		messageType: 'actionCard',
		buttons: { button: [{ title: 'Go', url: 'https://x.io' }] },
	},
};
const MARKDOWN = '## Build 42\r\nfailed<br>at\u0000 noon\nby ~~Bob~~ Lina\n- [ ] mend it';
const ADAPTED = '## Build 42\nfailed  \nat noon  \nby ~Bob~ Lina  \n- ☐ mend it';
const cases = Object.keys(TARGETS).flatMap((target) =>
	Object.entries(KINDS).map(([kind, parameters]) => [kind, target, parameters] as const),
);

test.each(cases)(
	'%s to %s is written as DingTalk draws it, with a title of its own',
	async (_kind, target, parameters) => {
		const { parts } = await sent(target, { ...parameters, title: '', markdown: MARKDOWN });
		const [{ title, text, markdown }] = parts;
		expect({ title, text: text ?? markdown }).toEqual({ title: 'Build 42', text: ADAPTED });
	},
);

test.each(cases)(
	'%s to %s is sent as it is where that is wanted',
	async (_kind, target, parameters) => {
		const options = { adaptMarkdown: false };
		const given = { ...parameters, title: 'T', markdown: '<b>a</b>\nb', options };
		const [{ title, text, markdown }] = (await sent(target, given)).parts;
		expect({ title, text: text ?? markdown }).toEqual({ title: 'T', text: '<b>a</b>\nb' });
	},
);

test('the link to the workflow and mentions come behind what was adapted', async () => {
	const { parts } = await sent('reply', {
		...KINDS.markdown,
		markdown: 'a\nb',
		mentions: { userIds: 'lina' },
		options: { appendWorkflowLink: true },
	});
	expect(parts[0].text).toBe(
		'a  \nb\n\n@lina\n\n[Sent by this n8n workflow](http://localhost:5678/workflow/test)',
	);
});

test('the limit counts what is sent: lines that it makes longer are split', async () => {
	const markdown = Array.from({ length: 480 }, (_, index) => `${index} ${'x'.repeat(24)}`).join(
		'\n',
	);
	const options = { longText: 'split' };
	const plain = { ...KINDS.markdown, title: 'T', markdown };
	expect(jsonBytes(markdown)).toBeLessThan(14_900);
	expect((await sent('group', { ...plain, options: { adaptMarkdown: false } })).parts).toHaveLength(
		1,
	);
	const { parts } = await sent('group', { ...plain, options }, 2);
	for (const { text } of parts) expect(jsonBytes(text)).toBeLessThan(14_990);
	expect(
		parts
			.map(({ text }) => text)
			.join('\n')
			.replaceAll('  \n', '\n'),
	).toBe(markdown);
});

describe('a text that takes more parts than wanted', () => {
	const text = Array.from({ length: 700 }, (_, i) => `Line ${i} ${'y'.repeat(90)}`).join('\n');
	const split = { messageType: 'text', text };
	const refused = async (parameters: object) =>
		await refusedInput({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'group',
				...TARGETS.group.parameters,
				...parameters,
			} as INode['parameters'],
		});

	it('is refused before anything is sent', async () => {
		const { message: words, description } = await refused({
			...split,
			options: { longText: 'split', maxParts: 4 },
		});
		expect(words).toBe("'Message' takes at least 5 parts; the limit is 4");
		expect(description).toMatch(
			/raise 'Options > Maximum Parts', or let 'Options > Too Many Parts'/,
		);
	});

	it('is refused from 20 parts on, unless the options say otherwise', async () => {
		const { message: words } = await refused({
			messageType: 'text',
			text: 'word '.repeat(70_000),
			options: { longText: 'split' },
		});
		expect(words).toBe("'Message' takes at least 24 parts; the limit is 20");
	});

	it('needs a number of parts', async () => {
		const options = { longText: 'split', maxParts: 0 };
		expect((await refused({ ...split, options })).message).toBe(
			"'Maximum Parts' is not a whole number from 1 to 999: 0",
		);
	});

	it('goes on in a file, on request', async () => {
		let upload = '';
		postUpload('file', '@lADPzip', (body) => (upload = Buffer.from(body, 'hex').toString('utf8')));
		const options = { longText: 'split', maxParts: 2, tooManyParts: 'file', numberParts: true };
		const { parts, items } = await sent('group', { ...split, options }, 3);
		expect(items[0].json).toMatchObject({ parts: 3, mediaId: '@lADPzip' });
		expect(parts.map(({ content, fileName }) => fileName ?? content.slice(0, 12))).toEqual([
			'(1/3)\nLine 0',
			'(2/3)\nLine 1',
			'message.zip',
		]);
		const linesOf = (words: string) => words.match(/Line \d+ y+/g) ?? [];
		const all = [...parts.slice(0, 2).map(({ content }) => content), upload].flatMap(linesOf);
		expect(all).toEqual(text.split('\n'));
	});

	it('goes by the robot as a reply, since no session webhook carries files', async () => {
		postUpload('file', '@lADPzip');
		const parts: string[] = [];
		nock(API)
			.post('/v1.0/robot/groupMessages/send', (body) => parts.push(body.msgKey) > 0)
			.times(2)
			.reply(200, { processQueryKey: 'k1' });
		const { error, items } = await runDingTalk({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'reply',
				replyTo: message,
				...split,
				options: { longText: 'split', maxParts: 1, tooManyParts: 'file' },
			} as never,
		});
		expect(error).toBeUndefined();
		expect(parts).toEqual(['sampleText', 'sampleFile']);
		expect(items[0].json).toMatchObject({ sentBy: 'robot', parts: 2, mediaId: '@lADPzip' });
	});
});
