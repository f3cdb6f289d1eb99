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

/** Items that became one, and what that one comes to for the later of them. */
export interface Merged<T> extends Entry<T> {
	later?: ReadonlyArray<{ context: ItemContext; resultOf(result: ItemResult): ItemResult }>;
}

export interface Arranged<T> {
	/** An item that has several comes to the results of all, or to the first failure. */
	entries: Array<Merged<T>>;
	/** What cannot be sent, and why. */
	refused: Array<{ context: ItemContext; error: unknown }>;
}

/** How items go into calls that take many of them. */
export interface BatchPlan<T> {
	perCall: number;
	/** Reads an item, and looks up what its call needs. @throws InputError; NodeApiError when DingTalk refuses */
	read(context: ItemContext): Promise<T>;
	/** Items of the same key are looked at together, and their calls are made one after the other. */
	keyOf(value: T): string;
	/**
	 * What calls of several keys may change: those of the second key are made after those of the first, and its entries
	 * are looked at again before, as they may find what the first ones made. @default the key
	 */
	placeOf?(value: T): string;
	/** Items of a key go into one call only with those of the same kind. */
	kindOf?(value: T): string;
	/** What a call must not name twice: the second goes into the next one. */
	subjectOf?(value: T): string;
	/**
	 * Looks at all entries of a key at once, before anything is sent: finds what they name, and makes one of those that
	 * are the same. Throws what concerns all of them.
	 */
	arrange?(entries: ReadonlyArray<Entry<T>>): Promise<Arranged<T>>;
	/**
	 * What an entry needs done just before its call, such as uploading its files; again where its call is divided.
	 *
	 * @returns the value to send; throws what concerns this one alone
	 */
	prepare?(entry: Entry<T>): Promise<T>;
	/** Makes one call. @returns what each entry came to, in their order; or why all were refused */
	send(entries: ReadonlyArray<Entry<T>>): Promise<Outcome<ItemResult[]>>;
	/** Whether DingTalk did what it confirmed for an entry. @returns the error where it did not; throws what it meets */
	check?(entry: Entry<T>, result: ItemResult): Promise<Error | undefined>;
	/** What an entry is called that was done, for an item of which another entry failed. */
	nameOf?(result: ItemResult): string;
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
	/** What was done of each item, whatever else of it failed. */
	const done = contexts.map((): ItemResult[] => []);
	const places = new Map(contexts.map((context, index) => [context, index]));
	/** What every further call would meet too. */
	let end: Failure | undefined;
	/** An item failed, and the node does not go on. */
	let isOver = false;
	const settle = (context: ItemContext, outcome: Settled) => {
		const place = places.get(context) ?? 0;
		settled[place] = joined(settled[place], outcome);
		if (outcome.ok) done[place].push(outcome.result);
		if (!outcome.ok && !goesOn) isOver = true;
	};
	const settleAll = ({ context, later = [] }: Merged<T>, outcome: Settled) => {
		settle(context, outcome);
		for (const { context: other, resultOf } of later) {
			settle(other, outcome.ok ? { ok: true, result: resultOf(outcome.result) } : outcome);
		}
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
	const arranged = async (group: ReadonlyArray<Entry<T>>): Promise<ReadonlyArray<Merged<T>>> => {
		if (!plan.arrange || group.length === 0) return group;
		try {
			const { entries, refused } = await plan.arrange(group);
			for (const { context, error } of refused) settle(context, { ok: false, error });
			return entries;
		} catch (error) {
			for (const { context } of group) settle(context, { ok: false, error });
			return [];
		}
	};
	const groups: Array<{ group: ReadonlyArray<Entry<T>>; entries: ReadonlyArray<Merged<T>> }> = [];
	for (const group of groupsOf(plan, read)) {
		groups.push({ group, entries: await arranged(group) });
		if (isOver) return settled;
	}

	const refuse = (batch: ReadonlyArray<Merged<T>>, failure: Failure) => {
		if (HOPELESS.has(failure.kind)) end ??= failure;
		for (const entry of batch)
			settleAll(entry, { ok: false, error: entry.context.api.toError(failure) });
	};
	const send = async (all: ReadonlyArray<Merged<T>>): Promise<void> => {
		if (isOver) return;
		if (end) return refuse(all, end);
		const batch = await preparedOf(plan, all, (entry, error) => {
			settleAll(entry, { ok: false, error });
			return isOver;
		});
		if (isOver || batch.length === 0) return;
		const outcome = await plan.send(batch);
		if (outcome.ok) {
			const checked = await checkedOf(plan, batch, outcome.value);
			for (const [index, entry] of batch.entries()) settleAll(entry, checked[index]);
			return;
		}
		if (batch.length === 1 || !plan.mayConcernOne(outcome.failure)) {
			return refuse(batch, outcome.failure);
		}
		const half = Math.ceil(batch.length / 2);
		await send(batch.slice(0, half));
		await send(batch.slice(half));
	};
	const placeOf = ({ value }: Entry<T>) => (plan.placeOf ?? plan.keyOf)(value);
	const changed = new Set<string>();
	await runInOrder(groups, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: ({ group }) => [placeOf(group[0])],
		async run({ group, entries }) {
			const place = placeOf(group[0]);
			const isOpen = ({ context }: Entry<T>) => !settled[places.get(context) ?? 0];
			const isStale = changed.has(place) && !isOver && !end;
			const left = isStale ? await arranged(group.filter(isOpen)) : entries;
			changed.add(place);
			for (const call of callsOf(plan, left)) await send(call);
		},
	});
	for (const [place, outcome] of settled.entries()) {
		if (outcome?.ok === false) tellDone(outcome.error, done[place], plan.nameOf);
	}
	return settled;
}

