const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { compiled } = require('./compiled.js');
const { loadPackage, loadedPackage, resetPackages, takePending } = require('./packages.js');
const { keepGlobals, rememberRealm } = require('./realm.js');

// Jest compiles modules for the context that the environment names, and has no name for the one it runs in.
const THIS_CONTEXT = vm.createContext();
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) =>
	options?.parsingContext === THIS_CONTEXT
		? compiled(code, parameters, options.filename)
		: compileFunction(code, parameters, options);

/**
 * Runs test files in the worker's own realm, one after the other, so that packages loaded once serve them
 * all: with a realm per file, an Error of ours would be none to n8n's engine. Everything a file changes
 * outside its own modules is put back in `teardown`, which comes for a file without a single test, too.
 */
module.exports = class SharedRealmEnvironment {
	constructor({ projectConfig }) {
		this.putBackRealm = rememberRealm();
		this.folder = mkdtempSync(path.join(tmpdir(), 'file-'));
		Object.assign(process.env, {
			// Whatever a file leaves in "the temporary folder" goes with this one.
			TMPDIR: this.folder,
			TEMP: this.folder,
			TMP: this.folder,
			// n8n-core writes its settings when it is first used.
			N8N_USER_FOLDER: path.join(this.folder, 'n8n'),
			N8N_ENCRYPTION_KEY: 'test-key',
			N8N_LOG_LEVEL: process.env.N8N_LOG_LEVEL ?? 'silent',
		});
		resetPackages();
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	/** A package as Node loads it, once for all files; what it adds to the realm on that occasion stays. */
	requirePackage(from, name) {
		return loadedPackage(from, name) ?? keepGlobals(() => loadPackage(from, name));
	}

	async setup() {}

	/** A request that was planned and never came is a failed test. */
	handleTestEvent({ name, test }) {
		if (name !== 'test_fn_success' && name !== 'test_fn_failure') return;
		const pending = takePending();
		if (pending.length === 0) return;
		test.errors.push(new Error(`Planned requests never came: ${pending.join(', ')}`));
	}

	async teardown() {
		this.fakeTimersModern.dispose();
		resetPackages();
		this.putBackRealm();
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return THIS_CONTEXT;
	}
};
