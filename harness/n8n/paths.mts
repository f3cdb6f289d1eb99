import { join, resolve } from 'node:path';

/** The project's folder. */
export const PROJECT_DIR = resolve(import.meta.dirname, '../..');

/** The folder that holds the pinned n8n. */
export const N8N_DIR = join(PROJECT_DIR, 'test/n8n');

/** The start script of the pinned n8n. */
export const N8N_BIN = join(N8N_DIR, 'node_modules/n8n/bin/n8n');

/** The folder of the example workflows. */
export const EXAMPLES_DIR = join(PROJECT_DIR, 'examples');
