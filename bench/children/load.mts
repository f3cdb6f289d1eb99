import '../n8n.mts';

import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const workflowStartedAt = performance.now();
await import('n8n-workflow');
const workflowMs = performance.now() - workflowStartedAt;
const { PackageDirectoryLoader } = await import('n8n-core');
const loader = new PackageDirectoryLoader(fileURLToPath(new URL('../..', import.meta.url)));
const startedAt = performance.now();
await loader.loadAll();
const ms = performance.now() - startedAt;
if (loader.types.nodes.length === 0) throw new Error('no node was loaded; is the package built?');
console.log(JSON.stringify({ ms, workflowMs }));
