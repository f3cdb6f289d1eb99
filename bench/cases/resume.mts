import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../../harness/n8n/runData.mts';
import { until } from '../../harness/n8n/until.mts';
import { openSession, type Session } from '../../harness/session.mts';
import { sandboxTarget } from '../../harness/target.mts';
import type { Workflow, WorkflowNode } from '../../harness/workflows.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { median } from '../child.mts';
import type { Case, Row } from '../report.mts';

const ROUNDS = 51;
const WARM_UP = 10;
const MOST = 1.3;
/** So that no execution waits for another one. */
const PAUSE_MS = 100;
const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };
const TRIGGER = 'bench-resume-trigger';
const WAYS = {
	press: 'bench-resume-press',
	link: 'bench-resume-link',
	url: 'bench-resume-url',
} as const;

type Way = keyof typeof WAYS;

/** What a workflow answers when it is called: it waits a moment later. */
interface Waiting {
	executionId: string;
	/** Of n8n's Wait node. */
	resumeUrl: string;
}

/** From the press of a card until its execution goes on, beside a call of the URL of n8n's own Wait node. */
export const resume: Case = {
	name: 'resume',
	async run(progress) {
		const cleanups: Array<() => Promise<void>> = [];
		try {
			const sandbox = await startSandbox();
			cleanups.push(() => sandbox.close());
			const session = await openSession({
				target: sandboxTarget(sandbox),
				extraWorkflows: [
					triggerWorkflow(),
					waiting(
						'press',
						asking({ chatApproval: true, cardTemplateId: 'sandbox-decision.schema' }),
					),
					waiting('link', asking({})),
					waiting('url', WAIT),
				],
				onCleanup: (cleanup) => cleanups.push(cleanup),
			});
			for (const id of [TRIGGER, ...Object.values(WAYS)]) await session.client.activate(id);
			progress(`${ROUNDS} presses, links and calls in turn`);
			const took: Record<Way, number[]> = { press: [], link: [], url: [] };
			for (let round = 0; round < WARM_UP + ROUNDS; round++) {
				for (const way of Object.keys(WAYS) as Way[]) {
					const ms = await resumeOnce(session, sandbox, way);
					if (round >= WARM_UP) took[way].push(ms);
				}
			}
			return rowsOf(took);
		} finally {
			for (const cleanup of cleanups.reverse()) await cleanup();
		}
	},
};

const nowMs = () => performance.timeOrigin + performance.now();

/** @returns ms from the press or call until n8n begins with the node after the one that waits */
async function resumeOnce(session: Session, sandbox: Sandbox, way: Way): Promise<number> {
	const { client, server } = session;
	const response = await fetch(`${server.url}/webhook/${WAYS[way]}`, { method: 'POST' });
	const { executionId, resumeUrl } = (await response.json()) as Waiting;
	await until('it waits', async () => (await client.statusOf(executionId)) === 'waiting');
	await sleep(PAUSE_MS);
	const goOn = GO_ON[way](sandbox, resumeUrl);
	const startedAt = nowMs();
	await goOn();
	const run = await client.waitForRun(executionId);
	const after = run.nodes.find(({ name }) => name === 'After');
	if (!after || itemsOf(run, 'After').length !== 1) {
		throw new Error(`It did not go on: ${JSON.stringify(run)}`);
	}
	return after.startTime - startedAt;
}

/** Looks up what is to be pressed or called; the returned function does it. */
const GO_ON: Record<Way, (sandbox: Sandbox, resumeUrl: string) => () => Promise<unknown>> = {
	press({ control }) {
		const { outTrackId = '' } = control.state().cards.at(-1) ?? {};
		return async () =>
			await control.pressCard(outTrackId, { userId: 'lina', actionIds: ['approve'] });
	},
	link({ control }) {
		const [{ url = '' } = {}] = control.state().messages.at(-1)?.content.buttons ?? [];
		return async () =>
			await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'yes' }) });
	},
	url: (_sandbox, resumeUrl) => async () => await fetch(resumeUrl, { method: 'POST' }),
};

function rowsOf({ press, link, url }: Record<Way, number[]>): Row[] {
	const bare = median(url);
	const row = (what: string, waits: number[], most?: number): Row => {
		const ratio = median(waits) / bare;
		return {
			what: `${what} → execution goes on, ${ROUNDS} times: median, against the URL of n8n's Wait node`,
			measured: `${ratio.toFixed(2)} ×`,
			...(most === undefined ? {} : { target: `≤ ${most} ×`, isMet: ratio <= most }),
			beside: `${median(waits).toFixed(1)} ms, URL: ${bare.toFixed(1)} ms`,
		};
	};
	return [row('press of a card', press, MOST), row('link of a message', link)];
}

type Waits = Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & { typeVersion: number };

const asking = (parameters: object): Waits => ({
	type: 'n8n-nodes-dingtalk-suite.dingTalk',
	typeVersion: 1,
	parameters: {
		resource: 'message',
		operation: 'sendAndWait',
		target: 'people',
		people: { list: [{ ids: 'lina' }] },
		message: 'Go on?',
		responseType: 'approval',
		options: {},
		...parameters,
	},
	credentials: APP,
});

const WAIT: Waits = {
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
};

/** A webhook that tells its execution, and waits. */
function waiting(way: Way, node: Waits): Workflow {
	const id = WAYS[way];
	const at = (name: string, x: number, typeVersion: number) => ({
		id: `${id}-${name}`,
		name,
		position: [x, 0],
		typeVersion,
	});
	const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		id,
		name: `Bench: ${id}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...at('Called', 0, 2),
				type: 'n8n-nodes-base.webhook',
				webhookId: id,
				parameters: { httpMethod: 'POST', path: id, responseMode: 'responseNode', options: {} },
			},
			{
				...at('Tell', 220, 1.1),
				type: 'n8n-nodes-base.respondToWebhook',
				parameters: {
					respondWith: 'json',
					responseBody:
						'={{ JSON.stringify({ executionId: $execution.id, resumeUrl: $execution.resumeUrl }) }}',
					options: {},
				},
			},
			{ ...at('Wait', 440, node.typeVersion), webhookId: `${id}-wait`, ...node },
			{ ...at('After', 660, 1), type: 'n8n-nodes-base.noOp', parameters: {} },
		],
		connections: { Called: then('Tell'), Tell: then('Wait'), Wait: then('After') },
	} as Workflow;
}

function triggerWorkflow(): Workflow {
	return {
		id: TRIGGER,
		name: `Bench: ${TRIGGER}`,
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
	} as Workflow;
}
