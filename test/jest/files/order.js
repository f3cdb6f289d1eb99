/** Runs test files in the order of their names. */
module.exports = class ByName {
	sort(tests) {
		return [...tests].sort((a, b) => a.path.localeCompare(b.path));
	}

	shard(tests) {
		return tests;
	}

	allFailedTests(tests) {
		return tests;
	}

	cacheResults() {}
};
