import type { INodeProperties } from 'n8n-workflow';

import { INTERVAL, intervalOption } from '../../../shared/cards/typingFields';
import { adaptMarkdownOption } from '../../../shared/fields/markdown';
import { adaptMarkdown } from '../../../shared/messages/markdown/adapt';
import { cleanText } from '../../../shared/messages/clean';
import { systemClock } from '../../../shared/run/clock';
import { createApi } from '../../../shared/transport/api';
import type { Typist } from '../../../shared/cards/type';
import type { ItemContext } from '../../operation/operation';

/** Said on a card that ended without its text. */
const FAILURE_TEXT = '⚠️ 未能完成 · This could not be completed';

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
