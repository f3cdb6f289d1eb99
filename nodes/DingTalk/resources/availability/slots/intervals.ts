/** A stretch of time in Unix ms; the end does not belong to it. */
export interface Interval {
	start: number;
	end: number;
}

/** The same time as a list in order, without overlaps, gaps of length zero or empty entries. */
export function merge(intervals: readonly Interval[]): Interval[] {
	const sorted = intervals
		.filter(({ start, end }) => start < end)
		.sort((a, b) => a.start - b.start);
	const merged: Interval[] = [];
	for (const { start, end } of sorted) {
		const last = merged.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else merged.push({ start, end });
	}
	return merged;
}

/** The part of an interval that lies within another; undefined when nothing is left. */
export function clip({ start, end }: Interval, within: Interval): Interval | undefined {
	const clipped = { start: Math.max(start, within.start), end: Math.min(end, within.end) };
	return clipped.start < clipped.end ? clipped : undefined;
}

/** Index of the first merged interval that ends after `ms`, by halving. */
function firstEndingAfter(merged: readonly Interval[], ms: number): number {
	let low = 0;
	let high = merged.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (merged[middle].end > ms) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Whether a merged list has any time in common with an interval. */
export function overlaps(merged: readonly Interval[], { start, end }: Interval): boolean {
	const index = firstEndingAfter(merged, start);
	return index < merged.length && merged[index].start < end;
}
