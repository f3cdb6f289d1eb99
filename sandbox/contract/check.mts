import type { Answer } from './answers.mts';
import { parseJson, toJson } from '../json.mts';
import { apiError, oapiError, refuse } from './answers.mts';
import type { Endpoint, ParamSpec } from './load.mts';

/** Parsed parameters, or the answer that refuses them. */
export type Checked =
	| { values: Record<string, unknown>; refusal?: undefined }
	| { refusal: Answer; values?: undefined };

/** `json`, `form`, `multipart`, or '' for anything else. */
export function contentKind(contentType: string): '' | 'json' | 'form' | 'multipart' {
	const mime = contentType.split(';')[0].trim().toLowerCase();
	if (mime === 'application/json') return 'json';
	if (mime === 'application/x-www-form-urlencoded') return 'form';
	return mime === 'multipart/form-data' ? 'multipart' : '';
}

const isByRobot = ({ auth }: Endpoint): boolean => auth === 'webhook' || auth === 'session';

// A form body on the API host is HTTP 400. The code is documented for the robot endpoints
// only; elsewhere it is [unverified].
function badBody(endpoint: Endpoint, hasBadType: boolean): Answer {
	if (endpoint.host === 'api') {
		return apiError(endpoint, 'invalidParameter.msgBody.invalid', { message: 'body必须是JSON' });
	}
	if (hasBadType) return oapiError(endpoint, 43004);
	if (isByRobot(endpoint)) return oapiError(endpoint, 40035, '缺少参数 json');
	return oapiError(endpoint, 43009);
}

/** Reads a JSON or form body according to the contract. */
export function parseBody(endpoint: Endpoint, contentType: string, raw: Buffer): Checked {
	const allowed = endpoint.contentTypes ?? [];
	if (allowed.length === 0 || allowed.includes('multipart')) return { values: {} };
	const kind = contentKind(contentType);
	// A multipart body is taken apart before it gets here: `raw` is empty then.
	if (raw.length === 0 && kind !== 'multipart') {
		// A webhook call without a body: "40035 缺少参数 json".
		return isByRobot(endpoint) ? { refusal: badBody(endpoint, false) } : { values: {} };
	}
	if (kind === '' || kind === 'multipart' || !allowed.includes(kind)) {
		return { refusal: badBody(endpoint, true) };
	}
	if (kind === 'form') return { values: Object.fromEntries(new URLSearchParams(raw.toString())) };
	try {
		const value = parseJson(raw.toString('utf8'));
		if (isObject(value)) return { values: value };
	} catch {
		/* answered below, like any other body that is not a JSON object */
	}
	return { refusal: badBody(endpoint, false) };
}

/** True for a JSON object (no array, no null). */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Queries and form bodies carry text only: numbers, flags and nested JSON are read out of it.
function coerce(spec: ParamSpec, text: string): unknown {
	if (spec.type === 'string' || spec.type === 'id') return text;
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}

const MAX_ID = 2n ** 63n - 1n;

function isId(value: unknown): boolean {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) return false;
	const digits = ['number', 'bigint', 'string'].includes(typeof value) ? String(value) : '';
	// Approvals name the root department -1.
	return /^(-1|\d{1,19})$/.test(digits) && BigInt(digits) <= MAX_ID;
}

