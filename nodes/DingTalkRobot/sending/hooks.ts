import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
} from 'n8n-workflow';

import { robotTargetOf } from '../../shared/auth/robotWebhook';
import { systemClock } from '../../shared/run/clock';
import { fingerprint } from '../../shared/crypto/digest';
import { errorItem, thrownError } from '../../shared/errors/errorItem';
import { survivingRouting } from '../../shared/errors/n8nError';
import { toShownError } from '../../shared/errors/shownError';
import { toNodeError } from '../../shared/errors/toNodeError';
import type { ItemRun } from '../../shared/itemKey';
import { itemKey, itemRun } from '../../shared/itemKey';
import { memoryOf } from '../../shared/memory';
import type { RobotMessage } from './robotParts';
import { buildRobotParts } from './robotParts';
import { parameterReader } from '../../shared/params/nodeParameters';
import { ownCall } from '../../shared/toolCall';
import { toJson } from '../../shared/wire/json';
import type { FullResponse } from '../../shared/transport/reply';
import { endBy } from '../../shared/transport/withinTime';
import type { Delivery } from './deliver';
import { deliver } from './deliver';
import { itemInput } from './itemInput';
import { messagesPerMinuteOf, queueOf, robotLimiter } from './pacing';
import type { ReadMessage } from './readMessage';

export const CREDENTIAL = 'dingTalkGroupRobotApi';
/** n8n's default, unless the user has set another under Request Options; a webhook answers within a second. */
const N8N_DEFAULT_TIMEOUT_MS = 300_000;
const TIMEOUT_MS = 30_000;

/** The request of an operation: what `read` makes of the parameters goes to the robot's webhook. */
export function robotRouting(fields: INodeProperties[], read: ReadMessage): INodePropertyRouting {
	return {
		request: { method: 'POST', url: '/robot/send' },
		// The one hook through which a declarative node may send again (refusals) or more than once (parts).
		send: { paginate: true },
		operations: {
			async pagination(this: IExecutePaginationFunctions, request) {
				return await sendItem(this, request, read, fields);
			},
		},
		output: { postReceive: [keepStatus] },
	};
}

/** n8n hands on the body alone; who answered shows in status and headers as well. */
async function keepStatus(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const { statusCode, headers, body } = response;
	return [{ json: { statusCode, headers, body: body as IDataObject } }];
}

async function sendItem(
	given: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	read: ReadMessage,
	fields: INodeProperties[],
): Promise<INodeExecutionData[]> {
	try {
		const { json: input, isToolCall } = itemInput(given);
		const context = isToolCall ? ownCall(given, input) : given;
		// n8n starts all items at once, in order; joining the queue comes before any waiting.
		const item = context.getItemIndex();
		const queue = queueOf(context.getExecuteData(), item);
		const send = async () => {
			const message = read(parameterReader(context, fields));
			const run = itemRun(context.getExecuteData(), input, item);
			const msgUuid = message.msgUuid ?? itemKey(run, message);
			return await sendMessage(context, request, run, { ...message, msgUuid });
		};
		const json = await queue.add(send, context.continueOnFail());
		return [{ json, pairedItem: { item } }];
	} catch (error) {
		return failItem(given, error);
	}
}

/** With "Continue" set the error becomes the item's output; RoutingNode alone would lose the pairing. */
function failItem(context: IExecuteSingleFunctions, thrown: unknown): INodeExecutionData[] {
	const item = context.getItemIndex();
	const error = toShownError(context.getNode(), thrown, item);
	if (context.continueOnFail()) return [errorItem(error, item)];
	throw thrownError(context.getNode(), survivingRouting(error));
}

async function sendMessage(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: ItemRun,
	message: RobotMessage,
): Promise<IDataObject> {
	const bodies = buildRobotParts(message);
	const credential = await context.getCredentials(CREDENTIAL);
	const target = robotTargetOf(credential);
	// The key keeps DingTalk from posting a part twice, but each post counts towards the robot's 20 a minute.
	const posted = memoryOf<true>(run, 'group robot', fingerprint(target.accessToken));
	const delivery: Delivery = {
		target,
		post: async (body, signal, noteSecret) =>
			await postBody(context, request, body, { signal, noteSecret }),
		timeoutMs: timeoutOf(request),
		clock: systemClock,
		limiter: robotLimiter,
		messagesPerMinute: messagesPerMinuteOf(credential),
		signal: context.getExecutionCancelSignal(),
	};
	for (const [index, body] of bodies.entries()) {
		if (posted.has(toJson(body))) continue;
		const outcome = await deliver(body, delivery);
		if (outcome.ok) {
			posted.set(toJson(body), true);
			continue;
		}
		const prefix = bodies.length > 1 ? `Part ${index + 1} of ${bodies.length}` : undefined;
		throw toNodeError(context.getNode(), outcome.failure, {
			itemIndex: context.getItemIndex(),
			prefix,
		});
	}
	return { success: true, msgUuid: message.msgUuid, parts: bodies.length };
}

function timeoutOf({ options }: DeclarativeRestApiSettings.ResultOptions): number {
	const { timeout = N8N_DEFAULT_TIMEOUT_MS } = options;
	return timeout === N8N_DEFAULT_TIMEOUT_MS ? TIMEOUT_MS : timeout;
}

/** One HTTP call through n8n's routing; the options are copied, because authentication writes to them. */
async function postBody(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	body: IDataObject,
	{ signal, noteSecret }: { signal: AbortSignal; noteSecret(secret: string): void },
): Promise<FullResponse> {
	const options = {
		...request.options,
		qs: { ...request.options.qs },
		headers: { ...request.options.headers },
		body,
		encoding: 'stream' as const,
		timeout: timeoutOf(request),
	};
	endBy(options, signal);
	try {
		const [answer] = await context.makeRoutingRequest({ ...request, options });
		return answer.json as unknown as FullResponse;
	} finally {
		noteSecret(String(options.qs.sign ?? ''));
	}
}
