import type { IRun } from 'n8n-workflow';

import { DingTalkTrigger } from '../../../nodes/DingTalkTrigger/DingTalkTrigger.node';
import type { Sandbox } from '../../../sandbox/index.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import {
	changeApprovals,
	changesIn,
	EVERY_CHANGE,
	LEAVE_ENDED_WELL_OR_HANDED_OVER,
	TAKEN,
} from '../../helpers/approvalChanges.mts';
import { SECRET, sandboxCredential } from '../../helpers/appSandbox.mts';
import { everythingIn } from '../../helpers/everythingIn.mts';
import type { TriggerOptions, TriggerRun } from '../../helpers/trigger.mts';
import { triggerRun } from '../../helpers/trigger.mts';
import { clientFor } from '../../sandbox/client.mts';
import { sandboxUntil } from '../../sandbox/streamClient.mts';

const GROUP = 'cidPhoenix0000000000001==';
const EVERYTHING = { triggerOn: ['message', 'event', 'cardAction'], events: ['*'] };

let sandbox: Sandbox;
let runs: TriggerRun[] = [];

async function started(options: Partial<TriggerOptions> = {}): Promise<TriggerRun> {
	const run = triggerRun({
		parameters: EVERYTHING,
		...options,
		node: new DingTalkTrigger(),
		credentials: sandboxCredential(sandbox),
	});
	runs.push(run);
	await run.start();
	return run;
}

const ids = (run: TriggerRun) => run.emits.map(({ items }) => items[0].json.eventId);
const pushes = () => sandbox.control.pushes();
const allAcked = async () =>
	await sandboxUntil(sandbox, () => pushes().every(({ status }) => status === 'acked'));
const connected = async (count: number) =>
	await sandboxUntil(sandbox, () => sandbox.control.connections().length === count);
const raise = (count: number, from = 1) => {
	for (let n = from; n < from + count; n++) {
		sandbox.control.raiseEvent('org_change', {}, { eventId: `e${n}` });
	}
};
const upTo = (count: number) => Array.from({ length: count }, (_, n) => `e${n + 1}`);

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	for (const run of runs) await run.close();
	runs = [];
	sandbox.control.reset();
});

afterAll(async () => await sandbox.close());

test('a message in a group arrives clean, without the session webhook', async () => {
	const run = await started();
	sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'deploy please' },
		openConversationId: GROUP,
	});
	const [{ items }] = await run.emitted(1);
	expect(items[0].json).toMatchObject({
		kind: 'message',
		messageType: 'text',
		text: 'deploy please',
		sender: { userId: 'lina', unionId: 'union-lina' },
		conversation: { openConversationId: GROUP, type: 'group' },
		robotCode: 'dingsandboxapp',
	});
	expect(JSON.stringify(items[0])).not.toContain('session=');
	await allAcked();
});

test('a quoted file comes as binary, and an outsider with the ID that tells outsiders apart', async () => {
	const run = await started({
		parameters: { triggerOn: ['message'], options: { downloadFiles: true } },
	});
	const { botMessage } = sandbox.control.sendToRobot('', {
		msgtype: 'picture',
		contentBase64: Buffer.from('a picture').toString('base64'),
		openConversationId: GROUP,
		outsider: { name: '王客户' },
	});
	sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'what is on it?' },
		openConversationId: GROUP,
		quotes: botMessage.msgId,
	});
	const [first, second] = await run.emitted(2);
	expect(first.items[0].json.sender).toEqual({
		name: '王客户',
		dingtalkId: botMessage.senderId,
		corpId: 'dingothercorp',
		isAdmin: false,
	});
	const { json, binary } = second.items[0];
	expect(json).toMatchObject({
		text: 'what is on it?',
		quoted: {
			messageId: botMessage.msgId,
			messageType: 'picture',
			sender: { dingtalkId: botMessage.senderId },
			files: [{ type: 'picture', field: 'data' }],
		},
	});
	expect(Buffer.from(binary?.data.data ?? '', 'base64').toString()).toBe('a picture');
});

