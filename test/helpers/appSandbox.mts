import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { appCredential } from './dingTalk.mts';
import { realTime } from './quickTime.mts';

realTime();

export const SECRET = 'sandbox-app-secret';

/** The credential of the sandbox's app, as it is before the first call: without a token. */
export function sandboxCredential(
	sandbox: Pick<Sandbox, 'apiUrl' | 'oapiUrl'>,
	data: ICredentialDataDecryptedObject = {},
): TestCredentialsHelper {
	return appCredential({
		clientId: 'dingsandboxapp',
		clientSecret: SECRET,
		apiBaseUrl: sandbox.apiUrl,
		oapiBaseUrl: sandbox.oapiUrl,
		accessToken: '',
		expiresAt: 0,
		issuedFor: '',
		...data,
	});
}

/** Parameters that send the item's text to the item's person. */
export const SEND_TEXT: INode['parameters'] = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	people: { list: [{ ids: '={{ $json.userId }}' }] },
	messageType: 'text',
	text: '={{ $json.text }}',
};

/** One item for each of so many different people; the texts are `message 1`, `message 2` … */
export const itemsForPeople = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: {
			userId: `load${String(index + 1).padStart(4, '0')}`,
			text: `message ${index + 1}`,
		},
	}));

/** How often each text arrived. */
export function arrivals(sandbox: Sandbox): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { content } of sandbox.control.state().messages) {
		const text = String(content.text);
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return counts;
}

/** Token exchanges so far, refused ones included. */
export function exchanges(sandbox: Sandbox): number {
	const counts = sandbox.control.counts();
	return (counts['token.app'] ?? 0) + (counts['refused:token.app'] ?? 0);
}

/** Does something as soon as a call has been answered so often. */
export async function whenCalled(
	sandbox: Sandbox,
	id: string,
	times: number,
	action: () => void,
): Promise<void> {
	for (let waited = 0; waited < 5000; waited++) {
		if ((sandbox.control.counts()[id] ?? 0) >= times) return action();
		await sleep(1);
	}
	throw new Error(`${id} was not called ${times} times`);
}

/** Everything that can be read in a value, hidden fields of errors included. */
export const everythingIn = (value: unknown): string =>
	inspect(value, {
		depth: 30,
		showHidden: true,
		maxArrayLength: null,
		maxStringLength: null,
		getters: true,
	});

/** Does something after a while. */
export async function later<T>(ms: number, action: () => Promise<T>): Promise<T> {
	await sleep(ms);
	return await action();
}
