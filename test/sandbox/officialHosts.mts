import * as https from 'node:https';
import * as tls from 'node:tls';
import type { Sandbox } from '../../sandbox/index.mts';

type Connect = (this: unknown, options: tls.ConnectionOptions, ...rest: unknown[]) => unknown;

/**
 * The client's addresses are fixed: https://api.dingtalk.com and https://oapi.dingtalk.com. In this
 * process only, connections to these names go to the sandbox, whose certificate is trusted here.
 */
export function routeToSandbox(sandbox: Sandbox): () => void {
	const ports: Record<string, number> = {
		'api.dingtalk.com': Number(new URL(sandbox.apiUrl).port),
		'oapi.dingtalk.com': Number(new URL(sandbox.oapiUrl).port),
	};
	const agent = https.globalAgent as unknown as { createConnection: Connect };
	const connect = agent.createConnection;
	agent.createConnection = function (options, ...rest) {
		const port = ports[options.host ?? ''];
		if (!port) throw new Error(`This test must not reach ${options.host}`);
		const there = { ...options, host: '127.0.0.1', port, servername: options.host };
		return connect.call(this, there, ...rest);
	};
	const trusted = tls.getCACertificates('default');
	tls.setDefaultCACertificates([...trusted, sandbox.certificate as string]);
	return () => {
		agent.createConnection = connect;
		tls.setDefaultCACertificates(trusted);
	};
}
