import { startSandbox } from '../../sandbox/index.mts';
import { clientFor, runCli } from './client.mts';

describe('starting and closing', () => {
	it('adds latency to DingTalk answers only', async () => {
		const slow = await startSandbox({ latencyMs: 100 });
		const slowClient = clientFor(slow);
		const startedAt = Date.now();
		await slowClient.token();
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(90);
		await slow.close();
	});

	it('cuts what is under way when it closes, and its ports are free at once', async () => {
		const other = await startSandbox({ latencyMs: 60_000 });
		const waiting = clientFor(other).token();
		const settled = waiting.then(
			() => 'answered',
			() => 'cut',
		);
		await other.close();
		expect(['answered', 'cut']).toContain(await settled);
		const again = await startSandbox({
			apiPort: Number(new URL(other.apiUrl).port),
			oapiPort: Number(new URL(other.oapiUrl).port),
		});
		await again.close();
	});

	it('says so when a port is taken', async () => {
		const first = await startSandbox();
		const apiPort = Number(new URL(first.apiUrl).port);
		await expect(startSandbox({ apiPort })).rejects.toThrow('EADDRINUSE');
		await first.close();
	});

	it.each([
		['SIGINT', []],
		['SIGTERM', ['--host', '0.0.0.0', '--allow-remote']],
	] as const)('runs as a command and ends on %s, with %j', async (signal, more) => {
		const { code, output } = await runCli(['--api-port', '0', '--oapi-port', '0', ...more], signal);
		expect(code).toBe(0);
		expect(output).toMatch(/Page\s+http:\/\/127\.0\.0\.1:\d+/);
		expect(output).toContain('sandbox-app-secret');
	});

	it.each([
		['an address others can reach, unless told', ['--host', '0.0.0.0'], '--allow-remote'],
		['a number that is none', ['--latency', 'x'], '--latency: expected a whole number'],
		['a flag that it has not', ['--nothing'], "Unknown option '--nothing'"],
	])('refuses %s', async (_name, flags, words) => {
		const { code, output } = await runCli(flags);
		expect(code).toBe(1);
		expect(output).toContain(words);
	});
});
