// nock and what it builds on are published as ES modules only, so they go through swc as our own code does.
const ESM_PACKAGES = [
	'nock',
	'@mswjs',
	'@open-draft',
	'outvariant',
	'strict-event-emitter',
	'until-async',
	'rettime',
];

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/n8n/'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json', 'node'],
	setupFiles: ['<rootDir>/test/env.js'],
	setupFilesAfterEnv: ['<rootDir>/test/setup.js'],
	transform: {
		'^.+\\.(ts|mts|js|mjs)$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	transformIgnorePatterns: [`/node_modules/(?!(${ESM_PACKAGES.join('|')})/)`],
	coverageDirectory: 'coverage',
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	testTimeout: 30_000,
	// Each file loads n8n's engine anew, and jest does not give all of it back: a worker that has grown is
	// replaced. In one process, which jest prefers on two cores, the whole run would not fit into memory.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1GB',
};
