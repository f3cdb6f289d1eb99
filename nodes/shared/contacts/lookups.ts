import type { FailureKind, Outcome } from '../errors/failure';

/** Failures that may be over a moment later. */
const PASSING: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'rateLimited',
	'busy',
	'unreachable',
	'connection',
	'cancelled',
]);

/** A lookup that asks once per key: those who ask meanwhile share the call, later ones its answer. */
export function sharedLookups<T>(
	fetch: (key: string) => Promise<Outcome<T>>,
): (key: string) => Promise<Outcome<T>> {
	const known = new Map<string, Promise<Outcome<T>>>();
	return async (key) => {
		const lookup = known.get(key) ?? fetch(key);
		known.set(key, lookup);
		const outcome = await lookup;
		if (!outcome.ok && PASSING.has(outcome.failure.kind)) known.delete(key);
		return outcome;
	};
}
