import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';

/** The sandbox of the test file; there from the first test on. */
export let sandbox: Sandbox;
/** Calls it as a program would. */
export let client: ReturnType<typeof clientFor>;
/** A token of the seed's app, fresh for each test. */
export let token: string;

/** From now on `token` is a fresh one, of the app `dingsandbox…` or of the seed's main app. */
export async function signIn(app?: string): Promise<void> {
	token = await client.token(app);
}

/** Starts a sandbox for a test file and puts it back to its seed before each test. */
export function useSandbox(): void {
	beforeAll(async () => {
		sandbox = await startSandbox();
		client = clientFor(sandbox);
	});
	beforeEach(async () => {
		sandbox.control.reset();
		await signIn();
	});
	afterAll(async () => await sandbox.close());
}
