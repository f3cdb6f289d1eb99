import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const CLI = new URL('../sandbox/cli.mts', import.meta.url).pathname;

/** A sandbox in a process of its own, so that it does not share our event loop. */
export interface SandboxProcess {
	apiUrl: string;
	oapiUrl: string;
	/** Back to the seed; then this latency and this allowance. */
	reset(latencyMs: number, callsPerSecond: number): Promise<void>;
	/** Calls per contract id; refused ones under `refused:<id>`. */
	counts(): Promise<Record<string, number>>;
	close(): Promise<void>;
}

/** Starts `sandbox/cli.mts` on free ports. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
	const child = spawn(process.execPath, [CLI, '--api-port', '0', '--oapi-port', '0', '--quiet'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const { apiUrl, oapiUrl } = await urlsOf(child);
	const call = async (method: string, path: string, body?: object) => {
		const response = await fetch(`${apiUrl}/_sandbox/${path}`, {
			method,
			...(body
				? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
				: {}),
		});
		if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
		return (await response.json()) as Record<string, number>;
	};
	return {
		apiUrl,
		oapiUrl,
		async reset(latencyMs, callsPerSecond) {
			await call('POST', 'reset');
			await call('POST', 'latency', { latencyMs });
			// JSON knows no Infinity; null lifts the limit.
			const rate = Number.isFinite(callsPerSecond) ? callsPerSecond : null;
			await call('POST', 'limits', { callsPerSecond: rate });
		},
		counts: async () => await call('GET', 'counts'),
		async close() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		},
	};
}

async function urlsOf(child: ChildProcess): Promise<{ apiUrl: string; oapiUrl: string }> {
	if (!child.stdout) throw new Error('no output of the sandbox');
	let apiUrl = '';
	for await (const line of createInterface({ input: child.stdout })) {
		apiUrl = /^\s+API Base URL\s+(\S+)/.exec(line)?.[1] ?? apiUrl;
		const oapiUrl = /^\s+OAPI Base URL\s+(\S+)/.exec(line)?.[1];
		if (oapiUrl) return { apiUrl, oapiUrl };
	}
	throw new Error('the sandbox ended before it printed its URLs');
}
