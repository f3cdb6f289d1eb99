import type { IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { uuidFrom } from './crypto/digest';
import { toJson } from './wire/json';

/**
 * One item of one run of a node: the same object in all attempts of n8n's Retry On Fail, another one for
 * everything else, such as a further run of the node or a further call of a tool.
 */
export interface ItemRun {
	/** Nobody else has it: neither another item nor another n8n. */
	readonly seed: string;
}

/** What of n8n's contexts tells runs apart. */
export type RunContext = Pick<IExecuteFunctions, 'getExecuteData' | 'getInputData'>;

// Told apart by n8n's objects, not by its numbers. The attempts at an item have two objects in common: what the
// engine took from its stack, and the item's JSON. For tools of older agents and of the MCP Server Trigger the
// first is the caller's, and the second is made for each call. Numbers repeat: those tools have run 0 and item 0
// in every call, an MCP call has no execution, and executions are counted anew in a new database.
const runs = new WeakMap<object, WeakMap<object, Map<number, ItemRun>>>();

/**
 * @param execution what the context's `getExecuteData` gives
 * @param input the JSON of the item, as n8n has it
 */
export function itemRun(execution: unknown, input: unknown, itemIndex: number): ItemRun {
	// Unheard of; then nothing tells an attempt from a new message, and a key must not repeat.
	if (!isObject(execution) || !isObject(input)) return newRun();
	const ofExecution = entry(runs, execution, () => new WeakMap<object, Map<number, ItemRun>>());
	const ofInput = entry(ofExecution, input, () => new Map<number, ItemRun>());
	// A node before may have put out one object as several items.
	return entry(ofInput, itemIndex, newRun);
}

/** The run that an item of a node with `execute` is in. */
export const itemRunOf = (context: RunContext, itemIndex: number): ItemRun =>
	itemRun(context.getExecuteData(), context.getInputData()[itemIndex]?.json, itemIndex);

/**
 * An idempotency key: the same when n8n's Retry On Fail, or we, try the same again; another one for everything else.
 *
 * @param sent what DingTalk is told: what differs is another message, even where it is the same item
 */
export const itemKey = (run: ItemRun, ...sent: unknown[]): string =>
	uuidFrom(run.seed, toJson(sent));

const newRun = (): ItemRun => ({ seed: randomUUID() });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface Store<K, V> {
	get(key: K): V | undefined;
	set(key: K, value: V): unknown;
}

function entry<K, V>(store: Store<K, V>, key: K, make: () => V): V {
	const known = store.get(key);
	if (known !== undefined) return known;
	const made = make();
	store.set(key, made);
	return made;
}
