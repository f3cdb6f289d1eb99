/** Cells of a range, and rows of values, that one call takes; reported publicly. */
export const MAX_CELLS = 30_000;
export const MAX_ROWS = 1000;
