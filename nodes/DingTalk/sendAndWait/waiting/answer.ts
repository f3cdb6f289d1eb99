import type { IDataObject } from 'n8n-workflow';

import type { Approval, FormField, Question } from './question';
import type { Link } from './wait';

/** What is wrong with what somebody filled in; the page says it in the reader's language. */
export type Fault = 'required' | 'number' | 'email' | 'date' | 'choice' | 'tooLong' | 'count';

/** An answer to a question, or what of it cannot be taken. */
export type Answer =
	| { ok: true; data: IDataObject; label?: string }
	| { ok: false; faults: Map<FormField, Fault> };

/** A page's form as n8n parses it: what was chosen several times is a list. */
export type Body = Record<string, unknown>;

/** What pages send along so that nothing else decides, such as a request without a body. */
export const ANSWERED = { name: 'answer', value: 'yes' } as const;

const MAX_CHARACTERS = 20_000;

/** The name of a field on the page; people's own names could be anything. */
export const inputName = (index: number): string => `field-${index}`;

/** What was filled into a field: one text, or those of all checkboxes. */
export function filledIn(body: Body, index: number): string[] {
	const given = body[inputName(index)];
	return (Array.isArray(given) ? given : [given]).filter((one) => typeof one === 'string');
}

/** The answer that a page sends; undefined when the request comes from no page of ours. */
export function readAnswer(question: Question, link: Link, body: unknown): Answer | undefined {
	const given = typeof body === 'object' && body !== null ? (body as Body) : {};
	if (given[ANSWERED.name] !== ANSWERED.value) return undefined;
	return question.kind === 'approval'
		? readDecision(question, link)
		: readForm(question.fields, given);
}

/** What a link decides is in its signed part, never in the body. */
function readDecision(
	{ approveLabel, declineLabel }: Approval,
	{ approved = false }: Link,
): Answer {
	return { ok: true, data: { approved }, label: approved ? approveLabel : declineLabel };
}

function readForm(fields: readonly FormField[], body: Body): Answer {
	const data: Array<[string, unknown]> = [];
	const faults = new Map<FormField, Fault>();
	for (const [index, field] of fields.entries()) {
		const texts = filledIn(body, index);
		const fault = faultOf(field, texts);
		if (fault) faults.set(field, fault);
		else data.push([field.name, valueOf(field, texts)]);
	}
	if (faults.size > 0) return { ok: false, faults };
	return { ok: true, data: Object.fromEntries(data) as IDataObject };
}

function faultOf(field: FormField, texts: string[]): Fault | undefined {
	// Its value is the workflow's, whatever the browser sends.
	if (field.type === 'hiddenField') return undefined;
	if (texts.some((text) => text.length > MAX_CHARACTERS)) return 'tooLong';
	const { isRequired, least = 0, most = Infinity, choices } = field;
	if (field.type === 'checkbox') {
		if (texts.some((text) => !choices?.includes(text))) return 'choice';
		if (texts.length === 0) return isRequired || least > 0 ? 'required' : undefined;
		return texts.length < least || texts.length > most ? 'count' : undefined;
	}
	const [text = ''] = texts;
	if (text.trim() === '') return isRequired ? 'required' : undefined;
	if (choices && !choices.includes(text)) return 'choice';
	return isRight(field.type, text.trim()) ? undefined : (field.type as Fault);
}

function isRight(type: FormField['type'], text: string): boolean {
	switch (type) {
		case 'number':
			return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
		case 'email':
			return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
		case 'date':
			// February 30 would become March.
			return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text);
		default:
			return true;
	}
}

function isDay(text: string): boolean {
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What the output has of a field: null where nothing was filled in. */
function valueOf({ type, preset }: FormField, texts: string[]): unknown {
	if (type === 'hiddenField') return preset ?? null;
	if (type === 'checkbox') return texts;
	// Browsers send line ends as CRLF.
	const text = (texts[0] ?? '').trim().replace(/\r\n?/g, '\n');
	if (text === '') return null;
	return type === 'number' ? Number(text) : text;
}
