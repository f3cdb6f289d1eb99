import { openSession, type Session } from '../../../harness/session.mts';
import { sandboxTarget } from '../../../harness/target.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import { startPostgres, type Postgres } from './postgres.mts';
import { startRedis, type Redis } from './redis.mts';
import { startWorker, type N8nProcess } from '../../../harness/n8n/server.mts';

/** An n8n in queue mode with a sandbox of its own: main process, two workers, PostgreSQL, Redis. */
export interface Queue {
	session: Session;
	sandbox: Sandbox;
	/** Those that run; whoever starts or kills one keeps the list true. */
	workers: N8nProcess[];
	startWorker(): Promise<N8nProcess>;
}

/** What is in it beside the examples. */
export interface QueueContent {
	tarball: string;
	credentials(sandbox: Sandbox): CredentialSeed[];
	workflows: Workflow[];
}

/** Starts all of it; what was started is given to `onCleanup` at once. */
export async function openQueue(
	{ tarball, credentials, workflows }: QueueContent,
	onCleanup: (cleanup: () => Promise<void>) => void,
): Promise<Queue> {
	const sandbox = await startSandbox();
	onCleanup(() => sandbox.close());
	const redis = await startRedis();
	onCleanup(() => redis.stop());
	const postgres = await startPostgres();
	onCleanup(() => postgres.stop());
	const target = sandboxTarget(sandbox);
	const session = await openSession({
		target: { ...target, credentials: [...target.credentials, ...credentials(sandbox)] },
		extraWorkflows: workflows,
		tarball,
		env: { ...queueSettings(redis), ...databaseSettings(postgres) },
		onCleanup,
	});
	const workers: N8nProcess[] = [];
	const start = async () => {
		const worker = await startWorker(session.instance);
		onCleanup(() => worker.stop());
		workers.push(worker);
		return worker;
	};
	await Promise.all([start(), start()]);
	return { session, sandbox, workers, startWorker: start };
}

const queueSettings = (redis: Redis): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	// A worker that is gone is noticed within 25 s instead of 90; any sooner, one that is only busy would be, too.
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
});

const databaseSettings = (postgres: Postgres): Record<string, string> => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_DATABASE: postgres.database,
	DB_POSTGRESDB_USER: postgres.user,
	DB_POSTGRESDB_PASSWORD: postgres.password,
});
