import assert from 'node:assert/strict';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { until } from '../../../harness/n8n/until.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Message } from '../../../sandbox/state/types.mts';
import type { Bench } from '../run.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

/** What one link says and does. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
}

/** A waiting execution, and the links that were sent for it, by button, of each message. */
export interface Asked {
	executionId: string;
	messages: Message[];
	/** @param message 0 for the first person */
	link(button: number, message?: number): string;
}

/** What the checks of waiting executions do with one. */
export interface Asker {
	/** Starts the workflow, and waits until it does. */
	ask(slug: string): Promise<Asked>;
	untilWaiting(executionId: string): Promise<void>;
	stays(asked: Asked): Promise<void>;
	/** What the node hands on in the end. */
	dataOf(asked: Asked): Promise<Record<string, unknown>>;
	/** The same of a node that the workflow leads back to. */
	lastDataOf(asked: Asked): Promise<Record<string, unknown>>;
}

export function asker({ session: { client }, sandbox }: Bench): Asker {
	const untilWaiting = async (executionId: string) => {
		await until(`${executionId} waits`, async () => {
			const status = await client.statusOf(executionId);
			if (status !== 'error') return status === 'waiting';
			throw new Error(JSON.stringify((await client.waitForRun(executionId)).error));
		});
	};
	const dataIn = async ({ executionId }: Asked) => {
		const run = await client.waitForRun(executionId);
		assert.equal(run.status, 'success', JSON.stringify(run.error));
		return itemsOf(run, 'Step').map(({ json }) => json.data as Record<string, unknown>);
	};
	return {
		untilWaiting,
		async ask(slug) {
			const effectsOf = watch(sandbox);
			const executionId = await client.start(`check-wait-${slug}`, ONE_NODE_TRIGGER);
			await untilWaiting(executionId);
			const { messages } = effectsOf();
			return { executionId, messages, link: linksIn(messages) };
		},
		async stays({ executionId }) {
			assert.equal(await client.statusOf(executionId), 'waiting');
		},
		dataOf: async (asked) => (await dataIn(asked))[0],
		lastDataOf: async (asked) => (await dataIn(asked)).at(-1)!,
	};
}

/** The links of messages, by button. */
export const linksIn =
	(messages: Message[]) =>
	(button: number, message = 0): string =>
		(messages[message].content.buttons as Array<{ url: string }>)[button].url;

export async function request(url: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Presses the button of a page, as its form does. */
export const answer = async (url: string, fields: Array<[string, string]> = []): Promise<Reply> =>
	await request(url, { method: 'POST', body: new URLSearchParams([['answer', 'yes'], ...fields]) });
