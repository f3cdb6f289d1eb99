import type { Workflow } from '../../harness/workflows.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import type { CredentialSeed } from '../../harness/n8n/instance.mts';

/** A workflow whose trigger wants a part of the pushes, and no other lane's. */
export interface Lane {
	workflowId: string;
	clientId: string;
	/** In every message to the robot that is for this lane. */
	keyword: string;
	eventType: string;
}

/** The app whose triggers share all pushes, and faults of every kind. */
export const SHARED_APP = 'dingsandboxapp';
/** The app with a single trigger: each of its outages can be followed attempt by attempt. */
export const LONE_APP = 'dingsandboxnew';

const EVENT_TYPES = [
	'user_add_org',
	'user_modify_org',
	'org_dept_create',
	'bpms_instance_change',
	'bpms_task_change',
	'check_in',
	'attendance_check_record',
	'chat_update_title',
];
const PEOPLE = ['zhangwei', 'lina', 'wangfang', 'alice'];
const SHARED_CREDENTIAL = { id: 'dingTalkAppExample', name: 'DingTalk App API account' };
const LONE_CREDENTIAL = { id: 'dingTalkLoneApp', name: 'The app with one trigger' };

/** The credential of the app with a single trigger; the other one is that of the examples. */
export const loneCredential = (urls: { apiUrl: string; oapiUrl: string }): CredentialSeed => ({
	...LONE_CREDENTIAL,
	type: 'dingTalkAppApi',
	data: {
		clientId: LONE_APP,
		clientSecret: 'sandbox-new-secret',
		apiBaseUrl: urls.apiUrl,
		oapiBaseUrl: urls.oapiUrl,
	},
});

/** So many lanes of the shared app, and the one of the other. */
export function makeLanes(shared: number): Lane[] {
	if (shared > EVENT_TYPES.length) throw new Error(`At most ${EVENT_TYPES.length} lanes`);
	const lane = (index: number, clientId: string): Lane => ({
		workflowId: `chaos-${index}`,
		clientId,
		keyword: `lane ${index}:`,
		eventType: EVENT_TYPES[index % EVENT_TYPES.length],
	});
	const lanes = Array.from({ length: shared }, (_, index) => lane(index, SHARED_APP));
	return [...lanes, lane(shared, LONE_APP)];
}

/** A workflow that does nothing but start. */
export function laneWorkflow({ workflowId, clientId, keyword, eventType }: Lane): Workflow {
	const credential = clientId === LONE_APP ? LONE_CREDENTIAL : SHARED_CREDENTIAL;
	return {
		id: workflowId,
		name: `Chaos: ${keyword.replace(':', '')}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: `${workflowId}-trigger`, position: [0, 0], typeVersion: 1 },
				name: 'Pushed',
				type: 'n8n-nodes-dingtalk-suite.dingTalkTrigger',
				parameters: {
					triggerOn: ['message', 'event'],
					events: [eventType],
					filters: { keyword },
					options: {},
				},
				credentials: { dingTalkAppApi: credential },
			},
		],
		connections: {},
	};
}

/** Somebody writes to the robot; gives back the message's id. */
export function writeTo({ clientId, keyword }: Lane, { control }: Sandbox, n: number): string {
	const text = { content: `${keyword} message ${n}, 第${n}条` };
	const userId = PEOPLE[n % PEOPLE.length];
	const { botMessage } = control.sendToRobot(userId, {
		msgtype: 'text',
		text,
		robotCode: clientId,
	});
	return botMessage.msgId;
}

/** Something happens; gives back the event's id. */
export function raiseFor({ clientId, eventType }: Lane, { control }: Sandbox, n: number): string {
	const data = { timeStamp: Date.now(), userId: [PEOPLE[n % PEOPLE.length]], title: `event ${n}` };
	return control.raiseEvent(eventType, data, { clientId }).eventId;
}
