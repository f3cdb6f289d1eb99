import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { InputError, toInputNodeError } from '../errors/inputError';
import { toChoice, toIds, toText } from '../params';
import { ALL_EVENTS } from './catalogue';
import { asObject } from './payload';
import type { PushKind } from './push';

/** What a message can be; `unknown` is everything that DingTalk does not name. */
export type MessageType = 'text' | 'richText' | 'picture' | 'audio' | 'video' | 'file' | 'unknown';

/** Absent: everything passes. */
export interface PushFilters {
	messageTypes?: ReadonlySet<string>;
	conversationType?: 'group' | 'oneToOne';
	/** openConversationIds. */
	groups?: ReadonlySet<string>;
	/** User IDs and union IDs. */
	people?: ReadonlySet<string>;
	/** In lower case. */
	keyword?: string;
	pattern?: RegExp;
	processCodes?: ReadonlySet<string>;
}

/** What a trigger's fields say about pushes. */
export interface PushSettings {
	kinds: ReadonlySet<PushKind>;
	/** Event types; absent: all. */
	events?: ReadonlySet<string>;
	filters: PushFilters;
	simplify: boolean;
	answer: 'none' | 'text' | 'lastNode';
	/** For `answer` text. */
	answerText: string;
	/** For `answer` lastNode: write markdown as DingTalk draws it. */
	adaptMarkdown: boolean;
	cardAnswer: 'none' | 'lastNode';
	downloadFiles: boolean;
	/** Name of the first binary field; further ones get `_1`, `_2` … */
	filesField: string;
	includeSessionWebhook: boolean;
}

/** The n8n contexts that know a trigger's fields. */
export type SettingsContext = Pick<ITriggerFunctions, 'getNode'> & {
	getNodeParameter(name: string, fallback?: unknown): unknown;
};

const KINDS: ReadonlySet<string> = new Set<PushKind>(['message', 'event', 'cardAction']);
const ADD_OPTION = 'Choose at least one entry of its list';

/**
 * What the trigger's fields say. A field that the form hides counts as left alone.
 *
 * @throws NodeOperationError naming the field that cannot be used, and what to do
 */
export function readPushSettings(context: SettingsContext): PushSettings {
	try {
		return settingsOf(context);
	} catch (error) {
		throw error instanceof InputError ? toInputNodeError(context.getNode(), error) : error;
	}
}

function settingsOf(context: SettingsContext): PushSettings {
	const raw = (name: string, fallback?: unknown) => context.getNodeParameter(name, fallback);
	const kinds = kindsOf(raw('triggerOn', []));
	const filters = asObject(raw('filters', {}));
	const options = asObject(raw('options', {}));
	const isOn = (kind: PushKind) => kinds.has(kind);
	const answer = isOn('message') ? oneOf('Answer', raw('answer', 'none'), ANSWERS) : 'none';
	return {
		kinds,
		...present({ events: isOn('event') ? eventsOf(raw('events', [])) : undefined }),
		filters: filtersOf(filters),
		simplify: raw('simplify', true) !== false,
		answer,
		answerText: answer === 'text' ? answerTextOf(raw('answerText', '')) : '',
		cardAnswer: isOn('cardAction')
			? oneOf('Card Answer', raw('cardAnswer', 'none'), CARD_ANSWERS)
			: 'none',
		adaptMarkdown: options.adaptMarkdown !== false,
		downloadFiles: options.downloadFiles === true,
		filesField: nameOf('Put Output File in Field', options.filesField ?? 'data'),
		includeSessionWebhook: options.includeSessionWebhook === true,
	};
}

const ANSWERS = ['none', 'text', 'lastNode'] as const;
const CARD_ANSWERS = ['none', 'lastNode'] as const;

function kindsOf(value: unknown): ReadonlySet<PushKind> {
	const kinds = toIds(value, 'Trigger On');
	if (kinds.length === 0) throw new InputError('Trigger On', 'is empty', ADD_OPTION);
	for (const kind of kinds) oneOf('Trigger On', kind, [...KINDS]);
	return new Set(kinds as PushKind[]);
}

/** @returns undefined when all events are wanted */
function eventsOf(value: unknown): ReadonlySet<string> | undefined {
	const events = toIds(value, 'Events');
	if (events.length === 0) {
		throw new InputError('Events', 'is empty', `${ADD_OPTION}, or 'All Events'`);
	}
	return events.includes(ALL_EVENTS) ? undefined : new Set(events);
}

function filtersOf(group: IDataObject): PushFilters {
	const set = (field: string, value: unknown) => {
		const entries = toIds(value, field);
		return entries.length > 0 ? new Set(entries) : undefined;
	};
	const conversation = oneOf('Conversation Type', group.conversationType ?? 'any', CONVERSATIONS);
	return present({
		messageTypes: set('Message Types', group.messageTypes),
		conversationType: conversation === 'any' ? undefined : conversation,
		groups: set('Groups', group.groups),
		people: set('People', group.people),
		keyword: toText('Keyword', group.keyword).trim().toLowerCase() || undefined,
		pattern: patternOf(toText('Pattern', group.pattern)),
		processCodes: set('Process Codes', group.processCodes),
	});
}

const CONVERSATIONS = ['any', 'group', 'oneToOne'] as const;

function patternOf(text: string): RegExp | undefined {
	if (text === '') return undefined;
	const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
	try {
		return new RegExp(source, flags);
	} catch (error) {
		throw badPattern(error);
	}
}

const badPattern = (error: unknown) =>
	new InputError(
		'Pattern',
		`is no regular expression: ${(error as Error).message}`,
		'Write it as in JavaScript, such as ^order \\d+$ or /^order \\d+$/i, and put a backslash before brackets that are meant as text',
	);

function answerTextOf(value: unknown): string {
	const text = toText('Answer Text', value);
	if (text.trim() !== '') return text;
	throw new InputError('Answer Text', 'is empty', "Write a text, or set 'Answer' to None");
}

function nameOf(field: string, value: unknown): string {
	const text = toText(field, value).trim();
	if (text !== '') return text;
	throw new InputError(field, 'is empty', `Fill in '${field}'`);
}

const oneOf = <T extends string>(field: string, value: unknown, known: readonly T[]): T =>
	toChoice(field, toText(field, value), known);

/** Without the keys that have no value, so that `in` and comparisons tell the truth. */
function present<T extends object>(values: T): Partial<T> {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as Partial<T>;
}
