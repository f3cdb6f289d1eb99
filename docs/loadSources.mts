/**
 * Import this first: it lets Node run the nodes' sources as they are. They are written for a build, so their
 * imports have no endings.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

const ENDINGS = ['.ts', '/index.ts'];

registerHooks({
	resolve(specifier, context, next) {
		if (specifier === 'n8n-workflow') {
			// Under `import` it offers a build that only bundlers can load.
			return next(specifier, { ...context, conditions: ['node', 'require', 'default'] });
		}
		if (!specifier.startsWith('.')) return next(specifier, context);
		const ending = ENDINGS.find((end) => existsSync(new URL(specifier + end, context.parentURL)));
		return next(specifier + (ending ?? ''), context);
	},
});
