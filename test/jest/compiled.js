const { compileFunction } = require('node:vm');

/** By file: a module's function makes it anew each time it is called, and what V8 knows of it is of use to all files. */
const functions = new Map();

/** A module of code that this worker compiles once; only a test file is of no use to the others. */
function compiled(code, parameters, filename) {
	const known = functions.get(filename);
	if (known?.code === code) return known.run;
	// Without jest's way to import modules in it, which would keep the runtime of the first file that it served.
	const run = compileFunction(code, parameters, { filename });
	if (!filename.endsWith('.test.ts')) functions.set(filename, { code, run });
	return run;
}

module.exports = { compiled };
