import { Readable } from 'node:stream';
import { UPLOAD_PATH } from '../behaviours/robot/files.mts';
import type { Answer } from '../contract/answers.mts';
import { contentKind } from '../contract/check.mts';
import type { Parts } from '../control/control.mts';
import { parseJson } from '../json.mts';
import type { FaultRule } from '../state/types.mts';
import type { Plan } from './answer.mts';
import type { Call } from './call.mts';

/** A call that is over. */
export interface Done {
	call: Call;
	planned: Plan;
	/** Absent when the connection was cut. */
	answer: Answer | undefined;
	fault: FaultRule | undefined;
	arrivedAt: number;
	latencyMs: number;
}

function requestBody({ path, contentType, raw, files }: Call): unknown {
	if (path.startsWith(UPLOAD_PATH)) return `<${raw.length} bytes>`;
	const kind = contentKind(contentType);
	if (kind === 'multipart') {
		const bytes = files.reduce((sum, file) => sum + file.content.length, 0);
		return `<multipart: ${files.length} file(s), ${bytes} bytes>`;
	}
	if (raw.length === 0) return undefined;
	const text = raw.toString('utf8');
	if (kind === 'form') return Object.fromEntries(new URLSearchParams(text));
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}

function answerBody({ body, headers }: Answer): unknown {
	if (Buffer.isBuffer(body)) return `<${body.length} bytes>`;
	return body instanceof Readable ? `<${headers?.['content-length']} bytes>` : body;
}

/** Writes a call into the journal, with every known secret taken out. */
export function writeDown({ journal, world }: Parts, done: Done): void {
	const { call, planned, answer, fault, arrivedAt, latencyMs } = done;
	journal.add(
		{
			time: arrivedAt,
			host: call.host,
			method: call.method,
			path: call.path,
			query: call.query,
			id: planned.id,
			app: planned.app,
			status: answer?.status ?? 0,
			code: answer ? answer.code : 'cut',
			refused: !answer || answer.code !== '',
			latencyMs,
			request: requestBody(call),
			answer: answer && answerBody(answer),
			...(fault ? { fault: true } : {}),
		},
		secretsOf(world.store, call),
	);
}

function secretsOf(store: Parts['world']['store'], call: Call): string[] {
	return [
		...store.secrets(),
		call.query.session ?? '',
		call.query.sign ?? '',
		// Bad tokens are somebody's secrets too.
		call.query.access_token ?? '',
		call.header('x-acs-dingtalk-access-token'),
	];
}
