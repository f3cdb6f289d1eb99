import type { Failure, Outcome } from '../../shared/errors/failure';
import { HOPELESS } from '../../shared/errors/failure';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../shared/run/runInOrder';
import type { ItemContext, ItemResult, Settled } from './operation';
import { together } from './operation';

/** An item with what was read of it. */
export interface Entry<T> {
	context: ItemContext;
	value: T;
}

/** How items go into calls that take many of them. */
export interface BatchPlan<T> {
	perCall: number;
	/** Reads an item, and looks up what its call needs. @throws InputError; NodeApiError when DingTalk refuses */
	read(context: ItemContext): Promise<T>;
	/** Items go into one call only with those of the same key; the calls of a key are made one after the other. */
	keyOf(value: T): string;
	/** What a call must not name twice: the second goes into the next one. */
	subjectOf?(value: T): string;
	/** Makes one call. @returns what each entry came to, in their order; or why all were refused */
	send(entries: ReadonlyArray<Entry<T>>): Promise<Outcome<ItemResult[]>>;
	/** Whether one entry alone may be why a call was refused: the others then do without it. */
	mayConcernOne(failure: Failure): boolean;
}

/**
 * The work of an operation whose calls take many items: all items are read first, so that bad input ends it before
 * anything is sent (with Continue On Fail that item alone), then sent in few calls. A call that is refused for one of
 * its items is halved until that one stands alone.
 */
export const batched = <T>(plan: BatchPlan<T>): ReturnType<typeof together> =>
	together(
		async (contexts) => await runAll(plan, contexts, contexts[0]?.node.continueOnFail() ?? false),
	);

async function runAll<T>(
	plan: BatchPlan<T>,
	contexts: readonly ItemContext[],
	goesOn: boolean,
): Promise<Array<Settled | undefined>> {
	const settled = new Array<Settled | undefined>(contexts.length);
	const places = new Map(contexts.map((context, index) => [context, index]));
	/** What every further call would meet too. */
	let end: Failure | undefined;
	/** An item failed, and the node does not go on. */
	let isOver = false;
	const settle = (context: ItemContext, outcome: Settled) => {
		settled[places.get(context) ?? 0] = outcome;
		if (!outcome.ok && !goesOn) isOver = true;
	};

	const read = await runInOrder(contexts, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		async run(context): Promise<Entry<T> | undefined> {
			if (isOver) return undefined;
			try {
				return { context, value: await plan.read(context) };
			} catch (error) {
				settle(context, { ok: false, error });
				return undefined;
			}
		},
	});
	if (isOver) return settled;
	const entries = read.filter((entry) => entry !== undefined);

	const refuse = (batch: ReadonlyArray<Entry<T>>, failure: Failure) => {
		if (HOPELESS.has(failure.kind)) end ??= failure;
		for (const { context } of batch)
			settle(context, { ok: false, error: context.api.toError(failure) });
	};
	const send = async (batch: ReadonlyArray<Entry<T>>): Promise<void> => {
		if (isOver) return;
		if (end) return refuse(batch, end);
		const outcome = await plan.send(batch);
		if (outcome.ok) {
			for (const [index, { context }] of batch.entries()) {
				settle(context, { ok: true, result: outcome.value[index] });
			}
			return;
		}
		if (batch.length === 1 || !plan.mayConcernOne(outcome.failure)) {
			return refuse(batch, outcome.failure);
		}
		const half = Math.ceil(batch.length / 2);
		await send(batch.slice(0, half));
		await send(batch.slice(half));
	};
	await runInOrder(callsOf(plan, entries), {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: (batch) => [plan.keyOf(batch[0].value)],
		run: send,
	});
	return settled;
}

/** The entries of each call: of one key, in their order, no more than fit. */
function callsOf<T>(plan: BatchPlan<T>, entries: ReadonlyArray<Entry<T>>): Array<Array<Entry<T>>> {
	const calls: Array<Array<Entry<T>>> = [];
	const open = new Map<string, { call: Array<Entry<T>>; subjects: Set<string> }>();
	for (const entry of entries) {
		const key = plan.keyOf(entry.value);
		const subject = plan.subjectOf?.(entry.value);
		let last = open.get(key);
		const isFull =
			!last ||
			last.call.length >= plan.perCall ||
			(subject !== undefined && last.subjects.has(subject));
		if (!last || isFull) {
			last = { call: [], subjects: new Set() };
			open.set(key, last);
			calls.push(last.call);
		}
		last.call.push(entry);
		if (subject !== undefined) last.subjects.add(subject);
	}
	return calls;
}
