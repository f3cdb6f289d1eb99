import type { ITriggerFunctions } from 'n8n-workflow';

import { InputError, toInputNodeError } from '../errors/inputError';
import type { FormReader } from '../params/params';
import { parameterReader } from '../params/nodeParameters';
import { ALL_EVENTS } from './catalogue';
import { pushFields } from './fields';
import type { PushKind } from './push';

/** What a message can be; `unknown` is everything else. */
export type MessageType =
	| 'text'
	| 'richText'
	| 'picture'
	| 'audio'
	| 'video'
	| 'file'
	| 'chatRecord'
	| 'unknown';

/** Absent: everything passes. */
export interface PushFilters {
	messageTypes?: ReadonlySet<string>;
	conversationType?: 'group' | 'oneToOne';
	/** openConversationIds. */
	groups?: ReadonlySet<string>;
	/** User IDs, union IDs, and DingTalk's own IDs. */
	people?: ReadonlySet<string>;
	/** In lower case. */
	keyword?: string;
	pattern?: RegExp;
	processCodes?: ReadonlySet<string>;
	/** Values of `APPROVAL_CHANGES`. */
	approvalChanges?: ReadonlySet<string>;
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
export type SettingsContext = Pick<ITriggerFunctions, 'getNode'> &
	Partial<Pick<ITriggerFunctions, 'getTimezone'>> & {
		getNodeParameter(name: string, fallback?: unknown): unknown;
	};

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
	const read = parameterReader(context, pushFields);
	const kinds = kindsOf(read);
	const options = read.group('options');
	const isOn = (kind: PushKind) => kinds.has(kind);
	const answer = isOn('message') ? read.choice<PushSettings['answer']>('answer') : 'none';
	return {
		kinds,
		...present({ events: isOn('event') ? eventsOf(read) : undefined }),
		filters: filtersOf(read.group('filters')),
		simplify: read.flag('simplify'),
		answer,
		answerText: answer === 'text' ? answerTextOf(read) : '',
		cardAnswer: isOn('cardAction') ? read.choice<PushSettings['cardAnswer']>('cardAnswer') : 'none',
		adaptMarkdown: options.flag('adaptMarkdown'),
		downloadFiles: options.flag('downloadFiles'),
		filesField: options.filled('filesField'),
		includeSessionWebhook: options.flag('includeSessionWebhook'),
	};
}

function kindsOf(read: FormReader): ReadonlySet<PushKind> {
	const kinds = read.choices<PushKind>('triggerOn');
	if (kinds.length === 0) throw new InputError(read.label('triggerOn'), 'is empty', ADD_OPTION);
	return new Set(kinds);
}

/** @returns undefined when all events are wanted */
function eventsOf(read: FormReader): ReadonlySet<string> | undefined {
	const events = read.texts('events');
	if (events.length === 0) {
		throw new InputError(read.label('events'), 'is empty', `${ADD_OPTION}, or 'All Events'`);
	}
	return events.includes(ALL_EVENTS) ? undefined : new Set(events);
}

function filtersOf(read: FormReader): PushFilters {
	const set = <T>(entries: T[]) => (entries.length > 0 ? new Set(entries) : undefined);
	const conversation = read.choice<'any' | 'group' | 'oneToOne'>('conversationType');
	return present({
		messageTypes: set(read.choices('messageTypes')),
		conversationType: conversation === 'any' ? undefined : conversation,
		groups: set(read.several('groups')),
		people: set(peopleOf(read)),
		keyword: read.text('keyword').trim().toLowerCase() || undefined,
		pattern: patternOf(read.text('pattern')),
		processCodes: set(read.several('processCodes')),
		approvalChanges: set(read.choices('approvalChanges')),
	});
}

/** @throws InputError for a mobile number: pushes tell none */
function peopleOf(read: FormReader): string[] {
	return read.anybody('people').map(({ by, value, field = '' }) => {
		if (by !== 'mobile') return value;
		throw new InputError(
			field,
			'goes by a mobile number, which DingTalk does not tell of those who write or press a button',
			'Give the userId or unionId. User > Resolve IDs finds them',
		);
	});
}

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

function answerTextOf(read: FormReader): string {
	const text = read.text('answerText');
	if (text.trim() !== '') return text;
	throw new InputError(
		read.label('answerText'),
		'is empty',
		`Write a text, or set '${read.label('answer')}' to None`,
	);
}

/** Without the keys that have no value, so that `in` and comparisons tell the truth. */
function present<T extends object>(values: T): Partial<T> {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as Partial<T>;
}
