import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import { callTool, sayFrom, type ChatTurn } from '../../../harness/n8n/chatModel.mts';
import { SANDBOX_APP } from '../../../harness/target.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import { agentWorkflow } from './agent.mts';
import { ONE_NODE_TRIGGER, oneNodeWorkflow } from './workflow.mts';

export const APP = {
	dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
};
export const OPS = 'cidOpsAlerts000000001==';
/** What the message asks; the page has to show it as text. */
export const MESSAGE =
	'### Deploy?\n- version **1.4.2** <script>alert(1)</script>\n{{ "}}" }} & 你好';

const DOUBLE = {
	values: { approvalType: 'double', approveLabel: '同意 Approve', disapproveLabel: '拒绝 <b>' },
};

/** A workflow that asks: the node that waits is its last one. */
const asking = (slug: string, parameters: object): Workflow =>
	oneNodeWorkflow(`wait-${slug}`, {
		type: 'n8n-nodes-dingtalk-suite.dingTalk',
		typeVersion: 1,
		credentials: APP,
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			target: 'people',
			people: { list: [{ ids: 'lina,bob' }] },
			message: MESSAGE,
			responseType: 'approval',
			approvalOptions: DOUBLE,
			options: {},
			...parameters,
		},
	});

export const PUBLISHED = 'check-wait-published';

/** A question that a call of a webhook leads to. */
function published(): Workflow {
	const workflow = asking('published', {});
	const [trigger, ...others] = workflow.nodes;
	const webhook = {
		...trigger,
		...{ type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: PUBLISHED },
		parameters: { httpMethod: 'POST', path: PUBLISHED, responseMode: 'onReceived', options: {} },
	};
	return { ...workflow, nodes: [webhook, ...others] };
}

/** A question, and a way back to it that is taken as long as a condition holds. */
function looping(
	slug: string,
	parameters: object,
	condition: { leftValue: string; rightValue?: unknown; operator: object },
): Workflow {
	const workflow = asking(slug, parameters);
	const again = {
		id: 'again',
		name: 'Again?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		position: [480, 0],
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [{ id: 'first', rightValue: '', ...condition }],
				combinator: 'and',
			},
			options: {},
		},
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, again],
		connections: { [ONE_NODE_TRIGGER]: to('Step'), Step: to('Again?'), 'Again?': to('Step') },
	};
}

/** Tells the group of each answer, so that an execution that resumed twice shows. */
function told(): Workflow {
	const workflow = asking('card-told', IN_CHAT);
	const tell = {
		...workflow.nodes[1],
		id: 'tell',
		name: 'Tell',
		position: [480, 0],
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'group',
			openConversationId: { __rl: true, mode: 'id', value: OPS },
			messageType: 'text',
			text: '=Execution {{ $execution.id }}: {{ $json.data.approved }}',
			options: {},
		},
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, tell],
		connections: { [ONE_NODE_TRIGGER]: to('Step'), Step: to('Tell') },
	};
}

/** What the agent sends when people let it. */
export const REVIEWED_TEXT = 'The build is broken';

/** The model wants to send it, and then says what the tool said. */
export const reviewTurns = (): ChatTurn[] => [
	callTool({ toolParameters: { group: OPS, text: REVIEWED_TEXT }, hitlParameters: {} }),
	sayFrom((output) => `Tool said: ${output}`),
];

/** Asks, and as long as it was asked once only, asks again. */
const loop = () =>
	looping(
		'loop',
		{},
		{
			leftValue: '={{ $runIndex }}',
			rightValue: 1,
			operator: { type: 'number', operation: 'lt' },
		},
	);

const minutes = (resumeAmount: number) => ({
	limitWaitTime: {
		values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit: 'minutes' },
	},
});

/** Asks with reminders, after 3 s and 6 s, up to a limit. */
const reminding = (slug: string, parameters: object, limit: object = {}) =>
	looping(
		slug,
		{
			people: { list: [{ ids: 'lina' }] },
			...parameters,
			options: {
				...limit,
				reminders: {
					values: [
						{ after: 0.05, afterUnit: 'minutes', text: 'First reminder' },
						{
							after: 0.1,
							afterUnit: 'minutes',
							text: 'Second reminder',
							others: { list: [{ ids: 'bob' }] },
						},
					],
				},
			},
		},
		{
			leftValue: '={{ $json.data }}',
			operator: { type: 'object', operation: 'notExists', singleValue: true },
		},
	);

