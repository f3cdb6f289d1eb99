import type { StreamSettings } from '../state/types.mts';

/** As DingTalk does it; the ping interval is [unverified]. */
export const DEFAULT_SETTINGS: Readonly<StreamSettings> = {
	pingEveryMs: 30_000,
	redeliverAfterMs: 60_000,
	drainMs: 10_000,
	httpRetriesMs: [10_000, 30_000],
};

const isTime = (value: unknown): boolean =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Says what is wrong with new settings, or nothing. */
export function settingsProblem(changes: Record<string, unknown>): string | undefined {
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(DEFAULT_SETTINGS, name)) return `There is no setting "${name}"`;
		const isGood =
			name === 'httpRetriesMs' ? Array.isArray(value) && value.every(isTime) : isTime(value);
		if (!isGood) return `Expected ${name} to be ${name === 'httpRetriesMs' ? 'a list of ' : ''}ms`;
	}
	return undefined;
}
