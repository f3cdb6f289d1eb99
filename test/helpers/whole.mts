/**
 * Large samples: `npm test` takes a quarter of each, CI takes them whole (WHOLE=1).
 */
export const IS_WHOLE = process.env.WHOLE === '1';

/** Runs of a property test, of as many as it has in CI. */
export const runsOf = (all: number): number => (IS_WHOLE ? all : Math.ceil(all / 4));

/** As many times the cases as a property test has of itself: `test/jest/fastCheck.js` sees to it. */
export const RUNS = Number(process.env.RUNS ?? 1);
