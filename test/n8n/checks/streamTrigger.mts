import assert from 'node:assert/strict';
import { SANDBOX_APP } from '../../../harness/target.mts';
import { watch } from '../../../harness/transcript.mts';
import { sha256 } from '../../../harness/transcript.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { until } from '../../../harness/n8n/until.mts';
import type { Bench } from '../run.mts';
import { ownFile } from './judging.mts';
import type { Report } from './report.mts';
import {
	ERROR_WORKFLOW,
	STREAM,
	STREAM_ANSWER,
	STREAM_CARD,
	STREAM_FILES,
	STREAM_UNREACHABLE,
	STREAM_WRONG_SECRET,
	TRIGGER,
} from './triggerWorkflows.mts';

const REFUSALS = 20;
const CARD = 'check-card';
const PHOENIX = 'cidPhoenix0000000000001==';
const NO_PERMISSION = {
	status: 403,
	body: {
		code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
		message: '没有调用该接口的权限',
		accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
	},
};
const GONE_APP = { status: 401, body: { code: 'authFailed', message: '鉴权失败' } };

/** The DingTalk Trigger's life in a real n8n: publish, refusals, pushes, test runs, errors, unpublish. */
export async function checkStreamTrigger(report: Report, bench: Bench): Promise<void> {
	console.log('\nDingTalk Trigger (Stream)');
	await checkRefusals(report, bench);
	await checkLife(report, bench);
	await checkItems(report, bench);
	await checkTestRun(report, bench);
	await checkErrorWorkflow(report, bench);
	await report.check('no connection is left', async () => {
		await untilConnected(bench, 0);
	});
}

const connections = ({ sandbox }: Bench): number => sandbox.control.connections().length;

async function untilConnected(bench: Bench, count: number): Promise<void> {
	await until(`${count} connections`, () => connections(bench) === count);
}

async function checkRefusals(report: Report, bench: Bench): Promise<void> {
	const { client } = bench.session;
	const isRefused = async (workflowId: string, text: RegExp) => {
		await assert.rejects(client.activate(workflowId), text);
		assert.equal(connections(bench), 0);
		await client.deactivate(workflowId);
	};
	await report.check('a wrong secret cannot be published, and the error says why', async () => {
		await isRefused(STREAM_WRONG_SECRET, /Authorization failed/);
	});
	await report.check('a DingTalk that cannot be reached cannot be published', async () => {
		await isRefused(STREAM_UNREACHABLE, /127\.0\.0\.1:9|reach|connect/i);
	});
	await report.check('an app without permission cannot be published', async () => {
		const { control } = bench.sandbox;
		control.streamFault({ what: 'refuseOpen', times: REFUSALS, answer: NO_PERMISSION });
		await isRefused(STREAM, /permission/i);
		control.clearFaults();
	});
	await report.check('the secret is in none of it', () => {
		assert.ok(!bench.session.instance.output.join('').includes('not-the-secret'));
	});
}

async function checkLife(report: Report, bench: Bench): Promise<void> {
	const { client } = bench.session;
	await report.check('published, it has one connection with the topics it wants', async () => {
		await client.activate(STREAM);
		const [one, ...more] = bench.sandbox.control.connections();
		assert.deepEqual(more, []);
		assert.deepEqual([...one.topics].sort(), ['*', '/v1.0/im/bot/messages/get']);
	});
	await report.check('published again, it still has one', async () => {
		await client.activate(STREAM);
		await untilConnected(bench, 1);
	});
	await report.check('unpublished, it has none', async () => {
		await client.deactivate(STREAM);
		await untilConnected(bench, 0);
	});
}

