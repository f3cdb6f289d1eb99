import type { IDataObject, INode } from 'n8n-workflow';

import { forgetTokens } from '../../../../nodes/shared/transport/token';
import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const RETRIED = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const REFUSED = { answer: { status: 400, body: { code: 'x', message: 'x', requestid: 'r' } } };
const REFUSED_OAPI = { answer: { body: { errcode: 40035, errmsg: 'x' } } };
const LONG = 'word '.repeat(6_000);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

interface Target {
	/** Of the call in the sandbox's contract. */
	id: string;
	parameters: object;
	refusal: object;
	/** An item to send for. */
	item(): IDataObject;
	/** The keys of all parts in the output. */
	keysIn(json: IDataObject): unknown;
	text?: string;
	/** Parts of the text. */
	parts?: number;
}

const botMessage = (more: IDataObject, place: IDataObject = {}) => ({
	...sandbox.control.sendToRobot('lina', { msgtype: 'text', text: { content: 'ping' }, ...place })
		.botMessage,
	...more,
});
const OVER = { sessionWebhookExpiredTime: Date.now() - 1000 };
const REPLY = { target: 'reply', replyTo: '={{ $json.message }}' };
const PEOPLE = { people: { list: [{ ids: 'lina,bob' }] }, options: { failOnMissed: true } };
const keys = ({ processQueryKeys }: IDataObject) => processQueryKeys;

const TARGETS: Record<string, Target> = {
	'a group': {
		id: 'robot.group.send',
		parameters: { target: 'group', openConversationId: { __rl: true, mode: 'id', value: PHOENIX } },
		refusal: REFUSED,
		item: () => ({}),
		keysIn: keys,
	},
	'a legacy chat': {
		id: 'chat.send',
		parameters: { target: 'legacyChat', chatId: 'chatphoenix' },
		refusal: REFUSED_OAPI,
		item: () => ({}),
		keysIn: ({ messageIds }) => messageIds,
		text: 'word '.repeat(900),
	},
	'the session of a message': {
		id: 'robot.session.reply',
		parameters: REPLY,
		refusal: REFUSED_OAPI,
		item: () => ({ message: botMessage({}) }),
		keysIn: ({ parts }) => Array.from({ length: Number(parts) }, (_, index) => index),
	},
	'the group of a message whose session is over': {
		id: 'robot.group.send',
		parameters: REPLY,
		refusal: REFUSED,
		item: () => ({ message: botMessage(OVER, { openConversationId: PHOENIX }) }),
		keysIn: keys,
	},
	'the person of a message whose session is over': {
		id: 'robot.oto.batchSend',
		parameters: REPLY,
		refusal: REFUSED,
		item: () => ({ message: botMessage(OVER) }),
		keysIn: keys,
	},
	people: {
		id: 'robot.oto.batchSend',
		parameters: { target: 'people', ...PEOPLE },
		refusal: REFUSED,
		item: () => ({}),
		keysIn: keys,
	},
	'people by work notification': {
		id: 'work.asyncsend_v2',
		parameters: { target: 'workNotification', recipientsBy: 'people', ...PEOPLE },
		refusal: REFUSED_OAPI,
		item: () => ({}),
		keysIn: ({ taskIds }) => taskIds,
		text: 'word '.repeat(900),
	},
	'a department by work notification': {
		id: 'work.asyncsend_v2',
		parameters: {
			target: 'workNotification',
			recipientsBy: 'departments',
			departments: { list: [{ ids: '1' }] },
			options: { failOnMissed: true },
		},
		refusal: REFUSED_OAPI,
		item: () => ({}),
		keysIn: ({ taskIds }) => taskIds,
		text: 'word '.repeat(900),
	},
};

const NAMES = Object.keys(TARGETS);

/** What the robot and the app wrote, in order; not what was written to them. */
const written = () =>
	sandbox.control
		.state()
		.messages.filter(({ sender }) => sender.type === 'app' || sender.type === 'appRobot')
		.map(({ content }) => String(content.text));

const send = async (target: Target, items: IDataObject[], parameters: object = {}) =>
	await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			messageType: 'text',
			...target.parameters,
			text: target.text ?? LONG,
			...parameters,
			options: {
				...(target.parameters as IDataObject & { options?: object }).options,
				longText: 'split',
				numberParts: true,
			},
		} as INode['parameters'],
		input: itemsOf(...items),
		credentials: sandboxCredential(sandbox, { agentId: '1001' }),
		settings: RETRIED,
	});

