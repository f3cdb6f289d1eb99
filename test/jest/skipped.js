const { writeSync } = require('node:fs');
const path = require('node:path');

const STDERR = 2;

/** Says as the very last line what was not tested; jest's summary has it as one word among others. */
module.exports = class SkippedReporter {
	constructor({ rootDir, testNamePattern, watch, watchAll }) {
		this.rootDir = rootDir;
		this.isSelection = Boolean(testNamePattern);
		this.isWatching = watch || watchAll;
	}

	onRunComplete(_contexts, { numPendingTests, numTotalTests, testResults }) {
		if (numPendingTests === 0 || this.isSelection) return;
		const files = testResults
			.filter((result) => result.numPendingTests > 0)
			.map((result) => path.relative(this.rootDir, result.testFilePath));
		const say = () =>
			writeSync(
				STDERR,
				`\n!! SKIPPED: ${numPendingTests} of ${numTotalTests} tests, in ${files.join(', ')}\n`,
			);
		// jest's summary comes after every reporter of ours.
		if (this.isWatching) say();
		else process.once('exit', say);
	}
};
