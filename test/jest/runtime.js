const { isBuiltin } = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');
const { compiled } = require('./compiled.js');

const PACKAGES = `${path.sep}node_modules${path.sep}`;
const SOURCE = /\.m?ts$/;
const JEST = /\bjest\b/;
const PARAMETERS = ['module', 'exports', 'require', '__dirname', '__filename', 'jest'];

/** What was read is known to all files of a worker; jest forgets it after each. */
class Sources extends Map {
	clear() {}
}
const sources = new Sources();

/** By module, then by what it requires: the file that is. */
const resolved = new Map();

/** By file: a module of ours, ready to be made anew. */
const modules = new Map();

/**
 * Takes packages from the environment, which has them once per worker; our own code is made anew for each
 * file, as ever, from what is read, resolved and compiled once. n8n's engine alone would cost each file half
 * a second and 60 MB; jest's own way to a module of ours takes longer than the module.
 */
module.exports = class PackagesOnceRuntime extends Runtime {
	constructor(
		config,
		environment,
		resolver,
		transformer,
		cacheFS,
		coverage,
		testPath,
		globalConfig,
	) {
		const { watch, watchAll, collectCoverage } = globalConfig;
		const canChange = watch || watchAll;
		super(
			config,
			environment,
			resolver,
			transformer,
			canChange ? cacheFS : sources,
			coverage,
			testPath,
			globalConfig,
		);
		this.isAsEver = canChange || collectCoverage;
	}

	requireModuleOrMock(from, moduleName) {
		const file = resolved.get(from)?.get(moduleName);
		if (file !== undefined && this.canBeDirect()) return this.ownModule(file);
		// An error of jest's says what was looked for.
		const result = super.requireModuleOrMock(from, moduleName);
		if (moduleName.startsWith('.') && !isOfPackage(from, moduleName)) {
			const found = this._resolution.resolveCjs(from, moduleName);
			if (SOURCE.test(found)) inside(resolved, from).set(moduleName, found);
		}
		return result;
	}

	/** Nothing is mocked, watched or measured, and the test file is not over. */
	canBeDirect() {
		const { mockState } = this;
		return (
			!this.isAsEver &&
			mockState.noMockCanApply(mockState.explicitCjsMock) &&
			!this.testState.isTornDown()
		);
	}

	/** A module of ours as this test file has it. */
	ownModule(file) {
		const registry = this.registries.getActiveCjsRegistry();
		const known = registry.get(file);
		if (known !== undefined) return known.exports;
		const { run, folder, usesJest, sourceMap } = this.prepared(file);
		const module = { id: file, filename: file, path: folder, exports: {}, children: [] };
		registry.set(file, module);
		// Stack traces name the lines of the sources.
		if (sourceMap) this.transformCache.getSourceMaps().set(file, sourceMap);
		const require = (moduleName) => this.requireModuleOrMock(file, moduleName);
		const jest = usesJest ? this.jestGlobals.jestObjectFor(file) : undefined;
		try {
			run.call(module.exports, module, module.exports, require, folder, file, jest);
		} catch (error) {
			registry.delete(file);
			throw error;
		}
		module.loaded = true;
		return module.exports;
	}

	prepared(file) {
		let module = modules.get(file);
		if (module === undefined) {
			const code = this.transformCache.transform(file);
			module = {
				run: compiled(code, PARAMETERS, file),
				folder: path.dirname(file),
				usesJest: JEST.test(code),
				sourceMap: this.transformCache.getSourceMaps().get(file),
			};
			modules.set(file, module);
		}
		return module;
	}

	requireModule(from, moduleName, options, isRequireActual) {
		if (moduleName && !options?.isInternalModule && isOfPackage(from, moduleName)) {
			return this._environment.requirePackage(from, moduleName);
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}
};

/** The map that a map has for a key. */
function inside(maps, key) {
	if (!maps.has(key)) maps.set(key, new Map());
	return maps.get(key);
}

function isOfPackage(from, moduleName) {
	if (isBuiltin(moduleName)) return false;
	if (!moduleName.startsWith('.') && !path.isAbsolute(moduleName)) return true;
	return path.resolve(path.dirname(from), moduleName).includes(PACKAGES);
}
