import {
	parseFlat,
	toRunResult,
	type BinaryEntry,
	type RawRunData,
	type RunResult,
} from './runData.mts';

/** The login of the throw-away n8n's owner. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'DingTalk-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** What a credential test said. */
export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

/** How far n8n is with a workflow's triggers. */
interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; errorMessage: string | null }>;
}

const RUN_LIMIT_MS = 120_000;
const POLL_MS = 150;

/** n8n's REST interface, as the editor uses it. */
export class N8nClient {
	readonly url: string;
	#cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	/** Creates the owner, which logs this client in. */
	async setUpOwner(): Promise<void> {
		const response = await this.#fetch('POST', '/rest/owner/setup', OWNER);
		this.#cookie = response.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
	}

	/** Presses "Execute workflow" and waits for the end of the run. */
	async run(workflowId: string, triggerName: string): Promise<RunResult> {
		return await this.waitForRun(await this.start(workflowId, triggerName));
	}

	/** Presses "Execute workflow". @returns the ID of the execution */
	async start(workflowId: string, triggerName: string): Promise<string> {
		const body = { triggerToStartFrom: { name: triggerName } };
		const path = `/rest/workflows/${workflowId}/run`;
		const { executionId } = await this.#json<{ executionId: string }>('POST', path, body);
		return executionId;
	}

	/** `running`, `waiting`, `success` and the like. */
	async statusOf(executionId: string): Promise<string> {
		const path = `/rest/executions/${executionId}`;
		return (await this.#json<{ status: string }>('GET', path)).status;
	}

	/** Presses "Stop" in the list of executions. */
	async stop(executionId: string): Promise<void> {
		await this.#json('POST', `/rest/executions/${executionId}/stop`, {});
	}

	/** Deletes a workflow, and with it its executions. */
	async remove(workflowId: string): Promise<void> {
		await this.#json('POST', `/rest/workflows/${workflowId}/archive`, {});
		await this.#json('DELETE', `/rest/workflows/${workflowId}`);
	}

	/** Waits for the end of a run and reads its data. */
	async waitForRun(executionId: string, limitMs = RUN_LIMIT_MS): Promise<RunResult> {
		const deadline = Date.now() + limitMs;
		while (Date.now() < deadline) {
			const path = `/rest/executions/${executionId}`;
			const row = await this.#json<{ status: string; data: string }>('GET', path);
			if (!['new', 'running', 'waiting', 'unknown'].includes(row.status)) {
				return toRunResult(executionId, row.status, parseFlat(row.data) as RawRunData);
			}
			await new Promise((done) => setTimeout(done, POLL_MS));
		}
		throw new Error(`Execution ${executionId} did not end within ${limitMs / 1000} s`);
	}

	/** Does something and waits for the run of a workflow that it starts. */
	async nextRun(workflowId: string, cause: () => Promise<void> | void): Promise<RunResult> {
		const seen = new Set(await this.executionIds(workflowId));
		await cause();
		const deadline = Date.now() + RUN_LIMIT_MS;
		while (Date.now() < deadline) {
			const ids = await this.executionIds(workflowId);
			const started = ids.find((id) => !seen.has(id));
			if (started !== undefined) return await this.waitForRun(started);
			await new Promise((done) => setTimeout(done, POLL_MS));
		}
		throw new Error(`${workflowId} did not start within ${RUN_LIMIT_MS / 1000} s`);
	}

	/** The ids of a workflow's runs, newest first. */
	async executionIds(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?filter=${filter}&limit=50`;
		const page = await this.#json<{ results: Array<{ id: string }> }>('GET', path);
		return page.results.map((row) => row.id);
	}

	/**
	 * Publishes a workflow, as the editor does, and waits until its triggers are live.
	 *
	 * @throws what a trigger said when it could not start
	 */
	async activate(workflowId: string): Promise<void> {
		const path = `/rest/workflows/${workflowId}`;
		const { versionId } = await this.#json<{ versionId: string }>('GET', path);
		await this.#json('POST', `${path}/activate`, { versionId });
		const { status, triggers } = await this.#settledPublication(workflowId);
		if (status === 'published') return;
		throw new Error(triggers.map(({ errorMessage }) => errorMessage ?? status).join('; '));
	}

	/** Takes a workflow's triggers down and waits until they are. */
	async deactivate(workflowId: string): Promise<void> {
		await this.#json('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.#settledPublication(workflowId);
	}

	/** Why a live trigger of the workflow has stopped, as n8n tells it. */
	async triggerError(workflowId: string): Promise<string | undefined> {
		const path = `/rest/active-workflows/error/${workflowId}`;
		return (await this.#json<string | null>('GET', path)) ?? undefined;
	}

	/** n8n publishes in the background: triggers that fail are tried several times. */
	async #settledPublication(workflowId: string): Promise<Publication> {
		const deadline = Date.now() + RUN_LIMIT_MS;
		while (Date.now() < deadline) {
			const path = `/rest/workflows/${workflowId}/publication-status`;
			const publication = await this.#json<Publication>('GET', path);
			if (publication.status !== 'in_progress') return publication;
			await new Promise((done) => setTimeout(done, POLL_MS));
		}
		throw new Error(`${workflowId} was not published within ${RUN_LIMIT_MS / 1000} s`);
	}

	/** What n8n stored about a run, as it is. */
	async rawExecution(executionId: string): Promise<string> {
		return JSON.stringify(await this.#json('GET', `/rest/executions/${executionId}`));
	}

	/** Saves a credential, presses its "Test" as the editor then does, and deletes it again. */
	async testCredential(type: string, data: Record<string, unknown>): Promise<CredentialVerdict> {
		const credential = { name: 'Tried by a test', type, data };
		const { id } = await this.#json<{ id: string }>('POST', '/rest/credentials', credential);
		try {
			const body = { credentials: { id, ...credential } };
			return await this.#json<CredentialVerdict>('POST', '/rest/credentials/test', body);
		} finally {
			await this.#json('DELETE', `/rest/credentials/${id}`);
		}
	}

	/** The node types n8n offers, by name. */
	async nodeTypes(): Promise<Array<{ name: string; displayName: string }>> {
		const response = await this.#fetch('GET', '/types/nodes.json');
		return (await response.json()) as Array<{ name: string; displayName: string }>;
	}

	/** The bytes of a file in a run's output. */
	async bytesOf(binary: BinaryEntry): Promise<Buffer> {
		if (binary.id === undefined) return Buffer.from(binary.data, 'base64');
		const path = `/rest/binary-data?action=download&id=${encodeURIComponent(binary.id)}`;
		return Buffer.from(await (await this.#fetch('GET', path)).arrayBuffer());
	}

	async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = (await (await this.#fetch(method, path, body)).json()) as { data: T };
		return answer.data;
	}

	async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.#cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (response.ok) return response;
		throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
	}
}
