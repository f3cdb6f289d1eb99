import assert from 'node:assert/strict';
import { describeError, watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { ONE_NODE_TRIGGER, oneNodeWorkflow } from './workflow.mts';

const GONE = { id: 'dingTalkRobotGone', name: 'A robot that was deleted' };

/** The credential of a group robot that DingTalk no longer knows. */
export const FAILING_ROBOT = (oapiUrl: string): CredentialSeed => ({
	...GONE,
	type: 'dingTalkGroupRobotApi',
	data: { webhookToken: 'sandboxrobotgone', secret: '', baseUrl: oapiUrl },
});

/** Two workflows that DingTalk refuses. */
export function failureWorkflows(): Workflow[] {
	return [
		oneNodeWorkflow('no-robot', {
			type: 'n8n-nodes-dingtalk-suite.dingTalk',
			typeVersion: 1,
			credentials: {
				dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
			},
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'group',
				openConversationId: { __rl: true, mode: 'id', value: 'cidNoRobot00000000001==' },
				messageType: 'text',
				text: 'Nobody hears this',
				options: {},
			},
		}),
		oneNodeWorkflow('gone-robot', {
			type: 'n8n-nodes-dingtalk-suite.dingTalkRobot',
			typeVersion: 1,
			credentials: { dingTalkGroupRobotApi: GONE },
			parameters: { operation: 'sendText', text: 'Nobody hears this', mentions: {}, options: {} },
		}),
	];
}

/** A refusal ends the run as failed, with a sentence, and nothing is delivered. */
export async function checkFailures(report: Report, { session, sandbox }: Bench): Promise<void> {
	console.log('\nRefusals');
	for (const [slug, name] of [
		['no-robot', 'a group without the robot is refused'],
		['gone-robot', 'a deleted group robot is refused'],
	]) {
		await report.check(name, async () => {
			const effectsOf = watch(sandbox);
			const run = await session.client.run(`check-${slug}`, ONE_NODE_TRIGGER);
			assert.equal(run.status, 'error');
			assert.ok(
				(run.error?.message ?? '').length > 10,
				describeError(run.error ?? { message: '' }),
			);
			assert.deepEqual(effectsOf().messages, []);
		});
	}
}
