import assert from 'node:assert/strict';
import { SANDBOX_APP } from '../../../harness/target.mts';
import { startLossyProxy, type LossyProxy } from '../../../harness/n8n/lossyProxy.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { until } from '../../../harness/n8n/until.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import {
	CALLBACK,
	CALLBACK_KEYS,
	CALLBACK_MANAGED,
	callbackUrl,
	TRIGGER,
} from './triggerWorkflows.mts';

const { clientId } = SANDBOX_APP;

/** The DingTalk Callback Trigger in a real n8n, under the sandbox's pushes over HTTP. */
export async function checkCallbackTrigger(report: Report, bench: Bench): Promise<void> {
	console.log('\nDingTalk Callback Trigger (HTTP)');
	const { client, server } = bench.session;
	const proxy = await startLossyProxy(server.url);
	try {
		bench.sandbox.control.streamSettings({ httpRetriesMs: [100, 200] });
		await checkConsole(report, bench, proxy);
		await client.deactivate(CALLBACK);
		await checkManaged(report, bench);
	} finally {
		bench.sandbox.control.streamSettings({ httpRetriesMs: [10_000, 30_000] });
		await bench.sandbox.control.setHttpCallback({ clientId });
		await proxy.close();
	}
}

async function checkConsole(report: Report, bench: Bench, proxy: LossyProxy): Promise<void> {
	const { session, sandbox } = bench;
	const { client } = session;
	const { control } = sandbox;
	await report.check('the console accepts the URL of the published workflow', async () => {
		await client.activate(CALLBACK);
		await control.setHttpCallback({
			clientId,
			eventUrl: callbackUrl(proxy.url, CALLBACK),
			robotUrl: callbackUrl(session.server.url, CALLBACK),
			...CALLBACK_KEYS,
		});
		assert.equal(proxy.passed(), 1, 'check_url');
		assert.deepEqual(await client.executionIds(CALLBACK), []);
	});
	await report.check('an event starts one execution, though its answer is lost twice', async () => {
		proxy.lose(2);
		const run = await client.nextRun(CALLBACK, () => {
			control.raiseEvent('bpms_instance_change', {
				type: 'finish',
				result: 'agree',
				title: '报销',
			});
		});
		const [{ json }] = itemsOf(run, TRIGGER);
		assert.deepEqual([json.kind, json.eventType], ['event', 'bpms_instance_change']);
		assert.deepEqual(json.data, { type: 'finish', result: 'agree', title: '报销' });
		await until('DingTalk takes the third answer', () => lastPush(bench)?.status === 'acked');
		assert.equal(lastPush(bench)?.attempts, 3);
		assert.equal((await client.executionIds(CALLBACK)).length, 1);
	});
	await report.check('a message to the robot starts one, too', async () => {
		const run = await client.nextRun(CALLBACK, () => {
			control.sendToRobot('lina', { msgtype: 'text', text: { content: '你好' } });
		});
		const [{ json }] = itemsOf(run, TRIGGER);
		assert.deepEqual([json.kind, json.text], ['message', '你好']);
		assert.equal((await client.executionIds(CALLBACK)).length, 2);
	});
	await report.check('a forged push is refused and starts nothing', async () => {
		const response = await fetch(
			`${callbackUrl(session.server.url, CALLBACK)}?signature=${'0'.repeat(40)}&timestamp=${Date.now()}&nonce=n`,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ encrypt: Buffer.alloc(64).toString('base64') }),
			},
		);
		assert.ok([401, 403].includes(response.status), `${response.status}`);
		assert.equal((await client.executionIds(CALLBACK)).length, 2);
	});
}

const lastPush = ({ sandbox }: Bench) => sandbox.control.pushes().at(-1);

async function checkManaged(report: Report, bench: Bench): Promise<void> {
	const { session, sandbox } = bench;
	const { client } = session;
	const { control } = sandbox;
	await control.setHttpCallback({ clientId });
	await report.check('publishing subscribes the app by the legacy API', async () => {
		await client.activate(CALLBACK_MANAGED);
		assert.equal(control.counts()['callback.register'], 1, JSON.stringify(control.counts()));
	});
	await report.check('an event that was subscribed to starts an execution', async () => {
		const run = await client.nextRun(CALLBACK_MANAGED, () => {
			control.raiseEvent('user_add_org', { timeStamp: 5, userId: ['alice'] });
		});
		const [{ json }] = itemsOf(run, TRIGGER);
		assert.equal(json.eventType, 'user_add_org');
	});
	await report.check('unpublishing ends the subscription', async () => {
		await client.deactivate(CALLBACK_MANAGED);
		assert.equal(control.counts()['callback.delete'], 1, JSON.stringify(control.counts()));
	});
}