test('files come as binary', async () => {
	const run = await started({
		parameters: { triggerOn: ['message'], options: { downloadFiles: true } },
	});
	sandbox.control.sendToRobot('lina', {
		msgtype: 'file',
		fileName: 'report.txt',
		mimeType: 'text/plain',
		contentBase64: Buffer.from('the report 报告').toString('base64'),
	});
	const [{ items }] = await run.emitted(1);
	expect(items[0].json.files).toMatchObject([{ fileName: 'report.txt', field: 'data' }]);
	const { data } = items[0].binary?.data ?? { data: '' };
	expect(Buffer.from(data, 'base64').toString()).toBe('the report 报告');
});

test('the spent quota is a failed execution', async () => {
	const run = await started();
	sandbox.control.sendToRobot('lina', {
		msgtype: 'text',
		text: { content: 'x' },
		quotaExceeded: true,
	});
	await run.until(() => run.failedExecutions.length > 0);
	expect(run.failedExecutions[0].message).toMatch(/allowance/);
	expect(run.emits).toEqual([]);
});

test('a message is answered by the last node, where it was asked', async () => {
	const run = await started({ parameters: { triggerOn: ['message'], answer: 'lastNode' } });
	sandbox.control.sendToRobot('lina', { msgtype: 'text', text: { content: 'status?' } });
	const [emit] = await run.emitted(1);
	emit.finish(endedWith({ text: 'all is well' }));
	const answers = () =>
		sandbox.control.state().messages.filter(({ content }) => content.text === 'all is well');
	await sandboxUntil(sandbox, () => answers().length === 1);
});

test('a press updates the card within its two seconds', async () => {
	const run = await started({
		parameters: { triggerOn: ['cardAction'], cardAnswer: 'lastNode' },
	});
	await deliverCard();
	run.onEmit = (emit) => queueMicrotask(() => emit.finish(endedWith({ status: 'agreed' })));
	const answered = await sandbox.control.pressCard('card-1', {
		userId: 'lina',
		actionIds: ['agree'],
	});
	expect(answered).toMatchObject({ answered: 'inTime' });
	expect(sandbox.control.state().cards[0].answeredParams.lina).toEqual({ status: 'agreed' });
	expect(run.emits[0].items[0].json).toMatchObject({
		outTrackId: 'card-1',
		actionIds: ['agree'],
		user: { userId: 'lina' },
	});
});

test('a workflow that takes longer updates the card when it has ended', async () => {
	const run = await started({
		parameters: { triggerOn: ['cardAction'], cardAnswer: 'lastNode' },
	});
	await deliverCard();
	const pressed = sandbox.control.pressCard('card-1', { userId: 'lina', actionIds: ['agree'] });
	const [emit] = await run.emitted(1);
	// In real time: on a busy machine the 0.2 s that are left may not do.
	expect(['empty', 'tooLate']).toContain((await pressed).answered);
	emit.finish(endedWith({ status: 'agreed' }));
	await sandboxUntil(sandbox, () => sandbox.control.state().cards[0].params.status === 'agreed');
});

describe('approvals', () => {
	const emitted = ({ emits }: TriggerRun) => changesIn(emits.map(({ items }) => items[0]));

	test('each of their changes starts the workflow', async () => {
		const run = await started();
		changeApprovals(sandbox);
		await run.emitted(EVERY_CHANGE.length);
		await allAcked();
		expect(emitted(run)).toEqual(EVERY_CHANGE);
	});

	test('of the chosen process alone, and only the changes that are wanted', async () => {
		const run = await started({ parameters: LEAVE_ENDED_WELL_OR_HANDED_OVER });
		changeApprovals(sandbox);
		await allAcked();
		expect(emitted(run)).toEqual(TAKEN);
	});
});

test('a wrong secret fails the activation without a trace of it', async () => {
	const run = triggerRun({
		parameters: EVERYTHING,
		node: new DingTalkTrigger(),
		credentials: sandboxCredential(sandbox, { clientSecret: 'a-wrong-secret' }),
	});
	const error: unknown = await run.start().catch((reason: unknown) => reason);
	expect(error).toMatchObject({
		message: expect.stringMatching(/^Authorization failed/) as string,
	});
	expect(everythingIn(error)).not.toContain('a-wrong-secret');
});