/** n8n's AI Agent, whose tool wants a person's approval in DingTalk. */
function reviewed(slug: string, parameters: object): Workflow {
	const workflow = agentWorkflow();
	const [trigger, agent, model, tool] = workflow.nodes;
	const review = {
		...tool,
		id: 'review',
		name: 'Ask in DingTalk',
		type: 'n8n-nodes-dingtalk-suite.dingTalkHitlTool',
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			message: '=Run {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}?',
			target: 'people',
			people: { list: [{ ids: 'lina' }] },
			responseType: 'approval',
			approvalOptions: DOUBLE,
			options: {},
			...parameters,
		},
	};
	const as = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });
	return {
		...workflow,
		id: `check-wait-${slug}`,
		name: `Check: wait-${slug}`,
		nodes: [trigger, agent, model, review, tool],
		connections: {
			[ONE_NODE_TRIGGER]: as('Agent', 'main'),
			Model: as('Agent', 'ai_languageModel'),
			[tool.name]: as('Ask in DingTalk', 'ai_tool'),
			'Ask in DingTalk': as('Agent', 'ai_tool'),
		},
	};
}

const FORM = {
	values: [
		{ fieldLabel: 'Why "now"?', fieldName: 'why', fieldType: 'textarea', requiredField: true },
		{ fieldLabel: 'Amount', fieldType: 'number' },
		{
			fieldLabel: 'Where',
			fieldType: 'checkbox',
			fieldOptions: { values: [{ option: 'Beijing' }, { option: '<Hangzhou>' }] },
		},
		{ fieldName: 'ticket', fieldType: 'hiddenField', fieldValue: 'T-42' },
	],
};

/** Hear the presses of cards: over Stream, and by the address of a route. */
export const PRESS_TRIGGER = 'check-wait-trigger';
export const ROUTE_TRIGGER = 'check-wait-route';
export const ROUTE_KEY = 'approvals';
export const CARD_SECRET = 'n8nRealCardSecret';

const ROUTE_KEYS = { id: 'dingTalkCallbackRoute', name: 'Keys of the card route' };

/** The keys that DingTalk signs the presses with that come by the route. */
export const ROUTE_CREDENTIAL: CredentialSeed = {
	...ROUTE_KEYS,
	type: 'dingTalkCallbackApi',
	data: { cardSecret: CARD_SECRET, appSecret: SANDBOX_APP.clientSecret },
};

function pressTrigger(
	id: string,
	type: 'dingTalkTrigger' | 'dingTalkCallbackTrigger',
	credentials: Workflow['nodes'][0]['credentials'],
): Workflow {
	return {
		id,
		name: `Check: ${id}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: 'pressed', position: [0, 0], typeVersion: 1, webhookId: `${id}-hook` },
				name: 'Pressed',
				type: `n8n-nodes-dingtalk-suite.${type}`,
				parameters: { triggerOn: ['cardAction'], options: {} },
				credentials,
			},
		],
		connections: {},
	};
}

const IN_CHAT = { chatApproval: true, cardTemplateId: 'sandbox-decision.schema' };

/** The workflows of the checks, by what they are about. */
export const waitWorkflows = (): Workflow[] => [
	asking('approval', {}),
	asking('group', {
		target: 'group',
		openConversationId: { __rl: true, mode: 'id', value: OPS },
		approvalOptions: {},
	}),
	asking('text', { responseType: 'freeText' }),
	asking('form', { responseType: 'form', defineForm: 'fields', formFields: FORM }),
	asking('limit', {
		options: minutes(0.05),
	}),
	published(),
	asking('card', IN_CHAT),
	asking('card-links', { ...IN_CHAT, options: { linksToo: true } }),
	asking('card-group', {
		...IN_CHAT,
		target: 'group',
		openConversationId: { __rl: true, mode: 'id', value: OPS },
		approvers: { list: [{ ids: 'lina' }] },
	}),
	asking('card-limit', {
		...IN_CHAT,
		options: minutes(0.05),
	}),
	asking('card-route', { ...IN_CHAT, callback: 'http', callbackRouteKey: ROUTE_KEY }),
	asking('card-no-ticket', {
		...IN_CHAT,
		cardTemplateId: 'sandbox-approval.schema',
		callback: 'http',
		callbackRouteKey: ROUTE_KEY,
	}),
	pressTrigger(PRESS_TRIGGER, 'dingTalkTrigger', APP),
	pressTrigger(ROUTE_TRIGGER, 'dingTalkCallbackTrigger', {
		...APP,
		dingTalkCallbackApi: ROUTE_KEYS,
	}),
	told(),
	asking('deleted', {}),
	loop(),
	reminding('reminders', {}),
	reminding('reminders-card', IN_CHAT),
	reminding('reminders-limit', IN_CHAT, minutes(1.7)),
	reviewed('review', {}),
	reviewed('review-card', IN_CHAT),
];
