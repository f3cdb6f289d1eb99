import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/index.mts';
import { N8nClient } from './n8n/client.mts';
import { ensureInstalled } from './n8n/install.mts';
import {
	createInstance,
	importCredentials,
	importWorkflows,
	publishWorkflow,
	removeInstance,
	type Instance,
} from './n8n/instance.mts';
import { buildAndPack, installTarball } from './n8n/pack.mts';
import { joinRuns, type RunResult } from './n8n/runData.mts';
import { startN8n, type N8nServer } from './n8n/server.mts';
import { EXAMPLES_DIR } from './n8n/paths.mts';
import { until } from './n8n/until.mts';
import { BEFOREHAND, OCCASIONS } from '../examples/demo/occasions.mts';
import { payloadOf } from '../examples/demo/payloads.mts';
import type { Target } from './target.mts';
import {
	hearsDingTalk,
	loadExamples,
	startsByItself,
	type Example,
	type Workflow,
	type WorkflowNode,
} from './workflows.mts';

/** A real n8n with the packed nodes, the credentials and the examples in it, running. */
export interface Session {
	instance: Instance;
	server: N8nServer;
	client: N8nClient;
	examples: Example[];
	/** The packed nodes. */
	tarball: string;
	/** Starts n8n again, after it was killed, in the same folder and on the same port. */
	restart(): Promise<void>;
	/** Stops n8n and deletes its folder. */
	close(): Promise<void>;
}

/** What a session is made of. */
export interface SessionOptions {
	target: Target;
	/** Taken if it is free. @default any free port */
	port?: number;
	/** Workflows beside the examples. */
	extraWorkflows?: Workflow[];
	/** Settings of n8n on top of the usual ones, and flags for the Node that runs its server. */
	env?: Record<string, string>;
	nodeArgs?: string[];
	/** The packed nodes of an earlier session. @default built and packed now */
	tarball?: string;
	/** Called early with the function that cleans up, for use when the user breaks off. */
	onCleanup?: (cleanup: () => Promise<void>) => void;
}

const WEBHOOK_NODE = 'n8n-nodes-base.webhook';
const FORM_NODE = 'n8n-nodes-base.formTrigger';

/** Installs what is missing, packs the nodes and brings up an n8n that has them. */
export async function openSession(options: SessionOptions): Promise<Session> {
	await ensureInstalled();
	const instance = await createInstance(options.port, options.env);
	let session: Session | undefined;
	const close = async () => {
		await session?.server.stop();
		await removeInstance(instance);
	};
	options.onCleanup?.(close);
	try {
		const tarball = options.tarball ?? (await buildAndPack(join(instance.userDir, 'tarball')));
		const installed = await installTarball(tarball, instance.n8nDir);
		console.log(`  ${installed.name} ${installed.version} installed from its tarball`);
		const examples = await loadExamples(options.target);
		await importAll(instance, options, examples);
		console.log('  starting n8n …');
		const server = await startN8n(instance, options.nodeArgs);
		const client = new N8nClient(server.url);
		const opened: Session = {
			...{ instance, server, client, examples, tarball, close },
			async restart() {
				opened.server = await startN8n(instance, options.nodeArgs);
			},
		};
		session = opened;
		await client.setUpOwner();
		return opened;
	} catch (error) {
		await close();
		throw error;
	}
}

async function importAll(
	instance: Instance,
	options: SessionOptions,
	examples: Example[],
): Promise<void> {
	const { credentials } = options.target;
	console.log(`  importing ${credentials.length} credentials and ${examples.length} workflows …`);
	await importCredentials(instance, credentials);
	const workflows = examples.map(({ workflow }) => workflow);
	await importWorkflows(instance, [...workflows, ...(options.extraWorkflows ?? [])]);
	for (const example of examples) {
		const { trigger, workflow } = example;
		if (trigger.type === WEBHOOK_NODE && !hearsDingTalk(example))
			await publishWorkflow(instance, workflow.id);
	}
}

/**
 * Runs an example the way it is meant to run: by hand, by a call of its webhook, or by pushes.
 *
 * @param sandbox where people do what an example waits for
 */
