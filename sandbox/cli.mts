import { parseArgs } from 'node:util';
import type { Sandbox } from './index.mts';
import { seedApps, seedWebhookRobots } from './state/seed.mts';

const USAGE = `DingTalk on this machine.

  node sandbox/cli.mts [options]

  --host <address>    address to listen on (default 127.0.0.1)
  --api-port <port>   port in place of api.dingtalk.com (default 7801)
  --oapi-port <port>  port in place of oapi.dingtalk.com (default 7802)
  --latency <ms>      added to every answer (default 0)
  --tls               speak TLS, with a certificate of its own
  --quiet             do not print the calls
  --allow-remote      let --host be an address that others can reach
  --help              this text
`;

const OPTIONS = {
	host: { type: 'string', default: '127.0.0.1' },
	'api-port': { type: 'string', default: '7801' },
	'oapi-port': { type: 'string', default: '7802' },
	latency: { type: 'string', default: '0' },
	tls: { type: 'boolean', default: false },
	quiet: { type: 'boolean', default: false },
	'allow-remote': { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

function readOptions() {
	try {
		return parseArgs({ options: OPTIONS, allowPositionals: false }).values;
	} catch (error) {
		return fail(`${(error as Error).message}\n\n${USAGE}`);
	}
}

function wholeNumber(flag: string, text: string, maximum: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value <= maximum) return value;
	return fail(`--${flag}: expected a whole number from 0 to ${maximum}, got "${text}"`);
}

const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function printStart(sandbox: Sandbox): void {
	const [app] = seedApps();
	const lines = [
		`Page            ${sandbox.pageUrl}`,
		'',
		'DingTalk App API credential',
		`  API Base URL    ${sandbox.apiUrl}`,
		`  OAPI Base URL   ${sandbox.oapiUrl}`,
		`  Client ID       ${app.clientId}`,
		`  Client Secret   ${app.clientSecret}`,
		'',
		'DingTalk Group Robot API credential',
		`  Base URL        ${sandbox.oapiUrl}`,
		...seedWebhookRobots().map(
			({ accessToken, name, secret }) =>
				`  ${accessToken.padEnd(22)}${name}${secret ? `, secret ${secret}` : ''}`,
		),
		'',
		'Press Ctrl+C to stop.',
	];
	console.log(lines.join('\n'));
}

const flags = readOptions();
if (flags.help) {
	console.log(USAGE);
	process.exit(0);
}
if (!isLoopback(flags.host) && !flags['allow-remote']) {
	fail(
		`--host ${flags.host}: others could reach the sandbox, which has no password. Add --allow-remote if you want that.`,
	);
}
const options = {
	host: flags.host,
	apiPort: wholeNumber('api-port', flags['api-port'], 65_535),
	oapiPort: wholeNumber('oapi-port', flags['oapi-port'], 65_535),
	latencyMs: wholeNumber('latency', flags.latency, 600_000),
	tls: flags.tls,
	log: flags.quiet ? undefined : (line: string) => console.log(line),
};
// Only now: what is wrong with the flags is said at once.
const { startSandbox } = await import('./index.mts');
try {
	const sandbox = await startSandbox(options);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
	printStart(sandbox);
} catch (error) {
	fail(`The sandbox could not start: ${(error as Error).message}`);
}
