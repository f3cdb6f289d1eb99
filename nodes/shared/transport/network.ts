import { redact } from '../errors/redact';
import type { Failure } from '../errors/failure';

/** Codes of connections that never came about, so that nothing was sent. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** Codes of requests that cannot be made. */
const NEVER_MADE = new Set([
	'ERR_INVALID_URL',
	'ERR_INVALID_PROTOCOL',
	'ERR_INVALID_CHAR',
	'ERR_INVALID_HTTP_TOKEN',
	'ERR_UNESCAPED_CHARACTERS',
]);
const CANCELLED = new Set(['ERR_CANCELED', 'ABORT_ERR', 'AbortError', 'CanceledError']);

interface ErrorLike {
	message?: unknown;
	code?: unknown;
	name?: unknown;
	cause?: unknown;
	failure?: unknown;
	response?: { status?: unknown };
}

/**
 * What a thrown request error means. Such an error may hold the whole request with its token:
 * only its code and its redacted message are kept.
 */
export function networkFailure(error: unknown, secrets: readonly string[] = []): Failure {
	const chain = causesOf(error);
	const carried = chain.map((link) => link.failure).find(isFailure);
	if (carried) return carried;
	const codes = chain
		.flatMap((link) => [link.code, link.name])
		.filter((code) => typeof code === 'string');
	const code =
		codes.find((name) => /^(E[A-Z_]+|UND_ERR\w+|ABORT_ERR|[A-Z]+_[A-Z_]+)$/.test(name)) ??
		'unknown';
	const message = redact(String(chain.at(-1)?.message ?? ''), secrets);
	if (codes.some((name) => CANCELLED.has(name))) return { kind: 'cancelled', code, message };
	if (NEVER_MADE.has(code)) return { kind: 'unmade', code, message, isThrown: true };
	if (NEVER_CONNECTED.has(code)) return { kind: 'unreachable', code, message };
	const status = chain
		.map((link) => link.response?.status)
		.find((value) => typeof value === 'number');
	if (status === 401) return { kind: 'token', code: '401', message, httpStatus: 401 };
	const kind = isConnection(codes, message) ? 'connection' : 'other';
	return { kind, code, message, isThrown: true };
}

function causesOf(error: unknown): ErrorLike[] {
	const chain: ErrorLike[] = [];
	let link = error as ErrorLike | undefined;
	while (link && typeof link === 'object' && chain.length < 6 && !chain.includes(link)) {
		chain.push(link);
		link = link.cause as ErrorLike | undefined;
	}
	return chain;
}

const isFailure = (value: unknown): value is Failure =>
	typeof value === 'object' && value !== null && 'kind' in value && 'code' in value;

const isConnection = (codes: string[], message: string) =>
	codes.some((code) =>
		/^(ECONN|EPIPE|ETIMEDOUT|ERR_NETWORK|ESOCKET|UND_ERR|EPROTO|ERR_STREAM|HPE_)/.test(code),
	) || /socket hang up|timeout|aborted/i.test(message);
