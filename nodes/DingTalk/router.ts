import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError, toInputNodeError } from '../shared/errors/inputError';
import { redact } from '../shared/auth/redact';
import type { ItemContext, ItemResult, Operation } from '../shared/operation';
import { itemReader } from '../shared/params';
import { runInOrder } from '../shared/runInOrder';
import { createApi } from '../shared/transport/api';
import { findOperation } from './registry';

/** Items under way at once: enough for DingTalk's whole allowance at a second of latency. */
const CONCURRENCY = 20;

/** The only loop over items: bounded concurrency, order per recipient, results in input order. */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0) as string;
	const name = this.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`The operation '${name}' of '${resource}' does not exist`,
			{
				description: 'Choose the resource and the operation again',
			},
		);
	}
	const signal = this.getExecutionCancelSignal();
	const api = await createApi(this, { signal });
	const contexts = this.getInputData().map(
		(_item, itemIndex): ItemContext => ({
			api,
			read: itemReader(this, operation.fields, itemIndex),
			node: this,
			itemIndex,
		}),
	);
	const results = await runInOrder(contexts, {
		concurrency: CONCURRENCY,
		keysOf: (context) => orderKeys(operation, context),
		run: async (context) => await runItem(this, operation, context),
		signal,
	});
	return [results.flat()];
}

function orderKeys(operation: Operation, context: ItemContext): string[] {
	try {
		return operation.orderKeys?.(context) ?? [];
	} catch {
		// The same fault comes again, and is reported, when the item runs.
		return [];
	}
}

async function runItem(
	node: IExecuteFunctions,
	operation: Operation,
	context: ItemContext,
): Promise<INodeExecutionData[]> {
	const { itemIndex } = context;
	try {
		return toItems(await operation.run(context), itemIndex);
	} catch (error) {
		const nodeError = toItemError(node, error, itemIndex);
		if (!node.continueOnFail()) throw asThrown(nodeError);
		return [errorItem(nodeError, itemIndex)];
	}
}

const asThrown = (error: Error) => error;

function toItems(result: ItemResult, itemIndex: number): INodeExecutionData[] {
	const results = Array.isArray(result) ? result : [result];
	return results.map((entry) => {
		const item = isItem(entry) ? entry : { json: entry };
		return { ...item, pairedItem: { item: itemIndex } };
	});
}

const isItem = (entry: object): entry is INodeExecutionData => 'json' in entry && 'binary' in entry;

function toItemError(node: IExecuteFunctions, error: unknown, itemIndex: number) {
	if (error instanceof InputError) return toInputNodeError(node.getNode(), error, itemIndex);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const message = redact(error instanceof Error ? error.message : String(error));
	return new NodeOperationError(node.getNode(), message, { itemIndex });
}

/** With `error` on the item, n8n can route it to the node's error output. */
function errorItem(
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const details = (error.context.dingTalk ?? {}) as { code?: string; requestId?: string };
	return {
		json: {
			error: error.message,
			...(error.description ? { description: error.description } : {}),
			...(details.code ? { code: details.code } : {}),
			...(details.requestId ? { requestId: details.requestId } : {}),
		},
		error,
		pairedItem: { item: itemIndex },
	};
}
