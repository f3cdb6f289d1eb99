import { callTool, sayFrom, type ChatTurn } from '../../../harness/n8n/chatModel.mts';
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

/** Asks, and as long as it was asked once only, asks again. */
function loop(): Workflow {
	const workflow = asking('loop', {});
	const again = {
		id: 'again',
		name: 'Again?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		position: [480, 0],
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: 'first',
						leftValue: '={{ $runIndex }}',
						rightValue: 1,
						operator: { type: 'number', operation: 'lt' },
					},
				],
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

/** Hears the presses of cards. */
export const PRESS_TRIGGER = 'check-wait-trigger';

function pressTrigger(): Workflow {
	return {
		id: PRESS_TRIGGER,
		name: 'Check: wait-trigger',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: 'pressed', position: [0, 0], typeVersion: 1 },
				name: 'Pressed',
				type: 'n8n-nodes-dingtalk-suite.dingTalkTrigger',
				parameters: { triggerOn: ['cardAction'], options: {} },
				credentials: APP,
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
		options: {
			limitWaitTime: {
				values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
			},
		},
	}),
	asking('active', {}),
	asking('card', IN_CHAT),
	asking('card-group', {
		...IN_CHAT,
		target: 'group',
		openConversationId: { __rl: true, mode: 'id', value: OPS },
		approvers: { list: [{ ids: 'lina' }] },
	}),
	asking('card-limit', {
		...IN_CHAT,
		options: {
			limitWaitTime: {
				values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
			},
		},
	}),
	told(),
	pressTrigger(),
	asking('deleted', {}),
	loop(),
	reviewed('review', {}),
	reviewed('review-card', IN_CHAT),
];
