import { loneCredential } from '../../../bench/chaos/lanes.mts';
import { SANDBOX_APP } from '../../../harness/target.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';

/** What the sandbox and n8n have agreed on for pushes over HTTP. */
export const CALLBACK_KEYS = {
	token: 'n8nRealCallbackToken',
	aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const CORP_ID = 'dingsandboxcorp';

const APP = { id: 'dingTalkAppExample', name: 'DingTalk App API account' };
const WRONG_SECRET = { id: 'dingTalkWrongSecret', name: 'An app with a wrong secret' };
const UNREACHABLE = { id: 'dingTalkUnreachable', name: 'A DingTalk that nobody reaches' };
const BY_CONSOLE = { id: 'dingTalkCallbackConsole', name: 'Keys of the console' };
const BY_API = { id: 'dingTalkCallbackManaged', name: 'Keys of the managed subscription' };

/** The credentials of the workflows below. */
export function triggerCredentials(urls: { apiUrl: string; oapiUrl: string }): CredentialSeed[] {
	const hosts = { apiBaseUrl: urls.apiUrl, oapiBaseUrl: urls.oapiUrl };
	const app = (id: { id: string; name: string }, data: object): CredentialSeed => ({
		...id,
		type: 'dingTalkAppApi',
		data: { ...SANDBOX_APP, ...hosts, ...data },
	});
	const callback = (id: { id: string; name: string }, ownerKey: string): CredentialSeed => ({
		...id,
		type: 'dingTalkCallbackApi',
		data: {
			token: CALLBACK_KEYS.token,
			aesSecretKey: CALLBACK_KEYS.aesKey,
			ownerKey,
			appSecret: SANDBOX_APP.clientSecret,
		},
	});
	return [
		loneCredential(urls),
		app(WRONG_SECRET, { clientSecret: 'not-the-secret' }),
		// Nothing listens on this port.
		app(UNREACHABLE, { apiBaseUrl: 'http://127.0.0.1:9' }),
		callback(BY_CONSOLE, SANDBOX_APP.clientId),
		callback(BY_API, CORP_ID),
	];
}

/** Names of the workflows of triggers. */
export const STREAM = 'check-stream';
export const STREAM_FILES = 'check-stream-files';
export const STREAM_ANSWER = 'check-stream-answer';
export const STREAM_CARD = 'check-stream-card';
export const STREAM_WRONG_SECRET = 'check-stream-wrong-secret';
export const STREAM_UNREACHABLE = 'check-stream-unreachable';
export const ERROR_WORKFLOW = 'check-stream-error';
export const CALLBACK = 'check-callback';
export const CALLBACK_MANAGED = 'check-callback-managed';

/** The name of the trigger of these workflows. */
export const TRIGGER = 'Pushed';

const EVERYTHING = { triggerOn: ['message', 'event'], events: ['*'], options: {} };
const CONTACTS = { triggerOn: ['event'], events: ['user_add_org', 'user_leave_org'], options: {} };

/** Workflows of one trigger each. */
export function triggerWorkflows(): Workflow[] {
	const stream = (id: string, parameters: object, credential = APP) =>
		oneTrigger(id, 'dingTalkTrigger', parameters, { dingTalkAppApi: credential });
	return [
		stream(STREAM, EVERYTHING),
		stream(STREAM_FILES, { triggerOn: ['message'], options: { downloadFiles: true } }),
		stream(STREAM_ANSWER, {
			triggerOn: ['message'],
			answer: 'text',
			answerText: 'Got it 收到',
			options: {},
		}),
		cardWorkflow(
			stream(STREAM_CARD, { triggerOn: ['cardAction'], cardAnswer: 'lastNode', options: {} }),
		),
		stream(STREAM_WRONG_SECRET, EVERYTHING, WRONG_SECRET),
		stream(STREAM_UNREACHABLE, EVERYTHING, UNREACHABLE),
		oneTrigger(CALLBACK, 'dingTalkCallbackTrigger', EVERYTHING, {
			dingTalkCallbackApi: BY_CONSOLE,
		}),
		oneTrigger(
			CALLBACK_MANAGED,
			'dingTalkCallbackTrigger',
			{ ...CONTACTS, subscription: 'managed' },
			{ dingTalkCallbackApi: BY_API, dingTalkAppApi: APP },
		),
		errorWorkflow(),
	];
}

/** The address that n8n gives to the Callback Trigger of one of these workflows. */
export const callbackUrl = (n8nUrl: string, workflowId: string): string =>
	`${n8nUrl}/webhook/${workflowId}-hook/dingtalk`;

function oneTrigger(
	id: string,
	type: string,
	parameters: object,
	credentials: Workflow['nodes'][0]['credentials'],
): Workflow {
	return {
		id,
		name: `Check: ${id}`,
		active: false,
		settings: { executionOrder: 'v1', errorWorkflow: ERROR_WORKFLOW },
		nodes: [
			{
				...{ id: `${id}-trigger`, position: [0, 0], typeVersion: 1, webhookId: `${id}-hook` },
				name: TRIGGER,
				type: `n8n-nodes-dingtalk-suite.${type}`,
				parameters: { ...parameters },
				credentials,
			},
		],
		connections: {},
	};
}

/** What the card shows after a press comes from the last node. */
function cardWorkflow(workflow: Workflow): Workflow {
	const last = {
		...{ id: `${workflow.id}-last`, position: [220, 0] as [number, number], typeVersion: 3.4 },
		name: 'What the card shows',
		type: 'n8n-nodes-base.set',
		parameters: {
			mode: 'raw',
			jsonOutput: '={{ { status: "by " + $json.user.userId + ": " + $json.actionIds[0] } }}',
			options: {},
		},
	};
	return {
		...workflow,
		nodes: [...workflow.nodes, last],
		connections: { [TRIGGER]: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
	};
}

function errorWorkflow(): Workflow {
	return {
		id: ERROR_WORKFLOW,
		name: 'Check: error workflow',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: 'error-trigger', position: [0, 0], typeVersion: 1 },
				name: 'Something failed',
				type: 'n8n-nodes-base.errorTrigger',
				parameters: {},
			},
		],
		connections: {},
	};
}
