import fc from 'fast-check';

/** Zones with and without summer time, half hours and changes at midnight among them. */
export const ZONES = [
	'Asia/Shanghai',
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'America/Santiago',
	'Pacific/Auckland',
	'UTC',
];

export const anyZone = fc.constantFrom(...ZONES);

/** Moments to the second, as DingTalk has them. */
export const anyMoment = fc
	.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2045, 0, 1) / 1000 })
	.map((seconds) => seconds * 1000);

/** A day as `2026-02-28`. */
export const anyDay = anyMoment.map((ms) => new Date(ms).toISOString().slice(0, 10));

/** What the clocks of a zone show, by JavaScript's own reckoning: `2026-05-01 09:00:00`. */
export const shownIn = (ms: number, timeZone: string): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
		ms,
	);
