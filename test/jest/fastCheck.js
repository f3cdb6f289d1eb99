/** As many times the cases as a property test has of itself. */
const RUNS = Number(process.env.RUNS ?? 1);
/** The same cases in each run: no commit fails by chance, for a fault that came with another one. */
const SEED = Number(process.env.SEED ?? 1);

/** fast-check, with the sample that the environment asks for: see docs/tests.md. */
exports.sampled = (fc) => {
	const assert = (property, parameters) =>
		fc.assert(property, {
			seed: SEED,
			...parameters,
			numRuns: RUNS * (parameters?.numRuns ?? 100),
		});
	return { __esModule: true, default: { ...fc, assert } };
};