describe('every event starts one execution, whatever happens to the connection', () => {
	test('disconnect in the middle of them', async () => {
		const run = await started();
		raise(20);
		sandbox.control.streamFault({ what: 'disconnect' });
		raise(20, 21);
		await run.emitted(40);
		await allAcked();
		expect(ids(run).sort()).toEqual(upTo(40).sort());
	});

	test('a lost connection', async () => {
		const run = await started();
		sandbox.control.streamSettings({ redeliverAfterMs: 100 });
		raise(10);
		sandbox.control.streamFault({ what: 'drop' });
		raise(10, 11);
		await allAcked();
		expect(ids(run).sort()).toEqual(upTo(20).sort());
	});

	test('a workflow that takes longer than DingTalk waits', async () => {
		const run = await started({ runsLong: true });
		sandbox.control.streamSettings({ redeliverAfterMs: 50 });
		raise(3);
		await run.emitted(3);
		const isComingAgain = () => pushes().every(({ attempts }) => attempts > 2);
		await sandboxUntil(sandbox, isComingAgain);
		expect(pushes().map(({ status }) => status)).not.toContain('acked');
		for (const emit of run.emits) emit.finish();
		await allAcked();
		expect(ids(run).sort()).toEqual(upTo(3));
	});

	test('duplicates, another order, and frames that are none', async () => {
		const run = await started();
		sandbox.control.streamFault({ what: 'duplicate', times: 5 });
		sandbox.control.streamFault({ what: 'reorder', times: 2 });
		sandbox.control.streamFault({ what: 'badJson', times: 3 });
		sandbox.control.streamSettings({ redeliverAfterMs: 100 });
		raise(30);
		await allAcked();
		expect(ids(run).sort()).toEqual(upTo(30).sort());
	});

	test('tickets and opens that are refused, and connections that do not last', async () => {
		const run = await started();
		sandbox.control.streamSettings({ redeliverAfterMs: 100 });
		sandbox.control.streamFault({ what: 'refuseTicket', times: 1 });
		sandbox.control.streamFault({
			what: 'refuseOpen',
			times: 1,
			answer: { status: 500, body: { code: 'system.error' } },
		});
		sandbox.control.streamFault({ what: 'drop' });
		raise(5);
		await allAcked();
		expect(ids(run).sort()).toEqual(upTo(5).sort());
		expect(run.errors).toEqual([]);
	});

	test('several triggers of the app, each of them', async () => {
		const some = await Promise.all(
			['a', 'b', 'c'].map(async (nodeId) => await started({ nodeId })),
		);
		await connected(3);
		raise(30);
		await allAcked();
		for (const run of some) expect(ids(run).sort()).toEqual(upTo(30).sort());
	});
});

test('closed, it leaves no connection behind', async () => {
	const run = await started();
	await connected(1);
	await run.close();
	await connected(0);
});

test('the secret is in no item, no error and no answer', async () => {
	const run = await started();
	raise(1);
	sandbox.control.sendToRobot('lina', { msgtype: 'text', text: { content: 'x' } });
	await run.emitted(2);
	expect(everythingIn([run.emits, run.errors, run.failedExecutions])).not.toContain(SECRET);
});

async function deliverCard(): Promise<void> {
	const client = clientFor(sandbox);
	const { body } = await client.api(
		'POST',
		'/v1.0/card/instances/createAndDeliver',
		{
			cardTemplateId: 'sandbox-approval.schema',
			outTrackId: 'card-1',
			cardData: { cardParamMap: { title: 'Expense', status: 'open' } },
			callbackType: 'STREAM',
			openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
			imGroupOpenSpaceModel: { supportForward: true },
			imGroupOpenDeliverModel: { robotCode: 'dingsandboxapp' },
		},
		await client.token(),
	);
	expect(body).toMatchObject({ success: true });
}

const endedWith = (json: Record<string, string>) =>
	({
		status: 'success',
		finished: true,
		data: {
			resultData: {
				lastNodeExecuted: 'Last',
				runData: { Last: [{ data: { main: [[{ json }]] } }] },
			},
		},
	}) as unknown as IRun;
