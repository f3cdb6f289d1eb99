import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { createDirectory } from '../shared/contacts/resolve';
import { errorItem, thrownError } from '../shared/errors/errorItem';
import { toShownError } from '../shared/errors/shownError';
import type { ItemContext, ItemResult, Operation, Settled } from './operation/operation';
import { BinaryItem } from './operation/operation';
import { itemReader } from '../shared/params/nodeParameters';
import { runInOrder } from '../shared/run/runInOrder';
import { ownCall } from '../shared/toolCall';
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
	const items = this.getInputData();
	// A tool gets one item: the arguments of its call.
	const node = this.isToolExecution?.() && items.length > 0 ? ownCall(this, items[0].json) : this;
	const signal = node.getExecutionCancelSignal();
	const api = await createApi(node, { signal });
	const directory = createDirectory(api);
	const contexts = items.map(
		(_item, itemIndex): ItemContext => ({
			api,
			directory,
			read: itemReader(node, operation.fields, itemIndex),
			node,
			itemIndex,
		}),
	);
	if (operation.runTogether) {
		const settled = await operation.runTogether(contexts);
		if (signal?.aborted) return [[]];
		return [settled.flatMap((one, itemIndex) => (one ? settledItems(node, one, itemIndex) : []))];
	}
	const results = await runInOrder(contexts, {
		concurrency: CONCURRENCY,
		keysOf: async (context) => await orderKeys(operation, context),
		run: async (context) => await runItem(node, operation, context, signal),
		signal,
	});
	return [results.flat()];
}

async function orderKeys(operation: Operation, context: ItemContext): Promise<string[]> {
	try {
		return (await operation.orderKeys?.(context)) ?? [];
	} catch {
		// The same fault comes again, and is reported, when the item runs.
		return [];
	}
}

async function runItem(
	node: IExecuteFunctions,
	operation: Operation,
	context: ItemContext,
	signal?: AbortSignal,
): Promise<INodeExecutionData[]> {
	const { itemIndex } = context;
	try {
		return toItems(await operation.run(context), itemIndex);
	} catch (error) {
		// Calls end early when the execution is cancelled; an error would make it a failed one.
		if (signal?.aborted) return [];
		return failedItem(node, error, itemIndex);
	}
}

const settledItems = (node: IExecuteFunctions, settled: Settled, itemIndex: number) =>
	settled.ok ? toItems(settled.result, itemIndex) : failedItem(node, settled.error, itemIndex);

/** @throws the error, unless the node goes on */
function failedItem(
	node: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): INodeExecutionData[] {
	const nodeError = toShownError(node.getNode(), error, itemIndex);
	if (node.continueOnFail()) return [errorItem(nodeError, itemIndex)];
	throw thrownError(node.getNode(), nodeError);
}

function toItems(result: ItemResult, itemIndex: number): INodeExecutionData[] {
	const results = Array.isArray(result) ? result : [result];
	return results.map((entry) => {
		const item = entry instanceof BinaryItem ? { ...entry } : { json: entry };
		return { ...item, pairedItem: { item: itemIndex } };
	});
}
