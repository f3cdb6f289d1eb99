import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSession } from '../../harness/session.mts';
import { sandboxTarget } from '../../harness/target.mts';
import type { Workflow } from '../../harness/workflows.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { ExecutionStore, type StoredExecution } from '../../harness/n8n/executions.mts';
import {
	laneWorkflow,
	makeLanes,
	raiseFor,
	SHARED_APP,
	writeTo,
	type Lane,
} from '../chaos/lanes.mts';
import { untilStanding } from '../chaos/faults.mts';
import type { Case, Row } from '../report.mts';

const ROUNDS = 250;
const WARM_UP = 25;
/** So that no execution waits for another one. */
const PAUSE_MS = 250;
const SETTLE_MS = 60_000;
const WEBHOOK = 'chaos-webhook';
const KINDS = ['message', 'event', 'webhook'] as const;

type Kind = (typeof KINDS)[number];
/** When each was sent, Unix ms, by the id that its execution shows. */
type Sent = Record<Kind, Map<string, number>>;

/** From the moment a push is made until its execution begins, beside n8n's own Webhook trigger. */
export const latency: Case = {
	name: 'latency',
	async run(progress) {
		const cleanups: Array<() => Promise<void>> = [];
		try {
			const sandbox = await startSandbox();
			cleanups.push(() => sandbox.close());
			const [lane] = makeLanes(1);
			const session = await openSession({
				target: sandboxTarget(sandbox),
				extraWorkflows: [laneWorkflow(lane), webhookWorkflow()],
				onCleanup: (cleanup) => cleanups.push(cleanup),
			});
			for (const id of [lane.workflowId, WEBHOOK]) await session.client.activate(id);
			await untilStanding(sandbox, SHARED_APP, 1);
			progress(`${ROUNDS} messages, events and webhook calls in turn`);
			const sent = await sendInTurn(sandbox, lane, `${session.server.url}/webhook/${WEBHOOK}`);
			const store = new ExecutionStore(session.instance);
			cleanups.push(async () => store.close());
			await untilAllRan(store, lane, sent);
			return rowsOf(sent, [...store.of(lane.workflowId), ...store.of(WEBHOOK)]);
		} finally {
			for (const cleanup of cleanups.reverse()) await cleanup();
		}
	},
};

const nowMs = () => performance.timeOrigin + performance.now();

async function sendInTurn(sandbox: Sandbox, lane: Lane, url: string): Promise<Sent> {
	const sent: Sent = { message: new Map(), event: new Map(), webhook: new Map() };
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		for (const kind of KINDS) {
			const startedAt = nowMs();
			const id = await send[kind](sandbox, lane, round, url);
			if (round >= WARM_UP) sent[kind].set(id, startedAt);
			await sleep(PAUSE_MS);
		}
	}
	return sent;
}

const send: Record<
	Kind,
	(sandbox: Sandbox, lane: Lane, round: number, url: string) => Promise<string> | string
> = {
	message: (sandbox, lane, round) => writeTo(lane, sandbox, round),
	event: (sandbox, lane, round) => raiseFor(lane, sandbox, round),
	async webhook(_sandbox, _lane, round, url) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ round: `webhook-${round}` }),
		});
		if (!response.ok) throw new Error(`The webhook answered ${response.status}`);
		await response.arrayBuffer();
		return `webhook-${round}`;
	},
};

async function untilAllRan(store: ExecutionStore, lane: Lane, sent: Sent): Promise<void> {
	const wanted = KINDS.reduce((sum, kind) => sum + sent[kind].size + WARM_UP, 0);
	const deadline = Date.now() + SETTLE_MS;
	while (Date.now() < deadline) {
		const counts = [lane.workflowId, WEBHOOK].map((id) => store.count(id));
		const finished = counts.reduce((sum, { all, unfinished }) => sum + all - unfinished, 0);
		if (finished >= wanted) return;
		await sleep(200);
	}
	throw new Error('Not all pushes started an execution');
}

function rowsOf(sent: Sent, executions: readonly StoredExecution[]): Row[] {
	const startedAt = new Map(executions.map((execution) => [idOf(execution), execution.startedAt]));
	const spread = (kind: Kind) => {
		const waits = [...sent[kind]]
			.map(([id, at]) => (startedAt.get(id) ?? Number.NaN) - at)
			.sort((a, b) => a - b);
		if (waits.some(Number.isNaN)) throw new Error(`A ${kind} started nothing`);
		const at = (share: number) =>
			waits[Math.min(waits.length - 1, Math.floor(waits.length * share))];
		return { median: at(0.5), p99: at(0.99) };
	};
	const webhook = spread('webhook');
	const bare = `Webhook trigger: median ${webhook.median.toFixed(1)} ms, 99th percentile ${webhook.p99.toFixed(1)} ms`;
	return (['message', 'event'] as const).map((kind) => {
		const { median, p99 } = spread(kind);
		const ratio = `${(median / webhook.median).toFixed(2)} × and ${(p99 / webhook.p99).toFixed(2)} ×`;
		return {
			what: `${kind} → execution starts, ${ROUNDS} times: median, 99th percentile`,
			measured: `${median.toFixed(1)} ms, ${p99.toFixed(1)} ms`,
			beside: `${bare}; that is ${ratio}`,
		};
	});
}

function idOf({ items: [item] }: StoredExecution): string {
	const { messageId, eventId, body } = item ?? {};
	return String(messageId ?? eventId ?? (body as { round?: string } | undefined)?.round);
}

/** n8n's own Webhook trigger, bare: it answers at once. */
function webhookWorkflow(): Workflow {
	return {
		id: WEBHOOK,
		name: 'Chaos: bare webhook',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: 'bare-webhook', position: [0, 0], typeVersion: 2.1, webhookId: WEBHOOK },
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				parameters: {
					httpMethod: 'POST',
					path: WEBHOOK,
					responseMode: 'onReceived',
					options: {},
				},
			},
		],
		connections: {},
	};
}
