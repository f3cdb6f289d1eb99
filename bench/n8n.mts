/** Import this first: it prepares the process for n8n's own packages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Under `import`, n8n-workflow offers a build that only bundlers can load; n8n itself uses the other one.
registerHooks({
	resolve: (specifier, context, next) =>
		next(
			specifier,
			/^n8n-(core|workflow)$/.test(specifier)
				? { ...context, conditions: ['node', 'require', 'default'] }
				: context,
		),
});

/** A folder of this process's own, gone when it ends. */
export const temporaryFolder = mkdtempSync(path.join(tmpdir(), 'dingtalk-bench-'));
process.on('exit', () => rmSync(temporaryFolder, { recursive: true, force: true }));
// So a process that sends without end is stopped; by itself a signal would skip what is above.
process.once('SIGTERM', () => process.exit(143));

// n8n-core writes its settings file when it is first imported.
process.env.N8N_USER_FOLDER = temporaryFolder;
process.env.N8N_ENCRYPTION_KEY = 'bench-key';
process.env.N8N_LOG_LEVEL = 'silent';
