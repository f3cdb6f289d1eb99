/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/n8n/'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json', 'node'],
	globalSetup: '<rootDir>/test/jest/setup.js',
	// Packages are loaded once per worker, our own code for each file: see docs/tests.md.
	testEnvironment: '<rootDir>/test/jest/environment.js',
	runtime: '<rootDir>/test/jest/runtime.js',
	reporters: ['default', '<rootDir>/test/jest/skipped.js'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	// jest's own place for it is the temporary folder, where it would stay.
	cacheDirectory: '<rootDir>/node_modules/.cache/jest',
	coverageDirectory: 'coverage',
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	// More of them for more cases of the property tests: see docs/tests.md.
	testTimeout: 30_000 * Number(process.env.RUNS ?? 1),
	// On two cores jest prefers one process; some tests wait for clocks and sockets, so two are quicker.
	maxWorkers: 2,
	// In ms: a worker leaves nothing open, yet on a busy machine giving back its memory takes it more than jest's 500.
	workerGracefulExitTimeout: 15_000,
};
