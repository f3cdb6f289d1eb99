import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * n8n-core's own copy of the dependency container: other packages can hoist a different @n8n/di to the
 * root, whose container knows none of n8n-core's services.
 */
export const { Container } = require(
	require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }),
) as { Container: { get<T>(type: abstract new (...args: never[]) => T): T } };
