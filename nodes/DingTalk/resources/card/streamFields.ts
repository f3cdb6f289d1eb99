import type { INodeProperties } from 'n8n-workflow';

import { adaptMarkdownOption } from '../../../shared/fields/markdown';
import { adaptMarkdown } from '../../../shared/messages/markdown/adapt';
import { cleanText } from '../../../shared/messages/clean';
import { systemClock } from '../../../shared/run/clock';
import { createApi } from '../../../shared/transport/api';
import type { Typist } from '../../cards/type';
import type { ItemContext } from '../../operation/operation';

/**
 * DingTalk docs "AI 卡片流式更新" advise 3 K in all. Apps in use send up to 20,000 characters; where DingTalk ends is
 * [unverified].
 */
export const CARD_TEXT = { min: 100, max: 20_000 } as const;

/** Faster than twice a second DingTalk refuses frames [unverified]. */
const INTERVAL = { min: 500, max: 60_000 } as const;

/** Said on a card that ended without its text. */
const FAILURE_TEXT = '⚠️ 未能完成 · This could not be completed';

export const textVariableField: INodeProperties = {
	displayName: 'Text Variable',
	name: 'key',
	type: 'string',
	required: true,
	default: 'content',
	placeholder: 'e.g. content',
	description: 'Name of the text or markdown variable of the template that the text is typed into',
};

export const streamTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 6 },
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.output }}',
	description: 'The text, as markdown: for example what an AI Agent put out',
};

const intervalOption: INodeProperties = {
	displayName: 'Frame Interval (Milliseconds)',
	name: 'intervalMs',
	type: 'number',
	typeOptions: { minValue: INTERVAL.min, maxValue: INTERVAL.max },
	default: 800,
	description: 'How long to wait between two steps of typing; DingTalk refuses faster ones',
};

const failureTextOption: INodeProperties = {
	displayName: 'Failure Text',
	name: 'failureText',
	type: 'string',
	default: FAILURE_TEXT,
	description: 'What the card says at its end when the text could not be typed to its end',
};

export const repeatEndOption: INodeProperties = {
	displayName: 'Repeat the End',
	name: 'isEndRepeated',
	type: 'boolean',
	default: true,
	description:
		'Whether to send the finished text once more after three seconds: now and then DingTalk shows a card that finished soon as one that could not be loaded',
};

/** Options of all that types. */
export const typingOptions: INodeProperties[] = [
	adaptMarkdownOption,
	failureTextOption,
	intervalOption,
];

/** What the form says of the typing. */
export interface TypingForm {
	typist: Omit<Typist, 'outTrackId'>;
	failureText: string;
	/** The text as the card shows it. */
	toShown(text: string): string;
}

/** @throws InputError naming the field */
export function readTyping({ api, read, node }: ItemContext): TypingForm {
	const options = read.group('options');
	const isAdapted = options.flag('adaptMarkdown');
	return {
		typist: {
			api,
			clock: systemClock,
			signal: node.getExecutionCancelSignal(),
			key: read.id('key'),
			kept: node.getContext('flow'),
			intervalMs: options.number('intervalMs', { whole: true, ...INTERVAL }),
		},
		failureText: cleanText(options.text('failureText')).trim() || FAILURE_TEXT,
		toShown: (text) => (isAdapted ? adaptMarkdown(cleanText(text)) : cleanText(text)),
	};
}

/** The same typist, for what has to be said even though the execution was cancelled. */
export const lasting = async (context: ItemContext, typist: Typist): Promise<Typist> => ({
	...typist,
	signal: undefined,
	api: await createApi(context.node),
});
