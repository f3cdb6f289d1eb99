import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../sandbox/index.mts';

/** Signing secret of the seed's signed webhook robot. */
export const SIGNED_ROBOT_SECRET =
	'SECsandbox000000000000000000000000000000000000000000000000000000';

/** What a call came back with. */
export interface Reply {
	status: number;
	body: Record<string, any>;
	bytes: Buffer;
	headers: Headers;
}

type Fields = Record<string, unknown>;

async function toReply(response: Response): Promise<Reply> {
	const bytes = Buffer.from(await response.arrayBuffer());
	let body: Record<string, any> = {};
	try {
		body = JSON.parse(bytes.toString('utf8')) as Record<string, any>;
	} catch {
		/* a file; the test reads `bytes` */
	}
	return { status: response.status, body, bytes, headers: response.headers };
}

/** A plain HTTP client for one sandbox; it knows where tokens go and nothing else. */
export function clientFor(sandbox: Sandbox) {
	const json = { 'content-type': 'application/json' };
	const call = async (url: string, init: RequestInit = {}) => await toReply(await fetch(url, init));

	async function token(app = 'app'): Promise<string> {
		const { body } = await api('POST', '/v1.0/oauth2/accessToken', {
			appKey: `dingsandbox${app}`,
			appSecret: `sandbox-${app}-secret`,
		});
		return body.accessToken as string;
	}

	async function api(method: string, path: string, body?: Fields, bearer?: string) {
		return await call(sandbox.apiUrl + path, {
			method,
			headers: {
				...(body ? json : {}),
				...(bearer ? { 'x-acs-dingtalk-access-token': bearer } : {}),
			},
			body: body && JSON.stringify(body),
		});
	}

	async function oapi(method: string, path: string, body?: Fields, accessToken?: string) {
		const url = new URL(sandbox.oapiUrl + path);
		if (accessToken) url.searchParams.set('access_token', accessToken);
		return await call(url.href, {
			method,
			headers: body ? json : {},
			body: body && JSON.stringify(body),
		});
	}

	async function upload(accessToken: string, type: string, fileName: string, bytes = 3) {
		const form = new FormData();
		form.append('media', new Blob([Buffer.alloc(bytes, 7)], { type: 'image/png' }), fileName);
		const query = `?access_token=${accessToken}&type=${type}`;
		return await call(`${sandbox.oapiUrl}/media/upload${query}`, { method: 'POST', body: form });
	}

	async function webhook(robot: string, body: Fields, query: Record<string, string> = {}) {
		const search = new URLSearchParams({ access_token: robot, ...query });
		return await oapi('POST', `/robot/send?${search}`, body);
	}

	return { call, api, oapi, token, upload, webhook };
}

/** Signature of a custom robot, made here by hand from the documentation. */
export function signFor(secret: string, timestamp: number): string {
	return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** The first live events of a sandbox's socket, once `enough` says so. */
export async function liveEvents(
	sandbox: Sandbox,
	act: () => Promise<unknown>,
	enough: (types: string[]) => boolean,
): Promise<Array<Record<string, any>>> {
	const events: Array<Record<string, any>> = [];
	const socket = new WebSocket(`${sandbox.apiUrl.replace('http', 'ws')}/_sandbox/live`);
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('error', () => reject(new Error('The live socket failed')));
		socket.addEventListener('message', ({ data }) => {
			events.push(JSON.parse(String(data)) as Record<string, any>);
			if (events.length === 1) void act();
			if (enough(events.map((event) => event.type as string))) resolve();
		});
	});
	socket.close();
	return events;
}

/** Runs the command line sandbox until it has printed its start, ends it, and tells how it went. */
export async function runCli(flags: string[], signal?: 'SIGINT' | 'SIGTERM') {
	const { spawn } = await import('node:child_process');
	const child = spawn(process.execPath, ['sandbox/cli.mts', ...flags], { stdio: 'pipe' });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (signal && output.includes('Ctrl+C')) child.kill(signal);
		});
	}
	const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	return { code, output };
}
