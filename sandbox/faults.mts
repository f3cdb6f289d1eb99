import type { FaultRule } from './state/types.mts';

interface ActiveFault {
	rule: FaultRule;
	skipped: number;
	hits: number;
}

function matches(rule: FaultRule, call: { id: string; method: string; path: string }): boolean {
	const { id, path, method } = rule.match;
	if (id !== undefined && id !== call.id) return false;
	if (method !== undefined && method.toUpperCase() !== call.method) return false;
	if (path === undefined) return true;
	return path.endsWith('*') ? call.path.startsWith(path.slice(0, -1)) : path === call.path;
}

/** Says what is wrong with a rule that came over HTTP, or nothing. */
function faultProblem(rule: unknown): string | undefined {
	if (typeof rule !== 'object' || rule === null) return 'expected a fault rule object';
	const { match, answer, delayMs, cut, times, afterCalls } = rule as FaultRule;
	if (typeof match !== 'object' || match === null) return 'expected match: {id?, path?, method?}';
	if (!answer && !cut && !delayMs) return 'expected answer, delayMs or cut';
	if (answer && !('body' in answer)) return 'expected answer.body';
	for (const count of [times, afterCalls, delayMs]) {
		if (count !== undefined && !(Number.isFinite(count) && count >= 0)) {
			return 'expected times, afterCalls and delayMs to be numbers from 0';
		}
	}
	return undefined;
}

/** Faults on demand. The first rule that holds for a call is used up by it. */
export class Faults {
	private active: ActiveFault[] = [];

	/** Adds a rule behind those that are already there. */
	add(rule: FaultRule): void {
		const problem = faultProblem(rule);
		if (problem) throw new TypeError(`Fault rule: ${problem}`);
		this.active.push({ rule: structuredClone(rule), skipped: 0, hits: 0 });
	}

	/** The rules that can still hit. */
	list(): FaultRule[] {
		return this.active.map(({ rule }) => rule);
	}

	/** Drops all rules. */
	clear(): void {
		this.active = [];
	}

	/** The rule for this call, if one holds. */
	take(call: { id: string; method: string; path: string }): FaultRule | undefined {
		for (const fault of this.active) {
			if (!matches(fault.rule, call)) continue;
			if (fault.skipped < (fault.rule.afterCalls ?? 0)) {
				fault.skipped++;
				continue;
			}
			fault.hits++;
			if (fault.hits >= (fault.rule.times ?? Infinity)) {
				this.active = this.active.filter((entry) => entry !== fault);
			}
			return fault.rule;
		}
		return undefined;
	}
}
