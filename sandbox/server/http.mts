import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../contract/answers.mts';
import { apiError, oapiError } from '../contract/answers.mts';
import type { HostName } from '../contract/load.mts';
import type { Parts } from '../control/control.mts';
import { toJson } from '../json.mts';
import type { FaultRule } from '../state/types.mts';
import { plan } from './answer.mts';
import type { Plan } from './answer.mts';
import type { Call, FilePart } from './call.mts';
import { writeDown } from './record.mts';

// Above every limit of the contract, so that the contract's own refusals are seen.
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** What one listener serves besides DingTalk. */
export type Extra = (app: FastifyInstance) => void | Promise<void>;

/** One host of DingTalk: everything that is not the sandbox's own goes through the contract. */
export async function createHost(
	host: HostName,
	parts: Parts,
	stopped: AbortSignal,
	extra?: Extra,
): Promise<FastifyInstance> {
	const app = Fastify({
		...(parts.tls ? { https: parts.tls } : {}),
		bodyLimit: MAX_BODY_BYTES,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 1000 },
		// A path with a broken escape is a path nobody knows, not a server's own error page.
		frameworkErrors: (_error, request, reply) => void serve(host, parts, stopped, request, reply),
	});
	// DingTalk's own checks decide about bodies, so nothing is parsed on the way in.
	app.removeAllContentTypeParsers();
	if (host === 'oapi') {
		await app.register(multipart, {
			limits: { fileSize: MAX_BODY_BYTES },
			throwFileSizeLimit: false,
		});
	}
	// An empty type, as uploads to a file store have it, is none.
	app.addHook('onRequest', async ({ headers }) => {
		if (headers['content-type'] === '') delete headers['content-type'];
	});
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	await extra?.(app);
	app.all('/*', (request, reply) => serve(host, parts, stopped, request, reply));
	return app;
}

async function readFiles(request: FastifyRequest): Promise<FilePart[]> {
	if (!request.isMultipart?.()) return [];
	const files: FilePart[] = [];
	try {
		for await (const part of request.parts()) {
			if (part.type !== 'file') continue;
			const content = await part.toBuffer();
			files.push({
				field: part.fieldname,
				fileName: part.filename ?? '',
				mimeType: part.mimetype,
				content,
			});
		}
	} catch {
		/* A broken multipart body has no usable part: the contract then misses `media`. */
	}
	return files;
}

async function toCall(host: HostName, request: FastifyRequest): Promise<Call> {
	const url = request.url;
	const cut = url.indexOf('?');
	const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
	return {
		host,
		method: request.method,
		path: cut < 0 ? url : url.slice(0, cut),
		query: Object.fromEntries(query),
		header: (name) => String(request.headers[name] ?? ''),
		contentType: request.headers['content-type'] ?? '',
		raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
		files: await readFiles(request),
		ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
	};
}

async function serve(
	host: HostName,
	parts: Parts,
	stopped: AbortSignal,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const startedAt = Date.now();
	const call = await toCall(host, request);
	const planned = plan(parts.world, parts.appWindows, call);
	const fault = parts.faults.take({ id: planned.id, method: call.method, path: call.path });
	const arrivedAt = parts.world.store.now();
	const answer = await decide(host, planned, fault);
	if (fault) parts.world.store.changed();
	const waitMs = parts.settings.latencyMs + (fault?.delayMs ?? 0);
	if (waitMs > 0) await sleep(waitMs, undefined, { signal: stopped }).catch(() => undefined);
	writeDown(parts, { call, planned, answer, fault, arrivedAt, latencyMs: Date.now() - startedAt });
	send(reply, answer);
	// Fastify takes a handler without a result for one without an answer, while a stream has not begun.
	return reply;
}

/** The answer to give; nothing is given (the connection is cut) when it is undefined. */
async function decide(
	host: HostName,
	planned: Plan,
	fault: FaultRule | undefined,
): Promise<Answer | undefined> {
	const replaces = fault?.cut === true || fault?.answer !== undefined;
	const real = !replaces || fault?.afterWork ? await runSafely(host, planned) : undefined;
	if (fault?.cut) return undefined;
	if (!fault?.answer) return real;
	const { status = 200, body, headers } = fault.answer;
	return { status, body, headers, code: codeIn(status, body) };
}

async function runSafely(host: HostName, planned: Plan): Promise<Answer> {
	try {
		return await planned.run();
	} catch (error) {
		// A mistake in the sandbox must not look like a mistake of the caller.
		const message = `The sandbox failed: ${String(error)}`;
		return host === 'api'
			? apiError(undefined, 'system.error', { status: 500, message })
			: oapiError(undefined, -1, message);
	}
}

/** The refusal code in a fault's body, to journal it like a real one. */
function codeIn(status: number, body: unknown): string {
	const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
	const code = fields.sub_code ?? fields.code ?? fields.errcode;
	if (code !== undefined && Number(code) !== 0) return String(code);
	return status >= 400 ? String(status) : '';
}

function send(reply: FastifyReply, answer: Answer | undefined): void {
	if (!answer) {
		reply.hijack();
		reply.raw.socket?.destroy();
		return;
	}
	const { status, body, headers = {} } = answer;
	const isRaw = Buffer.isBuffer(body) || typeof body === 'string' || body instanceof Readable;
	const names = Object.keys(headers).map((name) => name.toLowerCase());
	reply.code(status).headers(headers);
	if (!names.includes('content-type')) {
		reply.type(isRaw ? 'text/html;charset=utf-8' : 'application/json;charset=utf-8');
	}
	void reply.send(isRaw ? body : toJson(body));
}