async function checkItems(report: Report, bench: Bench): Promise<void> {
	const { session, sandbox } = bench;
	const { client } = session;
	await report.check('an event starts one execution with its data', async () => {
		await client.activate(STREAM);
		const run = await client.nextRun(STREAM, () => {
			sandbox.control.raiseEvent('user_leave_org', { timeStamp: 1, userId: ['bob'] });
		});
		const [{ json }] = itemsOf(run, TRIGGER);
		assert.equal(json.eventType, 'user_leave_org');
		assert.deepEqual(json.data, { timeStamp: 1, userId: ['bob'] });
		assert.equal((await client.executionIds(STREAM)).length, 1);
		await client.deactivate(STREAM);
	});
	await report.check('a fixed answer is given at once', async () => {
		await client.activate(STREAM_ANSWER);
		const effectsOf = watch(sandbox);
		await client.nextRun(STREAM_ANSWER, () => {
			sandbox.control.sendToRobot('lina', { msgtype: 'text', text: { content: '在吗？' } });
		});
		const answers = () => effectsOf().messages.filter(({ via }) => via === 'session');
		await until('the answer', () => answers().length > 0);
		assert.deepEqual(
			answers().map(({ content }) => content.text),
			['Got it 收到'],
		);
		await client.deactivate(STREAM_ANSWER);
	});
	await report.check('a pressed card shows in time what the last node gives', async () => {
		await client.activate(STREAM_CARD);
		await deliverCard(sandbox.apiUrl);
		const { answered } = await sandbox.control.pressCard(CARD, {
			userId: 'lina',
			actionIds: ['agree'],
		});
		assert.equal(answered, 'inTime');
		const card = sandbox.control.state().cards.find(({ outTrackId }) => outTrackId === CARD);
		// An answer reaches the presser only.
		assert.equal(card?.answeredParams.lina?.status, 'by lina: agree');
		await client.deactivate(STREAM_CARD);
	});
	await report.check('a picture comes as binary, byte for byte', async () => {
		await client.activate(STREAM_FILES);
		const content = await ownFile('open-bugs.png');
		const run = await client.nextRun(STREAM_FILES, () => {
			sandbox.control.sendToRobot('lina', {
				msgtype: 'picture',
				fileName: 'open-bugs.png',
				mimeType: 'image/png',
				content,
			});
		});
		const [{ binary, json }] = itemsOf(run, TRIGGER);
		assert.ok(binary?.data, JSON.stringify(json));
		assert.equal(sha256(await client.bytesOf(binary.data)), sha256(content));
		await client.deactivate(STREAM_FILES);
	});
}

async function checkTestRun(report: Report, bench: Bench): Promise<void> {
	const { session, sandbox } = bench;
	const { client } = session;
	await report.check('a test run listens beside the active one; both get the event', async () => {
		await client.activate(STREAM);
		const before = new Set(await client.executionIds(STREAM));
		const testRun = client.run(STREAM, TRIGGER);
		await untilConnected(bench, 2);
		sandbox.control.raiseEvent('check_in', { timeStamp: 7, staffId: 'lina' });
		const [{ json }] = itemsOf(await testRun, TRIGGER);
		assert.equal(json.eventType, 'check_in');
		const started = async () => (await client.executionIds(STREAM)).filter((id) => !before.has(id));
		await until('two executions', async () => (await started()).length === 2);
	});
	await report.check('after the test run only the active one listens', async () => {
		await untilConnected(bench, 1);
		await client.deactivate(STREAM);
		await untilConnected(bench, 0);
	});
}

async function checkErrorWorkflow(report: Report, bench: Bench): Promise<void> {
	const { session, sandbox } = bench;
	const { client } = session;
	await report.check('refused for good, it stops, and the error workflow runs', async () => {
		await client.activate(ERROR_WORKFLOW);
		await client.activate(STREAM);
		const run = await client.nextRun(ERROR_WORKFLOW, () => {
			const { clientId } = SANDBOX_APP;
			sandbox.control.streamFault({
				what: 'refuseOpen',
				times: REFUSALS,
				clientId,
				answer: GONE_APP,
			});
			sandbox.control.streamFault({ what: 'drop', clientId });
		});
		const [{ json }] = itemsOf(run, 'Something failed');
		const { trigger, workflow } = json as {
			trigger?: { error: { message: string; cause?: { message?: string } } };
			workflow?: { id: string };
		};
		assert.equal(workflow?.id, STREAM);
		assert.match(JSON.stringify(trigger?.error), /Authorization failed/);
	});
	await report.check('n8n shows why its trigger is down', async () => {
		assert.match((await client.triggerError(STREAM)) ?? '', /Authorization failed/);
	});
	await report.check('once the app is let in again, n8n brings it back by itself', async () => {
		sandbox.control.clearFaults();
		await untilConnected(bench, 1);
		await client.deactivate(STREAM);
	});
}

/** As a workflow would send it: by API Request. */
async function deliverCard(apiUrl: string): Promise<void> {
	const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
		const response = await fetch(`${apiUrl}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
		assert.equal(response.status, 200, path);
		return (await response.json()) as Record<string, string>;
	};
	const { clientId, clientSecret } = SANDBOX_APP;
	const { accessToken } = await post('/v1.0/oauth2/accessToken', {
		appKey: clientId,
		appSecret: clientSecret,
	});
	const card = {
		cardTemplateId: 'sandbox-approval.schema',
		outTrackId: CARD,
		cardData: { cardParamMap: { title: 'Expense 报销', status: 'open' } },
		callbackType: 'STREAM',
		openSpaceId: `dtv1.card//IM_GROUP.${PHOENIX}`,
		imGroupOpenSpaceModel: { supportForward: true },
		imGroupOpenDeliverModel: { robotCode: clientId },
	};
	await post('/v1.0/card/instances/createAndDeliver', card, {
		'x-acs-dingtalk-access-token': accessToken,
	});
}
