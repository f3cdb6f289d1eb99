import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INode,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { robotTargetOf } from '../shared/auth/robotWebhook';
import { systemClock } from '../shared/clock';
import { errorItem, thrownError } from '../shared/errors/errorItem';
import { InputError, toInputNodeError } from '../shared/errors/inputError';
import { toNodeError } from '../shared/errors/toNodeError';
import { buildRobotParts } from '../shared/messages/robotParts';
import { parameterReader } from '../shared/params';
import type { Delivery, WebhookAnswer } from './deliver';
import { deliver } from './deliver';
import { messageKey } from './messageKey';
import { queueOf, robotLimiter } from './pacing';
import type { ReadMessage } from './operation';

export const CREDENTIAL = 'dingTalkRobotApi';
/** n8n's default is 5 minutes; a webhook answers within a second. */
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

/** n8n hands on the body alone; whether DingTalk answered at all shows in the status as well. */
async function keepStatus(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { statusCode: response.statusCode, body: response.body as IDataObject } }];
}

async function sendItem(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	read: ReadMessage,
	fields: INodeProperties[],
): Promise<INodeExecutionData[]> {
	try {
		// n8n starts all items at once, in order; joining the queue comes before any waiting.
		const item = context.getItemIndex();
		const queue = queueOf(context.getExecuteData(), item);
		const send = async () =>
			await sendMessage(context, request, read(parameterReader(context, fields)));
		const json = await queue.add(send, context.continueOnFail());
		return [{ json, pairedItem: { item } }];
	} catch (error) {
		return failItem(context, error);
	}
}

/** With "Continue" set the error becomes the item's output; RoutingNode alone would lose the pairing. */
function failItem(context: IExecuteSingleFunctions, thrown: unknown): INodeExecutionData[] {
	const item = context.getItemIndex();
	const error = toItemError(context.getNode(), thrown, item);
	if (context.continueOnFail()) return [errorItem(error, item)];
	throw thrownError(context.getNode(), error);
}

async function sendMessage(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	message: ReturnType<ReadMessage>,
): Promise<IDataObject> {
	const msgUuid = message.msgUuid || messageKey(context);
	const bodies = buildRobotParts({ ...message, msgUuid });
	const delivery: Delivery = {
		target: robotTargetOf(await context.getCredentials(CREDENTIAL)),
		post: async (body) => await postBody(context, request, body),
		clock: systemClock,
		limiter: robotLimiter,
		signal: context.getExecutionCancelSignal(),
	};
	for (const [index, body] of bodies.entries()) {
		const outcome = await deliver(body, delivery);
		if (outcome.ok) continue;
		const prefix = bodies.length > 1 ? `Part ${index + 1} of ${bodies.length}` : undefined;
		throw toNodeError(context.getNode(), outcome.failure, {
			itemIndex: context.getItemIndex(),
			prefix,
		});
	}
	return { success: true, msgUuid, parts: bodies.length };
}

/** One HTTP call through n8n's routing; the options are copied, because authentication writes to them. */
async function postBody(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	body: IDataObject,
): Promise<WebhookAnswer> {
	const { options } = request;
	const timeout = options.timeout === N8N_DEFAULT_TIMEOUT_MS ? TIMEOUT_MS : options.timeout;
	const [answer] = await context.makeRoutingRequest({
		...request,
		options: { ...options, qs: { ...options.qs }, headers: { ...options.headers }, body, timeout },
	});
	return answer.json as unknown as WebhookAnswer;
}

function toItemError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof InputError) return toInputNodeError(node, error, itemIndex);
	return new NodeOperationError(node, error as Error, { itemIndex });
}
