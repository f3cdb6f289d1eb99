import type { CredentialSeed } from './n8n/instance.mts';

/** Where the workflows send to: the sandbox, or the real DingTalk with what the user gave. */
export interface Target {
	isSandbox: boolean;
	credentials: CredentialSeed[];
	/** Values for the workflows' "Settings" nodes; a field without one keeps the sandbox's value. */
	settings: Partial<Record<SettingName | SandboxSetting, string>>;
}

/** Fields that only the sandbox fills: where it deploys, and minutes where people would have hours. */
type SandboxSetting = 'deployUrl' | 'remindAfter' | 'escalateAfter';

/** The fields that the examples' "Settings" nodes have. */
export type SettingName =
	| 'openConversationId'
	| 'userId'
	| 'departmentId'
	| 'mentionMobile'
	| 'attendees'
	| 'roomIds'
	| 'workbookUrl'
	| 'baseUrl';

/** The environment variable that fills a settings field when the real DingTalk is used. */
export const VARIABLE_OF: Record<SettingName, string> = {
	openConversationId: 'DINGTALK_OPEN_CONVERSATION_ID',
	userId: 'DINGTALK_USER_ID',
	departmentId: 'DINGTALK_DEPARTMENT_ID',
	mentionMobile: 'DINGTALK_MENTION_MOBILE',
	attendees: 'DINGTALK_ATTENDEES',
	roomIds: 'DINGTALK_ROOM_IDS',
	workbookUrl: 'DINGTALK_SPREADSHEET_URL',
	baseUrl: 'DINGTALK_AI_TABLE_URL',
};

/** The environment variables without which a credential type cannot be had. */
export const VARIABLES_OF_CREDENTIAL: Record<string, string[]> = {
	dingTalkAppApi: ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'],
	dingTalkGroupRobotApi: ['DINGTALK_WEBHOOK'],
};

/** Without it the app cannot send work notifications. */
export const AGENT_ID_VARIABLE = 'DINGTALK_AGENT_ID';

/** The sandbox's app with every permission. */
export const SANDBOX_APP = { clientId: 'dingsandboxapp', clientSecret: 'sandbox-app-secret' };

/** The sandbox's group robot that wants signed requests. */
export const SANDBOX_ROBOT = {
	webhookToken: 'sandboxrobotsigned',
	secret: `SEC${'sandbox'.padEnd(61, '0')}`,
};

const APP_CREDENTIAL = { id: 'dingTalkAppExample', name: 'DingTalk App API account' };
const ROBOT_CREDENTIAL = { id: 'dingTalkRobotExample', name: 'DingTalk Group Robot API account' };

/** What each variable of the real DingTalk is for. */
export const VARIABLES: Record<string, string> = {
	DINGTALK_CLIENT_ID: 'the app, with DINGTALK_CLIENT_SECRET',
	DINGTALK_OPEN_CONVERSATION_ID: "a group that the app's robot is in",
	DINGTALK_USER_ID: 'who gets the task, the work record, the one-to-one message and the report',
	DINGTALK_DEPARTMENT_ID: 'the department that gets the daily report',
	[AGENT_ID_VARIABLE]: "the app's AgentId, for work notifications",
	DINGTALK_WEBHOOK: 'a group robot; DINGTALK_WEBHOOK_SECRET if it signs',
	DINGTALK_MENTION_MOBILE: 'who is mentioned in the alert (without it nobody is)',
	DINGTALK_ATTENDEES: 'who meets, besides DINGTALK_USER_ID',
	DINGTALK_ROOM_IDS: 'meeting rooms of which one is booked',
	DINGTALK_SPREADSHEET_URL: 'the spreadsheet that gets the orders; DINGTALK_USER_ID may edit it',
	DINGTALK_AI_TABLE_URL: 'an AI table in which tables are made; DINGTALK_USER_ID may edit it',
};

/** True when the environment names an app or a robot of the real DingTalk. */
export function wantsRealDingTalk(env: NodeJS.ProcessEnv): boolean {
	const has = (name: string) => (env[name] ?? '') !== '';
	const [id, secret] = VARIABLES_OF_CREDENTIAL.dingTalkAppApi;
	if (has(id) !== has(secret)) throw new Error(`Set both ${id} and ${secret}, or neither`);
	return has('DINGTALK_WEBHOOK') || has(id);
}

/**
 * The sandbox as target.
 * @param ciUrl where the examples deploy
 */
export function sandboxTarget(urls: { apiUrl: string; oapiUrl: string }, ciUrl?: string): Target {
	const app = { ...SANDBOX_APP, robotCode: SANDBOX_APP.clientId, agentId: '1001' };
	const hosts = { apiBaseUrl: urls.apiUrl, oapiBaseUrl: urls.oapiUrl };
	return {
		isSandbox: true,
		settings: {
			...{ remindAfter: '0.02', escalateAfter: '0.03' },
			...(ciUrl === undefined ? {} : { deployUrl: ciUrl }),
		},
		credentials: [
			{ ...APP_CREDENTIAL, type: 'dingTalkAppApi', data: { ...app, ...hosts } },
			{
				...ROBOT_CREDENTIAL,
				type: 'dingTalkGroupRobotApi',
				data: { ...SANDBOX_ROBOT, baseUrl: urls.oapiUrl },
			},
		],
	};
}

/** The real DingTalk as target, with what the environment gives. */
export function realTarget(env: NodeJS.ProcessEnv): Target {
	const has = (name: string) => (env[name] ?? '') !== '';
	const credentials: CredentialSeed[] = [];
	if (VARIABLES_OF_CREDENTIAL.dingTalkAppApi.every(has)) {
		credentials.push({ ...APP_CREDENTIAL, type: 'dingTalkAppApi', data: realApp(env) });
	}
	if (has('DINGTALK_WEBHOOK')) {
		credentials.push({ ...ROBOT_CREDENTIAL, type: 'dingTalkGroupRobotApi', data: realRobot(env) });
	}
	const settings: Target['settings'] = {};
	for (const [name, variable] of Object.entries(VARIABLE_OF)) {
		// An empty value is a value here: the sandbox's people must not be mentioned for real.
		settings[name as SettingName] = env[variable] ?? '';
	}
	return { isSandbox: false, credentials, settings };
}

/** Other base addresses are for dedicated or international DingTalk. */
function realApp(env: NodeJS.ProcessEnv): Record<string, string> {
	return {
		clientId: env.DINGTALK_CLIENT_ID ?? '',
		clientSecret: env.DINGTALK_CLIENT_SECRET ?? '',
		robotCode: env.DINGTALK_ROBOT_CODE ?? '',
		agentId: env.DINGTALK_AGENT_ID ?? '',
		apiBaseUrl: env.DINGTALK_API_BASE_URL ?? 'https://api.dingtalk.com',
		oapiBaseUrl: env.DINGTALK_OAPI_BASE_URL ?? 'https://oapi.dingtalk.com',
	};
}

function realRobot(env: NodeJS.ProcessEnv): Record<string, string> {
	return {
		webhookToken: env.DINGTALK_WEBHOOK ?? '',
		secret: env.DINGTALK_WEBHOOK_SECRET ?? '',
		baseUrl: env.DINGTALK_OAPI_BASE_URL ?? 'https://oapi.dingtalk.com',
	};
}
