import assert from 'node:assert/strict';
import { SANDBOX_APP, SANDBOX_ROBOT } from '../../../harness/target.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';

const NODE_TYPES = {
	'n8n-nodes-dingtalk-suite.dingTalk': 'DingTalk',
	'n8n-nodes-dingtalk-suite.dingTalkRobot': 'DingTalk Group Robot',
};
const TRIGGER_TYPES = {
	'n8n-nodes-dingtalk-suite.dingTalkAiTableTrigger': 'DingTalk AI Table Trigger',
	'n8n-nodes-dingtalk-suite.dingTalkCalendarTrigger': 'DingTalk Calendar Trigger',
	'n8n-nodes-dingtalk-suite.dingTalkTrigger': 'DingTalk Trigger',
	'n8n-nodes-dingtalk-suite.dingTalkCallbackTrigger': 'DingTalk Callback Trigger',
};

/** The built package is loaded: n8n offers its nodes, also as tools for agents. */
export async function checkPackage(report: Report, { session }: Bench): Promise<void> {
	console.log('\nThe package');
	const offered = await session.client.nodeTypes();
	const ours = new Map(
		offered
			.filter(({ name }) => name.startsWith('n8n-nodes-dingtalk-suite.'))
			.map(({ name, displayName }) => [name, displayName]),
	);
	for (const [name, displayName] of Object.entries({ ...NODE_TYPES, ...TRIGGER_TYPES })) {
		await report.check(`n8n offers "${displayName}"`, () => {
			assert.equal(ours.get(name), displayName);
		});
	}
	for (const [name, displayName] of Object.entries(NODE_TYPES)) {
		await report.check(`n8n offers "${displayName}" as a tool`, () => {
			assert.ok(ours.has(`${name}Tool`), [...ours.keys()].join(', '));
		});
	}
}

/** The credentials' own tests tell right from wrong, and no message goes out. */
export async function checkCredentials(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log('\nCredential tests');
	const { client } = session;
	const hosts = { apiBaseUrl: sandbox.apiUrl, oapiBaseUrl: sandbox.oapiUrl };
	const robot = { ...SANDBOX_ROBOT, baseUrl: sandbox.oapiUrl };
	const before = sandbox.control.state().messages.length;
	const cases: Array<[string, string, Record<string, unknown>, 'OK' | 'Error']> = [
		['a right app secret', 'dingTalkAppApi', { ...SANDBOX_APP, ...hosts }, 'OK'],
		[
			'a wrong app secret',
			'dingTalkAppApi',
			{ ...SANDBOX_APP, ...hosts, clientSecret: 'no' },
			'Error',
		],
		['an unknown app', 'dingTalkAppApi', { ...SANDBOX_APP, ...hosts, clientId: 'dingno' }, 'Error'],
		['a right group robot', 'dingTalkGroupRobotApi', robot, 'OK'],
		['an unknown group robot', 'dingTalkGroupRobotApi', { ...robot, webhookToken: 'no' }, 'Error'],
	];
	for (const [name, type, data, expected] of cases) {
		await report.check(`${name} ${expected === 'OK' ? 'passes' : 'is refused'}`, async () => {
			const verdict = await client.testCredential(type, data);
			assert.equal(verdict.status, expected, verdict.message);
		});
	}
	await report.check('testing credentials posts nothing', () => {
		assert.equal(sandbox.control.state().messages.length, before);
	});
}
