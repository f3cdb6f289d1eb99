import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForwardProxy {
	url: string;
	/** Hosts that were asked for. */
	hosts: string[];
	close(): Promise<void>;
}

/** A plain HTTP forward proxy that finds hosts in `addresses` (host → base URL) alone. */
export async function startForwardProxy(addresses: Record<string, string>): Promise<ForwardProxy> {
	const hosts: string[] = [];
	const server = createServer((incoming, outgoing) => {
		const wanted = new URL(incoming.url ?? '');
		hosts.push(wanted.host);
		const target = new URL(wanted.pathname + wanted.search, addresses[wanted.host]);
		const { method, headers } = incoming;
		const onward = request(target, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on('error', () => outgoing.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		hosts,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Does something while environment variables have other values. */
export async function withEnvironment<T>(
	values: Record<string, string>,
	action: () => Promise<T>,
): Promise<T> {
	const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
	Object.assign(process.env, values);
	try {
		return await action();
	} finally {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
}
