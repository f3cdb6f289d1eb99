const DAY_MS = 86_400_000;

/** A part of time in Unix ms, the end excluded. */
export interface Window {
	from: number;
	until: number;
}

/** A range of time in parts of at most so many days, without gaps. */
export function splitRange({ from, until }: Window, maxDays: number): Window[] {
	const windows: Window[] = [];
	for (let start = from; start < until; start += maxDays * DAY_MS) {
		windows.push({ from: start, until: Math.min(until, start + maxDays * DAY_MS) });
	}
	return windows;
}
