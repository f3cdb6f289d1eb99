const { isBuiltin } = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

const PACKAGES = `${path.sep}node_modules${path.sep}`;

/**
 * Takes packages from the environment, which has them once per worker; our own code is loaded anew for each
 * file, as ever. n8n's engine alone would cost each file half a second and 60 MB.
 */
module.exports = class PackagesOnceRuntime extends Runtime {
	requireModule(from, moduleName, options, isRequireActual) {
		if (moduleName && !options?.isInternalModule && isOfPackage(from, moduleName)) {
			return this._environment.requirePackage(from, moduleName);
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}
};

function isOfPackage(from, moduleName) {
	if (isBuiltin(moduleName)) return false;
	if (!moduleName.startsWith('.') && !path.isAbsolute(moduleName)) return true;
	return path.resolve(path.dirname(from), moduleName).includes(PACKAGES);
}
