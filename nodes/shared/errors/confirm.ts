import { refusalIn } from './classify';
import type { Came } from './came';
import { foreign } from './came';
import type { Failure } from './failure';

/**
 * What a documented field holds: `text` is never blank where it must be there, `id` is such a text or a whole number, `digits` is a whole
 * number of any length, `true` says that the call was done (as boolean or text), a `list` may be null when it is
 * empty, a `map` is any object, `objects` and `ids` are lists of such entries. With `?` the field may be missing,
 * null or ''.
 */
export type FieldKind =
	| 'text'
	| 'id'
	| 'digits'
	| 'number'
	| 'boolean'
	| 'true'
	| 'map'
	| 'list'
	| 'ids'
	| 'objects';
export type FieldRule = FieldKind | `${FieldKind}?`;

/**
 * What the documented answer of a call carries; the call counts as done only when it is there. `nothing`: the
 * documents promise an empty answer. `json`: any JSON object or list, for calls that only the user knows.
 * `file`: bytes; `media`: bytes that are no text, unless they have a name. Names joined by dots lead into objects,
 * brackets to every entry of a list: `{ 'result.list': 'objects', 'result.list[].userid': 'text' }`.
 *
 * On the OAPI host `errcode` is checked beside it, which all its answers carry.
 */
export type Answer = 'nothing' | 'json' | 'file' | 'media' | Readonly<Record<string, FieldRule>>;

/**
 * Why an answer that is no refusal does not confirm the call either; undefined when it does. Absence of an error
 * proves nothing: proxies, sign-in pages and wrong base URLs answer with HTTP 200 too.
 */
export function unconfirmed(answer: Answer, came: Came, isOapi: boolean): Failure | undefined {
	// DingTalk answers some calls with an empty body, which is its empty object.
	const body = came.body === '' ? {} : came.body;
	if (answer === 'file' || answer === 'media') return isFile(body) ? undefined : noFile(came);
	if (answer === 'json' && isFile(body)) return undefined;
	const errcode = isObject(body) ? body.errcode : undefined;
	if (isOapi && !isErrcode(errcode)) return foreign(came, faultOf('errcode', errcode));
	if (answer === 'json') {
		return isObject(body) || Array.isArray(body) ? undefined : foreign(came, 'It is no JSON');
	}
	if (answer === 'nothing') return isOapi || isEmpty(came) ? undefined : foreign(came, NOT_EMPTY);
	for (const [name, rule] of Object.entries(answer)) {
		const place = placesAt(body, name).find((one) => !fits(valueOf(one), rule));
		if (!place) continue;
		const value = valueOf(place);
		if (rule.startsWith('true') && String(value) === 'false') return denial(name, came);
		return foreign(came, faultOf(name, value));
	}
	return undefined;
}

/**
 * Lists of a confirmed answer that are null or '' become empty ones, other such fields are taken out: whoever reads
 * the answer meets what its rules say, or nothing.
 */
export function settle(answer: Answer, body: unknown): void {
	if (typeof answer === 'string') return;
	for (const [name, rule] of Object.entries(answer)) {
		for (const { holder, field } of placesAt(body, name)) {
			if (holder[field] !== null && holder[field] !== '') continue;
			if (isList(rule)) holder[field] = [];
			else delete holder[field];
		}
	}
}

const noFile = (came: Came): Failure => ({
	...foreign(came, 'It holds no file'),
	code: 'noFile',
});

const NOT_EMPTY = 'DingTalk answers this call with an empty object';

/** DingTalk documents an empty body for some calls; an empty web page is another thing. */
const isEmpty = ({ body, headers }: Came): boolean =>
	(body === '' || (isObject(body) && Object.keys(body).length === 0)) &&
	!/html/i.test(String(headers['content-type'] ?? ''));

function fits(value: unknown, rule: FieldRule): boolean {
	const isOptional = rule.endsWith('?');
	if (isOptional && value === '') return true;
	if (value === undefined || value === null) return isOptional || (value === null && isList(rule));
	switch (rule.replace('?', '') as FieldKind) {
		case 'text':
			return typeof value === 'string' && (isOptional || value.trim() !== '');
		case 'id':
			return isId(value);
		case 'digits':
			return Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
		case 'number':
			return isNumber(value);
		case 'boolean':
			return /^(true|false)$/.test(String(value)) && typeof value !== 'object';
		case 'true':
			return String(value) === 'true' && typeof value !== 'object';
		case 'map':
			return isObject(value);
		case 'list':
			return Array.isArray(value);
		case 'ids':
			return Array.isArray(value) && value.every(isId);
		case 'objects':
			return Array.isArray(value) && value.every(isObject);
	}
}

const isList = (rule: FieldRule): boolean => /^(list|ids|objects)/.test(rule);

const isId = (value: unknown): boolean =>
	typeof value === 'string' ? value.trim() !== '' : Number.isSafeInteger(value);

const isNumber = (value: unknown): boolean =>
	typeof value === 'string'
		? value.trim() !== '' && Number.isFinite(Number(value))
		: Number.isFinite(value);

// Some answers carry "0" as text.
const isErrcode = (value: unknown): boolean => value === 0 || value === '0';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A Node stream, or the bytes of a short text. */
export const isFile = (body: unknown): boolean =>
	Buffer.isBuffer(body) || typeof (body as { pipe?: unknown } | undefined)?.pipe === 'function';

/** A field, or an entry of a list, and what holds it. */
interface Place {
	holder: Record<string | number, unknown>;
	field: string | number;
}

const valueOf = ({ holder, field }: Place): unknown => holder[field];

/** All places that a name leads to: one, unless it leads through a list; where a part of it is missing, an empty one. */
function placesAt(body: unknown, dotted: string): Place[] {
	const [first, ...rest] = dotted.split('.');
	const holder = isObject(body) ? body : {};
	const field = first.replace('[]', '');
	const further = rest.join('.');
	if (field === first)
		return further === '' ? [{ holder, field }] : placesAt(holder[field], further);
	const list = holder[field];
	if (!Array.isArray(list)) return [];
	if (further !== '') return list.flatMap((entry) => placesAt(entry, further));
	return list.map((_entry, index) => ({
		holder: list as unknown as Place['holder'],
		field: index,
	}));
}

function faultOf(name: string, value: unknown): string {
	if (value === undefined) return `It carries no '${name}'`;
	if (value === null || value === '') return `Its '${name}' is empty`;
	const kind = Array.isArray(value) ? 'list' : typeof value;
	return `Its '${name}' is not what DingTalk documents (it is ${kind === 'object' ? 'an' : 'a'} ${kind})`;
}

/** The call arrived, and the answer says that it was not done. */
function denial(name: string, { body, httpStatus }: Came): Failure {
	const refusal = refusalIn(httpStatus, body);
	if (refusal) return refusal;
	const answer = body as Record<string, unknown>;
	const requestId = answer.request_id ?? answer.requestId ?? answer.requestid;
	return {
		kind: 'other',
		code: `${name}: false`,
		message: '',
		...(requestId === undefined ? {} : { requestId: String(requestId) }),
	};
}
