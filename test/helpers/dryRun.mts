/** Operations up to their first call, without n8n and without DingTalk. */
import type { IBinaryData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { PersonRef } from '../../nodes/shared/params/personRef.ts';
import type { ItemContext, Operation } from '../../nodes/DingTalk/operation/operation.ts';
import { InputError } from '../../nodes/shared/errors/inputError.ts';
import { formOf } from './form.mts';

/** What an operation is about to send; thrown, so that it ends there. */
export class Sent extends Error {
	readonly call: string;

	constructor(call: unknown) {
		super('would be sent');
		this.call = JSON.stringify(call, (key, part: unknown) => {
			// Each call has its own.
			if (['x-client-token', 'guid', 'ticket', 'secrets'].includes(key)) return 'a key';
			if (key === 'outTrackId' && isUuid(part)) return 'a key';
			if (part instanceof FormData) return String(part.get('media'));
			return typeof part === 'bigint' ? `${part}n` : part;
		});
	}
}

const isUuid = (part: unknown) =>
	typeof part === 'string' && /^(?:n8n-wait-)?[\da-f-]{36}$/.test(part);

const PNG: IBinaryData = { data: 'eA==', mimeType: 'image/png', fileName: 'a.png' };

const send = async (...call: unknown[]): Promise<never> => {
	await Promise.resolve();
	throw new Sent(call);
};

const valueOf = async ({ value }: PersonRef) => await Promise.resolve(value);

/**
 * The first call that an operation makes of a form; its output where lookups are all it does. People are taken as they are named, without a lookup.
 *
 * @throws InputError when it refuses the form
 */
export async function firstCallOf(
	operation: Operation,
	values: Record<string, unknown>,
): Promise<string> {
	const binary = (fileName: string, mimeType: string) => ({ ...PNG, fileName, mimeType });
	const files: Record<string, IBinaryData> = {
		data: PNG,
		cover: PNG,
		file: binary('a.pdf', 'application/pdf'),
		voice: binary('a.mp3', 'audio/mpeg'),
		video: binary('a.mp4', 'video/mp4'),
	};
	const node = {
		getTimezone: () => 'Asia/Shanghai',
		continueOnFail: () => false,
		getInputData: () => [{ json: {}, binary: files }],
		helpers: { getBinaryDataBuffer: async () => await Promise.resolve(Buffer.from('x')) },
		getInstanceBaseUrl: () => 'https://n8n.example.com',
		getInstanceId: () => 'instance',
		getExecutionId: () => '1',
		getCredentials: async () => await Promise.resolve({ clientSecret: 'x', cardSecret: 'x' }),
		getSignedResumeUrl: () => 'https://n8n.example.com/webhook-waiting/1/n1',
		getWorkflow: () => ({ id: 'w1' }),
		getContext: () => ({}),
		getMode: () => 'trigger',
		getNode: () => ({ id: 'n1', name: 'DingTalk', type: 'dingTalk' }),
		getExecuteData: () => files,
		getExecutionCancelSignal: () => undefined,
		getWorkflowDataProxy: () => ({ $thisRunIndex: 0 }),
	};
	const settings = {
		clientId: 'ding1',
		robotCode: 'ding1',
		agentId: '1',
		operatorId: 'boss',
		bases: { api: 'https://api.dingtalk.com', oapi: 'https://oapi.dingtalk.com' },
	};
	const context = {
		read: formOf(operation.fields, values),
		api: {
			settings,
			attempt: send,
			request: send,
			fetchUrl: send,
			postSession: send,
			openSession: () => undefined,
		},
		directory: {
			userIdOf: valueOf,
			unionIdOf: valueOf,
			findUserId: valueOf,
			findUnionId: valueOf,
			openConversationIdOf: async (chatId: string) => await Promise.resolve(`cid of ${chatId}`),
			resolve: send,
			user: send,
			department: send,
		},
		node,
		itemIndex: 0,
	} as unknown as ItemContext;
	try {
		await operation.orderKeys?.(context);
	} catch {
		/* The router takes it for no keys; the run says the same. */
	}
	try {
		// Convert Chat ID is nothing but a lookup.
		return JSON.stringify(await operation.run(context));
	} catch (error) {
		if (error instanceof Sent) return error.call;
		throw error;
	}
}

/** What a trigger goes by; its errors for the editor say the same as the InputErrors behind them. */
export async function settled(read: () => object): Promise<string> {
	await Promise.resolve();
	try {
		return JSON.stringify(read(), (_key, part: unknown) => {
			if (part instanceof RegExp) return String(part);
			return part instanceof Set ? [...(part as Set<unknown>)] : part;
		});
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		const [, field = '', problem = ''] = /^'(.*?)' (.*)$/s.exec(error.message) ?? [];
		throw new InputError(field, problem, String(error.description));
	}
}

/** What is sent, or why a form is refused. */
export async function outcomeOf(
	run: (values: Record<string, unknown>) => Promise<string>,
	values: Record<string, unknown>,
): Promise<string | InputError> {
	try {
		return await run(values);
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
}
