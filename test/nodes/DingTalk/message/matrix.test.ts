/** Every cell of target × kind against the sandbox: it arrives as what it is, or is refused with its sentence. */
import type { INode } from 'n8n-workflow';

import { forgetTokens } from '../../../../nodes/shared/transport/token';
import type { MessageKind } from '../../../../nodes/shared/messages/content';
import { MATRIX, unsupported } from '../../../../nodes/shared/messages/matrix';
import type { MessageTarget } from '../../../../nodes/shared/messages/targets';
import { KINDS, TARGETS } from '../../../../nodes/shared/messages/targets';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

const url = 'https://example.com/report';
const card = {
	title: 'T',
	markdown: '**M**',
	buttons: { button: [{ title: 'Go', url }] },
};
const CUSTOM_TEMPLATE = '{"msgKey": "sampleText", "msgParam": {"content": "custom"}}';
const CUSTOM_MSG = '{"msgtype": "text", "text": {"content": "custom"}}';

/** What to fill in for a kind; the sandbox names some kinds differently. */
const FORMS: Record<MessageKind, { parameters: object; shown: string }> = {
	text: { parameters: { text: 'Hello' }, shown: 'text' },
	markdown: { parameters: { title: 'T', markdown: '# M' }, shown: 'markdown' },
	link: {
		parameters: { title: 'T', linkText: 'L', messageUrl: url, picUrl: `${url}.png` },
		shown: 'link',
	},
	image: { parameters: { binaryPropertyName: 'image' }, shown: 'image' },
	file: { parameters: { binaryPropertyName: 'file' }, shown: 'file' },
	voice: { parameters: { binaryPropertyName: 'voice', duration: 12.4 }, shown: 'audio' },
	video: { parameters: { binaryPropertyName: 'video', duration: 12.4 }, shown: 'video' },
	actionCard: { parameters: card, shown: 'actionCard' },
	feedCard: {
		parameters: { links: { link: [{ title: 'T', messageUrl: url, picUrl: `${url}.png` }] } },
		shown: 'feedCard',
	},
	oa: { parameters: { title: 'T', headText: 'H', messageUrl: url }, shown: 'oa' },
	customJson: { parameters: {}, shown: 'text' },
};
const binary = {
	image: binaryOf('png', 'a.png', 'image/png'),
	cover: binaryOf('png', 'cover.png', 'image/png'),
	file: binaryOf('%PDF', 'a.pdf', 'application/pdf'),
	voice: binaryOf('amr', 'a.amr', 'audio/amr'),
	video: binaryOf('mp4', 'a.mp4', 'video/mp4'),
};

const group = { __rl: true, mode: 'id', value: 'cidPhoenix0000000000001==' };

/** Chooses the target; what the sandbox has to make first is made here. */
async function targetOf(target: MessageTarget): Promise<object> {
	switch (target) {
		case 'people':
			return { people: { list: [{ ids: 'lina' }] } };
		case 'group':
			return { openConversationId: group };
		case 'workNotification':
			return { recipientsBy: 'people', people: { list: [{ ids: 'lina' }] } };
		case 'reply': {
			const { botMessage } = sandbox.control.sendToRobot('lina', {
				msgtype: 'text',
				text: { content: 'hi' },
			});
			return { replyTo: botMessage };
		}
		case 'legacyConversation':
			return {
				senderUserId: { __rl: true, mode: 'id', value: 'lina' },
				cid: sandbox.control.chooseConversation('lina', group.value),
			};
		case 'legacyChat':
			return { chatId: await ownChat() };
	}
}

/** A group that the app itself has made. */
async function ownChat(): Promise<string> {
	const { items } = await runDingTalk({
		parameters: {
			resource: 'conversation',
			operation: 'create',
			name: 'Made by the app',
			ownerUserId: { __rl: true, mode: 'id', value: 'lina' },
			members: { list: [{ ids: 'lina,alice' }] },
		},
		credentials: sandboxCredential(sandbox),
	});
	return String(items[0].json.chatId);
}

const customOf = (target: MessageTarget) =>
	target === 'people' || target === 'group' ? CUSTOM_TEMPLATE : CUSTOM_MSG;

async function send(target: MessageTarget, kind: MessageKind) {
	return await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target,
			...(await targetOf(target)),
			messageType: kind,
			...FORMS[kind].parameters,
			...(kind === 'customJson' ? { customJson: customOf(target) } : {}),
		} as INode['parameters'],
		input: [{ json: {}, binary }],
		credentials: sandboxCredential(sandbox, { agentId: '1001' }),
	});
}

const cells = (Object.keys(TARGETS) as MessageTarget[]).flatMap((target) =>
	(Object.keys(KINDS) as MessageKind[]).map(
		(kind) => [target, kind, MATRIX[target][kind]] as const,
	),
);

test.each(cells.filter(([, , cell]) => cell.isCarried))('%s shows %s', async (target, kind) => {
	const { error, items } = await send(target, kind);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const messages = sandbox.control.state().messages.filter(({ via }) => via !== 'to-robot');
	expect(messages).toHaveLength(1);
	expect(messages[0].kind).toBe(FORMS[kind].shown);
	if (kind === 'voice') {
		const isWithMsg = !['people', 'group', 'reply'].includes(target);
		expect(messages[0].content.durationMs).toBe(isWithMsg ? 12_000 : 12_400);
	}
	if (kind === 'video') expect(messages[0].content).toMatchObject({ durationMs: 12_000 });
});

test.each(cells.filter(([, , cell]) => !cell.isCarried))(
	'%s refuses %s before anything is sent',
	async (target, kind) => {
		const { error } = await send(target, kind);
		const { message, fix } = unsupported(target, kind);
		expect(error).toMatchObject({ message, description: fix });
		expect(Object.keys(sandbox.control.counts()).filter((id) => /send|upload/i.test(id))).toEqual(
			[],
		);
	},
);

test('a reply after 90 minutes goes by the app robot, and the address of the session shows nowhere', async () => {
	const { botMessage } = sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'hi' },
		openConversationId: group.value,
	});
	sandbox.control.advanceClock(91 * 60_000);
	const { items, error } = await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'reply',
			messageType: 'text',
			text: 'late',
		},
		input: [{ json: botMessage as never }],
		credentials: sandboxCredential(sandbox),
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ sentBy: 'robot' });
	expect(JSON.stringify(items)).not.toContain('session=');
	const [shown] = sandbox.control.state().messages.filter(({ via }) => via !== 'to-robot');
	expect(shown).toMatchObject({
		via: 'robot-group',
		content: { text: 'late' },
		target: { openConversationId: group.value },
	});
});

test('replies to one conversation keep the order of the items', async () => {
	const { botMessage } = sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'hi' },
	});
	sandbox.control.latency(3);
	const texts = Array.from({ length: 12 }, (_, index) => `reply ${index}`);
	await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'reply',
			messageType: 'text',
			text: '={{ $json.reply }}',
		},
		input: texts.map((text) => ({ json: { ...botMessage, reply: text } as never })),
		credentials: sandboxCredential(sandbox),
	});
	const replies = sandbox.control.state().messages.filter(({ via }) => via === 'session');
	expect(replies.map(({ content }) => content.text)).toEqual(texts);
});

test('covers every target and every kind', () => {
	expect(cells).toHaveLength(66);
	expect(cells.filter(([, , cell]) => cell.isCarried)).toHaveLength(55);
});
