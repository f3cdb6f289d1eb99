import '../n8n.mts';

import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const workflowStartedAt = performance.now();
await import('n8n-workflow');
const workflowMs = performance.now() - workflowStartedAt;
const { LazyPackageDirectoryLoader } = await import('n8n-core');
const loader = new LazyPackageDirectoryLoader(fileURLToPath(new URL('../..', import.meta.url)));
const startedAt = performance.now();
await loader.loadAll();
if (loader.types.nodes.length === 0) throw new Error('no node was loaded; is the package built?');
// n8n does so when it starts; nodes it loads when a workflow uses them.
for (const name in loader.known.credentials) loader.getCredential(name);
const ms = performance.now() - startedAt;
loader.getNode('dingTalk');
const firstUseMs = performance.now() - startedAt - ms;
console.log(JSON.stringify({ ms, firstUseMs, workflowMs }));
