import assert from 'node:assert/strict';
import { describeError, watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { ONE_NODE_TRIGGER, oneNodeWorkflow } from './workflow.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };
const ROBOT = {
	dingTalkGroupRobotApi: { id: 'dingTalkRobotExample', name: 'DingTalk Group Robot API account' },
};

/** n8n's HTTP Request node with our credentials as "predefined credential type". */
export function httpRequestWorkflows(sandbox: Sandbox): Workflow[] {
	const { apiUrl, oapiUrl } = sandbox;
	return [
		request('http-api', APP, { url: `${apiUrl}/v1.0/workrecord/counts?userId=lina` }),
		request('http-oapi', APP, {
			...post({ userid: 'lina', offset: 0, limit: 10, status: 0 }),
			url: `${oapiUrl}/topapi/workrecord/getbyuserid`,
		}),
		request('http-robot', ROBOT, {
			...post({ msgtype: 'text', text: { content: 'From the HTTP Request node 你好 👋' } }),
			url: `${oapiUrl}/robot/send`,
		}),
	];
}

function request(slug: string, credentials: Workflow['nodes'][0]['credentials'], extra: object) {
	return oneNodeWorkflow(slug, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: Object.keys(credentials ?? {})[0],
			options: {},
			...extra,
		},
	});
}

function post(body: object) {
	const jsonBody = JSON.stringify(body);
	return { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody };
}

/** The credentials work in n8n's own HTTP Request node, on both hosts and for the group robot. */
export async function checkHttpRequest(report: Report, bench: Bench): Promise<void> {
	console.log('\nHTTP Request node with our credentials');
	const { client } = bench.session;
	const answerOf = async (slug: string) => {
		const run = await client.run(`check-${slug}`, ONE_NODE_TRIGGER);
		assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
		return itemsOf(run, 'Step')[0].json as Record<string, unknown>;
	};
	await report.check('the app’s token opens the api host', async () => {
		assert.match(JSON.stringify(await answerOf('http-api')), /undoCount/i);
	});
	await report.check('the app’s token opens the oapi host', async () => {
		assert.equal((await answerOf('http-oapi')).errcode, 0);
	});
	await report.check('the group robot’s credential signs a post', async () => {
		const effectsOf = watch(bench.sandbox);
		assert.equal((await answerOf('http-robot')).errcode, 0);
		const texts = effectsOf().messages.map(({ content }) => content.text);
		assert.deepEqual(texts, ['From the HTTP Request node 你好 👋']);
	});
}
