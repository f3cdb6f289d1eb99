import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLES_DIR } from './n8n/paths.mts';
import {
	AGENT_ID_VARIABLE,
	VARIABLE_OF,
	VARIABLES_OF_CREDENTIAL,
	type SettingName,
	type Target,
} from './target.mts';

/** A node as it stands in a workflow file. */
export interface WorkflowNode {
	name: string;
	type: string;
	disabled?: boolean;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

/** A workflow file, with the id it gets in the throw-away n8n. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	[field: string]: unknown;
}

/** One of the project's examples. */
export interface Example {
	slug: string;
	story: string;
	workflow: Workflow;
	/** Starts the workflow. */
	trigger: WorkflowNode;
	/** DingTalk steps that cannot run with what was given, with the reason. */
	skipped: Array<{ node: string; reason: string }>;
	/** DingTalk steps that run. */
	steps: WorkflowNode[];
}

const STORIES: Record<string, string> = {
	collaborate: 'group message → task by @mention → share a file',
	'share-file': 'upload → download → compare the bytes → send to a conversation',
	schedule: 'add a work record → query by date → complete → query',
	todo: 'add a todo → query by due date → complete → query → delete',
	calendar: 'create an event → query by date → move → query → delete',
	'weekly-todos': 'a table → todos of the people whose turn it is → the group is told',
	'work-record-to-todo': 'open work records → todos → the records taken off',
	'group-push': 'text, picture, link and cards, within the limit',
	alert: 'monitoring → n8n webhook → group robot, the person on call mentioned',
	'on-call': 'alert → group, with mention → runbook as PDF → one-to-one to the people on call',
	'daily-report': 'numbers → work notification to people and a department → who has got it',
	'meeting-finder': 'several people and a room: first free time → event → the group',
	'answering-bot': 'somebody writes to the robot → an answer; a file → zipped and sent back',
	'ai-card': 'somebody asks → a card that thinks → an AI agent’s answer types itself into it',
	'approval-result': 'an approval is finished → the person who asked, and the group',
	'approve-deploy': 'a CI asks → the release managers decide by a card → deployed, or held back',
	'expense-limit':
		'an expense over the limit → a card, a reminder, the next in charge → who claimed it is told',
	'leave-request': 'a form of n8n → an approval → waits for its result → who asked is told',
	welcome: 'somebody joins → a welcome card for them, a message to the group',
	expense: 'a form with a photographed receipt → an approval whose steps depend on the amount',
	'open-approvals': 'every morning, what waits for each approver → one message each',
	'leave-calendar': 'leave is approved → an event in the calendar of the person who asked',
	'nightly-sheet': 'orders of a database → rows of a spreadsheet, each once → what is open',
	spreadsheet: 'a sheet, its cells, rows and columns → read → tidied up',
	'group-robot': 'DINGs in the app, by SMS and by a call → the six messages of a group robot',
	'ai-table': 'a table and its columns → records, by conditions → create or update → tidied up',
	'ai-table-files': 'a PDF and a picture → attachments of records → back again',
	'meeting-notes': 'notes of a meeting → an AI agent → a document, todos, and the group',
	'event-log': 'todos, approvals, new colleagues → a record of an AI table for each event',
	'invoice-check': 'an expense is asked for → a model reads its invoices → a comment, or a DING',
	'due-tasks': 'the date in a record of an AI table comes → whoever does it is told',
	purchase: 'a form → a record of an AI table → an approval, waited for → the quote into the drive',
};

/** Examples that the demo does not run with the real DingTalk, and why. */
const SANDBOX_ONLY: Record<string, string> = {
	expense: 'fills in a form of the sandbox: import it into your own n8n and choose your process',
	'group-robot': 'rings somebody up, which costs money: run it in your own n8n',
	'meeting-notes': 'needs a chat model: import it into your own n8n',
	'open-approvals': 'writes to everybody who has something to decide: run it in your own n8n',
};

const OUR_NODES = 'n8n-nodes-dingtalk-suite.';
const ROBOT_NODE = `${OUR_NODES}dingTalkRobot`;
const PUSH_TRIGGER = `${OUR_NODES}dingTalkTrigger`;
/** Triggers that hear, while a workflow is published, what happens at DingTalk. */
const HEARING = [PUSH_TRIGGER, `${OUR_NODES}dingTalkAiTableTrigger`];
const TRIGGERS = [
	'n8n-nodes-base.manualTrigger',
	'n8n-nodes-base.webhook',
	'n8n-nodes-base.formTrigger',
	...HEARING,
];

/** True when the example starts because something happens at DingTalk. */
export const startsByItself = ({ trigger }: Example): boolean => HEARING.includes(trigger.type);

/** True when the example hears, while it is published, what happens at DingTalk. */
export const hearsDingTalk = ({ workflow }: Pick<Example, 'workflow'>): boolean =>
	workflow.nodes.some(({ type }) => HEARING.includes(type));

/** Reads every example and fits it to the target. */
export async function loadExamples(target: Target): Promise<Example[]> {
	return await Promise.all(Object.keys(STORIES).map((slug) => loadExample(slug, target)));
}

async function loadExample(slug: string, target: Target): Promise<Example> {
	const text = await readFile(join(EXAMPLES_DIR, `${slug}.json`), 'utf8');
	const workflow = { ...JSON.parse(text), id: `dingtalk-${slug}` } as Workflow;
	const trigger = workflow.nodes.find((node) => TRIGGERS.includes(node.type));
	if (trigger === undefined) throw new Error(`examples/${slug}.json has no trigger`);
	fillSettings(workflow, target);
	const reasons = findReasons(slug, workflow, target);
	for (const node of workflow.nodes) if (reasons.has(node.name)) node.disabled = true;
	// A second trigger only hears what executions of the first one wait for.
	const ours = workflow.nodes.filter(
		(node) => node.type.startsWith(OUR_NODES) && (node === trigger || node.type !== PUSH_TRIGGER),
	);
	return {
		slug,
		story: STORIES[slug],
		workflow,
		trigger,
		skipped: ours.flatMap(({ name }) => {
			const reason = reasons.get(name);
			return reason === undefined ? [] : [{ node: name, reason }];
		}),
		steps: ours.filter((node) => node.disabled !== true),
	};
}

function fillSettings(workflow: Workflow, target: Target): void {
	const settings = workflow.nodes.find((node) => node.name === 'Settings');
	const list = settings?.parameters.assignments as
		| { assignments: Array<{ name: string; value: string }> }
		| undefined;
	for (const field of list?.assignments ?? []) {
		field.value = target.settings[field.name as keyof Target['settings']] ?? field.value;
	}
}

/** Why a node cannot run; a node that reads the output of such a node cannot run either. */
function findReasons(slug: string, workflow: Workflow, target: Target): Map<string, string> {
	const reasons = new Map<string, string>();
	if (target.isSandbox) return reasons;
	const reason = hearsDingTalk({ workflow })
		? 'waits for what people do: import it into your own n8n and publish it'
		: SANDBOX_ONLY[slug];
	if (reason !== undefined) {
		return new Map(workflow.nodes.map(({ name }) => [name, reason]));
	}
	for (const node of workflow.nodes) {
		const missing = missingVariables(node, target);
		if (missing.length > 0) reasons.set(node.name, `set ${missing.join(' and ')}`);
	}
	for (let before = -1; before !== reasons.size; ) {
		before = reasons.size;
		for (const node of workflow.nodes) {
			const text = JSON.stringify(node.parameters);
			const source = [...reasons.keys()].find((name) => text.includes(`$('${name}')`));
			if (source !== undefined && !reasons.has(node.name)) {
				reasons.set(node.name, `needs the result of "${source}"`);
			}
		}
	}
	return reasons;
}

function hasAgentId({ credentials }: Target): boolean {
	return credentials.some(({ type, data }) => type === 'dingTalkAppApi' && data.agentId !== '');
}

function missingVariables(node: WorkflowNode, target: Target): string[] {
	const has = (type: string) => target.credentials.some((credential) => credential.type === type);
	const missing = Object.keys(node.credentials ?? {})
		.filter((type) => !has(type))
		.flatMap((type) => VARIABLES_OF_CREDENTIAL[type] ?? []);
	if (node.parameters.target === 'workNotification' && !hasAgentId(target)) {
		missing.push(AGENT_ID_VARIABLE);
	}
	// A robot's message goes out without a mention; an app cannot do without group or person.
	if (node.type === ROBOT_NODE) return missing;
	const text = JSON.stringify(node.parameters);
	for (const [name, variable] of Object.entries(VARIABLE_OF)) {
		const isUsed = text.includes(`$('Settings').first().json.${name}`);
		if (isUsed && target.settings[name as SettingName] === '') missing.push(variable);
	}
	return missing;
}