const isGridOf = (value: unknown, isRight: (entry: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every((list) => Array.isArray(list) && list.every(isRight));

function isOfType(spec: ParamSpec, value: unknown): boolean {
	switch (spec.type) {
		case 'string':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'integer':
			return Number.isInteger(value);
		case 'id':
			return isId(value);
		case 'boolean':
			return typeof value === 'boolean';
		case 'object':
			return isObject(value);
		case 'string[]':
			return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
		case 'integer[]':
			return Array.isArray(value) && value.every(Number.isInteger);
		case 'string[][]':
			return Array.isArray(value) && value.every((list) => isOfType({ type: 'string[]' }, list));
		case 'number[][]':
			return isGridOf(value, (entry) => typeof entry === 'number');
		case 'object[]':
			return Array.isArray(value) && value.every(isObject);
		case 'object[][]':
			return isGridOf(value, isObject);
	}
}

function sizeOf(value: unknown): { chars: number; bytes: number; items: number } {
	const text = typeof value === 'string' ? value : toJson(value);
	const items = Array.isArray(value) ? value.length : 0;
	return { chars: text.length, bytes: Buffer.byteLength(text), items };
}

function isWithin(spec: ParamSpec, value: unknown): 'yes' | 'over' | 'bad' {
	const { chars, bytes, items } = sizeOf(value);
	if (spec.maxItems !== undefined && items > spec.maxItems) return 'over';
	if (spec.maxBytes !== undefined && bytes > spec.maxBytes) return 'over';
	if (spec.maxLength !== undefined && chars > spec.maxLength) return 'over';
	if (spec.minItems !== undefined && items < spec.minItems) return 'bad';
	if (spec.minLength !== undefined && chars < spec.minLength) return 'bad';
	if (spec.minimum !== undefined && (value as number) < spec.minimum) return 'bad';
	if (spec.maximum !== undefined && (value as number) > spec.maximum) return 'bad';
	if (spec.enum && !spec.enum.includes(value as string | number)) return 'bad';
	return 'yes';
}

function isMissing(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

function refuseMissing(endpoint: Endpoint, spec: ParamSpec, name: string): Answer {
	const code = spec.missing ?? endpoint.missing;
	if (endpoint.host === 'oapi') {
		return code && code !== '40035'
			? oapiError(endpoint, code)
			: oapiError(endpoint, 40035, `缺少参数 ${name}`);
	}
	// Without a documented code: the gateway's general form [unverified].
	return code
		? apiError(endpoint, code, { message: spec.texts?.missing })
		: apiError(endpoint, `Missing${name}`, { message: `${name} is mandatory for this action.` });
}

function refuseInvalid(
	endpoint: Endpoint,
	code: string | undefined,
	name: string,
	text?: string,
): Answer {
	if (code) return refuse(endpoint, code, text);
	if (endpoint.host === 'oapi') return oapiError(endpoint, 40035, `不合法的参数 ${name}`);
	// Without a documented code [unverified].
	return apiError(endpoint, 'invalidParameter', { message: `不合法的参数 ${name}` });
}

/** Checks parameters against their specs: presence, type, limits. */
export function checkParams(
	endpoint: Endpoint,
	specs: Record<string, ParamSpec> | undefined,
	given: Record<string, unknown>,
	isText: boolean,
): Checked {
	const values: Record<string, unknown> = { ...given };
	for (const [name, spec] of Object.entries(specs ?? {})) {
		const wire = given[name];
		const value = isText && typeof wire === 'string' ? coerce(spec, wire) : wire;
		if (isMissing(value)) {
			if (spec.required) return { refusal: refuseMissing(endpoint, spec, name) };
			if (value !== '' || spec.minLength === undefined) continue;
		}
		const invalid = spec.invalid ?? endpoint.invalid;
		const { texts } = spec;
		if (!isOfType(spec, value)) {
			return { refusal: refuseInvalid(endpoint, invalid, name, texts?.invalid) };
		}
		const within = isWithin(spec, value);
		if (within !== 'yes') {
			const code = within === 'over' ? (spec.over ?? invalid) : invalid;
			const text = within === 'over' ? (texts?.over ?? texts?.invalid) : texts?.invalid;
			return { refusal: refuseInvalid(endpoint, code, name, text) };
		}
		values[name] = spec.type === 'id' ? String(value) : value;
		if (spec.fields) {
			for (const part of Array.isArray(value) ? value : [value]) {
				const inner = checkParams(endpoint, spec.fields, part as Record<string, unknown>, false);
				if (inner.refusal) return inner;
			}
		}
	}
	return { values };
}