export async function runExample(
	session: Session,
	example: Example,
	sandbox?: Sandbox,
): Promise<RunResult> {
	const { client } = session;
	const { id } = example.workflow;
	if (sandbox !== undefined) BEFOREHAND[example.slug]?.(sandbox);
	if (hearsDingTalk(example)) return await runPublished(session, example, sandbox);
	if (example.trigger.type !== WEBHOOK_NODE) return await client.run(id, example.trigger.name);
	return await client.waitForRun(await callWebhook(session, example));
}

/** @returns the ID of the execution that the call started; those that it started itself came later */
async function callWebhook(
	{ client, server }: Session,
	{ slug, workflow: { id }, trigger }: Example,
	run?: number,
): Promise<string> {
	const seen = new Set(await client.executionIds(id));
	const payload = await payloadOf(slug, run);
	const response =
		trigger.type === FORM_NODE
			? await submitForm(server.url, trigger, JSON.parse(payload))
			: await fetch(`${server.url}/webhook/${trigger.parameters.path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: payload,
				});
	const started = (await client.executionIds(id)).filter((one) => !seen.has(one)).at(-1);
	if (started !== undefined) return started;
	throw new Error(`The webhook answered ${response.status}: ${await response.text()}`);
}

/** As n8n's page of a form sends it; for files their names in `examples/files` are given. */
async function submitForm(
	url: string,
	{ parameters }: WorkflowNode,
	filled: Record<string, string>,
): Promise<Response> {
	const { formFields, options } = parameters as {
		formFields: { values: Array<{ fieldLabel: string; fieldType?: string }> };
		options: { path: string };
	};
	const body = new FormData();
	for (const [index, { fieldLabel, fieldType }] of formFields.values.entries()) {
		const value = filled[fieldLabel];
		if (fieldType === 'file') {
			const bytes = await readFile(join(EXAMPLES_DIR, 'files', value));
			body.set(`field-${index}`, new Blob([new Uint8Array(bytes)]), value);
		} else body.set(`field-${index}`, value);
	}
	return await fetch(`${url}/form/${options.path}`, { method: 'POST', body });
}

/** Publishes the workflow while the sandbox's people do what starts it, or what it waits for; one run each. */
async function runPublished(
	session: Session,
	example: Example,
	sandbox?: Sandbox,
): Promise<RunResult> {
	const { client } = session;
	const { slug, workflow } = example;
	const { id } = workflow;
	if (sandbox === undefined) throw new Error(`${slug} needs the sandbox's people`);
	// DingTalk keeps events for an app that is not connected: those of earlier examples are none of this one's.
	sandbox.control.clearPushes();
	await client.activate(id);
	try {
		const runs: RunResult[] = [];
		for (const [run, occasion] of OCCASIONS[slug].entries()) {
			const happens = async () =>
				await occasion(sandbox, async () => await untilWaiting(session, id));
			if (startsByItself(example)) {
				runs.push(await client.nextRun(id, happens));
				continue;
			}
			const executionId = await callWebhook(session, example, run);
			await happens();
			runs.push(await client.waitForRun(executionId));
		}
		return joinRuns(runs);
	} finally {
		await client.deactivate(id);
	}
}

/** Waits until the newest execution of a workflow waits for somebody, and the one that started it for it. */
async function untilWaiting({ client }: Session, workflowId: string): Promise<void> {
	await until(`${workflowId} waits`, async () => {
		const newest = (await client.executionIds(workflowId)).slice(0, 2);
		const statuses = await Promise.all(newest.map(async (id) => await client.statusOf(id)));
		return statuses[0] === 'waiting' && !statuses.some((status) => /new|running/.test(status));
	});
}

/** Starts the sandbox on its usual ports, or on free ones when those are taken. */
export async function openSandbox(): Promise<Sandbox> {
	const { startSandbox } = await import('../sandbox/index.mts');
	const { freePort } = await import('./n8n/shell.mts');
	return await startSandbox({ apiPort: await freePort(7801), oapiPort: await freePort(7802) });
}