const numbersOf = (texts: string[]) => texts.map((text) => /^\(\d\/\d\)/.exec(text)?.[0]);

describe.each(NAMES)('with Retry On Fail, a message in parts to %s', (name) => {
	const target = TARGETS[name];
	const fault = (more: object) =>
		sandbox.control.addFault({ match: { id: target.id }, times: 1, ...more });

	test('goes on with the part that was refused, and tells all parts', async () => {
		fault({ afterCalls: 1, ...target.refusal });
		const { items, error } = await send(target, [target.item()]);
		expect(error).toBeUndefined();
		const count = written().length;
		expect(count).toBeGreaterThan(1);
		expect(numbersOf(written())).toEqual(
			Array.from({ length: count }, (_, index) => `(${index + 1}/${count})`),
		);
		expect(new Set(target.keysIn(items[0].json) as string[]).size).toBe(count);
		expect(items[0].json.parts).toBe(count);
		expect(sandbox.control.counts()[`refused:${target.id}`]).toBe(1);
	});

	test.each([
		['never arrived', {}, 1],
		['arrived', { afterWork: true }, 2],
	])('is not sent again where it is not known that a part %s', async (_what, more, arrived) => {
		fault({ afterCalls: 1, cut: true, ...more });
		const { items, error } = await send(target, [target.item()]);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^It is not known whether/);
		expect(error?.description).toMatch(/With Retry On Fail it is not sent again/);
		expect(written()).toHaveLength(arrived);
	});
});

describe.each(NAMES)('with Retry On Fail, items to %s', (name) => {
	const target = TARGETS[name];

	test('that went well before another failed are not sent again', async () => {
		const texts = ['one', 'two', 'three'];
		sandbox.control.addFault({
			match: { id: target.id },
			times: 1,
			afterCalls: 2,
			...target.refusal,
		});
		const { items, error } = await send(
			target,
			texts.map((text) => ({ ...target.item(), text })),
			{ text: '={{ $json.text }}' },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(sandbox.control.counts()[`refused:${target.id}`]).toBe(1);
		expect(written().sort()).toEqual([...texts].sort());
	});
});

test('a picked conversation, whose ID works once, is not asked again for an item that went well', async () => {
	const pick = () => sandbox.control.chooseConversation('zhangwei', PHOENIX);
	const parameters = {
		target: 'legacyConversation',
		cid: '={{ $json.cid }}',
		senderUserId: 'zhangwei',
	};
	sandbox.control.addFault({
		match: { id: 'im.send_to_conversation' },
		times: 1,
		afterCalls: 1,
		...REFUSED_OAPI,
	});
	const { items, error } = await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			...parameters,
			messageType: 'text',
			text: 'hi',
		} as INode['parameters'],
		input: itemsOf({ cid: pick() }, { cid: pick() }),
		credentials: sandboxCredential(sandbox),
		settings: RETRIED,
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.receivers)).toEqual([
		['lina', 'wangfang', 'alice'],
		['lina', 'wangfang', 'alice'],
	]);
	expect(sandbox.control.state().messages).toHaveLength(2);
	expect(sandbox.control.counts()['refused:im.send_to_conversation']).toBe(1);
});

test('a message begun by its session goes on there although the session is over by its clock', async () => {
	const target = TARGETS['the session of a message'];
	const message = botMessage({ sessionWebhookExpiredTime: Date.now() + 400 });
	sandbox.control.addFault({
		match: { id: target.id },
		times: 1,
		afterCalls: 1,
		delayMs: 600,
		...target.refusal,
	});
	const { items, error } = await send(target, [{ message }]);
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({ sentBy: 'session', parts: written().length });
	expect(numbersOf(written())).toEqual(['(1/2)', '(2/2)']);
	expect(sandbox.control.counts()[`refused:${target.id}`]).toBe(1);
});

test('the next run of the node writes anew', async () => {
	const target = TARGETS['a group'];
	const item = {};
	await send(target, [item], { text: 'same' });
	await send(target, [item], { text: 'same' });
	expect(written()).toEqual(['same', 'same']);
});