const MAX_NAMES = 20;

/** Adds to the error of an item what was done of it all the same. */
function tellDone(
	error: unknown,
	results: readonly ItemResult[],
	nameOf?: (result: ItemResult) => string,
): void {
	if (!nameOf || results.length === 0 || !(error instanceof Error)) return;
	const names = results.slice(0, MAX_NAMES).map(nameOf).join(', ');
	const more = results.length > MAX_NAMES ? ` and ${results.length - MAX_NAMES} more` : '';
	const told = error as Error & { description?: string | null };
	told.description = [told.description, `Done all the same: ${names}${more}`]
		.filter(Boolean)
		.join('. ');
}

/** What an item comes to with one more of its entries. */
function joined(earlier: Settled | undefined, outcome: Settled): Settled {
	if (!earlier) return outcome;
	if (!earlier.ok || !outcome.ok) return earlier.ok ? outcome : earlier;
	return { ok: true, result: [earlier.result, outcome.result].flat() };
}

/** Those that were read, by their keys. */
function groupsOf<T>(
	plan: BatchPlan<T>,
	read: ReadonlyArray<Entry<T> | undefined>,
): Iterable<Array<Entry<T>>> {
	const groups = new Map<string, Array<Entry<T>>>();
	for (const entry of read) {
		if (!entry) continue;
		const key = plan.keyOf(entry.value);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups.values();
}

/** The entries with what was done before their call. @param fail says whether all is over */
async function preparedOf<T>(
	plan: BatchPlan<T>,
	entries: ReadonlyArray<Merged<T>>,
	fail: (entry: Merged<T>, error: unknown) => boolean,
): Promise<Array<Merged<T>>> {
	const { prepare } = plan;
	if (!prepare) return [...entries];
	let isOver = false;
	const prepared = await runInOrder(entries, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		async run(entry) {
			if (isOver) return undefined;
			try {
				return { ...entry, value: await prepare(entry) };
			} catch (error) {
				isOver = fail(entry, error);
				return undefined;
			}
		},
	});
	return prepared.filter((entry) => entry !== undefined);
}

/** What each entry came to, once it was looked at. */
async function checkedOf<T>(
	{ check }: BatchPlan<T>,
	batch: ReadonlyArray<Merged<T>>,
	results: readonly ItemResult[],
): Promise<Settled[]> {
	if (!check) return results.map((result) => ({ ok: true, result }));
	return await runInOrder([...batch.entries()], {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		async run([index, entry]): Promise<Settled> {
			try {
				const error = await check(entry, results[index]);
				return error ? { ok: false, error } : { ok: true, result: results[index] };
			} catch (error) {
				return { ok: false, error };
			}
		},
	});
}

/** The entries of each call: of one key and kind, in their order, no more than fit. */
function callsOf<T>(
	plan: BatchPlan<T>,
	entries: ReadonlyArray<Merged<T>>,
): Array<Array<Merged<T>>> {
	const calls: Array<Array<Merged<T>>> = [];
	const open = new Map<string, { call: Array<Merged<T>>; subjects: Set<string> }>();
	for (const entry of entries) {
		const key = `${plan.kindOf?.(entry.value) ?? ''} ${plan.keyOf(entry.value)}`;
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
