import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { showFor } from '../../../shared/fields/showFor';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import { splitMarkdown } from '../../../shared/messages/split/split';
import { framesOf } from '../../cards/frames';
import type { Typist } from '../../../shared/cards/type';
import { CARD_TEXT, textVariableField } from '../../../shared/cards/typingFields';
import { typedInto, typeText } from '../../../shared/cards/type';
import type { ItemContext, Operation } from '../../operation/operation';
import { optionsOf, outTrackIdField } from './fields';
import {
	chatOf,
	newStreamFields,
	newStreamOptions,
	readNewStream,
	startedStream,
	startStreamOf,
} from './newStream';
import type { Chat } from './plain';
import { sendPlain } from './plain';
import { placedResult, stateOfCard } from '../../cards/placeCard';
import { placeKeys } from './places';
import { readTrackId } from './read';
import { rescue, tried, typingFailed } from './rescue';
import type { TypingForm } from './streamFields';
import { readTyping, repeatEndOption, streamTextField, typingOptions } from './streamFields';
import { cardKeys } from './update.operation';

const cardField: INodeProperties = {
	displayName: 'Card',
	name: 'card',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Existing', value: 'existing', description: 'One that Start Stream delivered' },
		{ name: 'New', value: 'new', description: 'Delivered now' },
	],
	default: 'new',
	description: 'Which card the text is typed into',
};

const onlyNew = (option: INodeProperties): INodeProperties => ({
	...option,
	displayOptions: {
		...option.displayOptions,
		show: { ...option.displayOptions?.show, '/card': ['new'] },
	},
});

const streamOptions: INodeProperties[] = [
	...newStreamOptions.map(onlyNew),
	...typingOptions,
	repeatEndOption,
	{
		displayName: 'Card Limit (Characters)',
		name: 'cardLimit',
		type: 'number',
		typeOptions: { minValue: CARD_TEXT.min, maxValue: CARD_TEXT.max },
		default: 3000,
		description:
			'How much of the text goes on the card; the rest of a longer one follows as a message. DingTalk advises 3,000.',
	},
	onlyNew({
		displayName: 'If the Card Fails',
		name: 'ifCardFails',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'End the item with the error' },
			{
				name: 'Send as Message',
				value: 'message',
				description: 'The text goes to the same place as a markdown message',
			},
		],
		default: 'fail',
		description: 'What to do where no card can be made, or nothing typed into it',
	}),
	{
		displayName: 'Maximum Frames',
		name: 'maxFrames',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 10,
		description:
			'In how many steps the text is typed at most: each is a call, and a free organisation has 5,000 a month',
	},
];

/** @see DingTalk docs "创建并投放卡片", "AI 卡片流式更新" */
export const stream: Operation = {
	value: 'stream',
	name: 'Stream Text',
	action: 'Stream a text into a card',
	description:
		'Type a whole text into an AI card (AI 卡片) sentence by sentence, such as the answer of an AI Agent, and finish the card',
	endpoints: [
		'POST /v1.0/card/instances/createAndDeliver',
		'PUT /v1.0/card/streaming',
		'POST /v1.0/robot/groupMessages/send',
		'POST /v1.0/robot/oToMessages/batchSend',
		'POST /robot/sendBySession',
	],
	fields: [
		cardField,
		...showFor({ card: ['existing'] }, [outTrackIdField]),
		...showFor({ card: ['new'] }, newStreamFields),
		textVariableField,
		streamTextField,
		optionsOf(...streamOptions),
	],
	orderKeys: async (context) =>
		context.read.choice('card') === 'new' ? await placeKeys(context) : cardKeys(context),
	run: async (context) =>
		context.read.choice('card') === 'new' ? await streamNew(context) : await goOn(context),
};

type StreamText = ReturnType<typeof readText>;

/** The text, what of it goes on the card, and how. @throws InputError naming the field */
function readText({ read }: ItemContext, { toShown }: TypingForm) {
	const options = read.group('options');
	const limit = options.number('cardLimit', { whole: true, ...CARD_TEXT });
	const all = toShown(requireText(read.label('text'), read.text('text')));
	const [onCard, ...others] = splitMarkdown(all, limit, ({ length }) => length);
	return {
		all,
		onCard,
		rest: others.join('\n\n'),
		maxFrames: options.number('maxFrames', { whole: true, min: 1, max: 100 }),
		isEndRepeated: options.flag('isEndRepeated'),
	};
}

/** Types into a card that was started; it ends here, whatever the text is. */
async function goOn(context: ItemContext): Promise<IDataObject> {
	const typing = readTyping(context);
	const outTrackId = readTrackId(context);
	const typist = { ...typing.typist, outTrackId };
	const begun = startedStream(typist);
	const result = await tried(async () => {
		const text = readText(context, typing);
		// Where its chat is not known, all has to go on the card.
		const fitting = begun ? text : { ...text, onCard: text.all, rest: '' };
		assertMaxChars(context.read.label('text'), fitting.onCard, CARD_TEXT.max);
		const typed = await type(context, typist, fitting, typing.failureText);
		return { outTrackId, ...typed, ...(begun ? await sendRest(context, begun, fitting) : {}) };
	});
	if ('value' in result) return result.value;
	if (typedInto(typist)?.isOver === false) await rescue(context, typist, typing.failureText);
	throw result.error;
}

/** Makes a card and types into it. */
async function streamNew(context: ItemContext): Promise<IDataObject> {
	const typing = readTyping(context);
	const text = readText(context, typing);
	const isSentAnyway = context.read.group('options').choice('ifCardFails') === 'message';
	const newStream = await readNewStream(context)();
	const { outTrackId } = newStream.draft;
	const typist = { ...typing.typist, outTrackId };
	const result = await tried(async () => {
		const placed = await startStreamOf(context, newStream, typist);
		const typed = await type(context, typist, text, typing.failureText);
		return {
			...placedResult(outTrackId, placed),
			...typed,
			...(await sendRest(context, chatOf(newStream), text)),
		};
	});
	if ('value' in result) return result.value;
	// What was typed to its end needs no rescue: the rest failed.
	if (isDone(context, outTrackId)) throw result.error;
	const state = stateOfCard(context, outTrackId);
	if (state === 'unsure') await rescue(context, typist, typing.failureText);
	// Whether the card is there with its text is not known then, and nobody is to get it twice.
	if (!isSentAnyway || state === 'unsure' || typist.signal?.aborted) throw result.error;
	const message = await sendPlain(context, chatOf(newStream), text.all);
	return { sentAs: 'message', ...message, cardError: result.error.message };
}

async function sendRest(
	context: ItemContext,
	chat: Chat,
	{ rest }: StreamText,
): Promise<IDataObject> {
	if (rest === '') return {};
	return { continuedAs: await sendPlain(context, chat, rest) };
}

/** How far each card got in all attempts of Retry On Fail. */
const progressOf = ({ node, itemIndex }: ItemContext, outTrackId: string) =>
	memoryOf<number>(itemRunOf(node, itemIndex), 'typed', outTrackId);
const isDone = (context: ItemContext, outTrackId: string): boolean =>
	progressOf(context, outTrackId).has('done');

/** Types the text once in all attempts; one that failed is followed by its end alone. @throws NodeApiError */
async function type(
	context: ItemContext,
	typist: Typist,
	{ onCard, maxFrames, isEndRepeated }: StreamText,
	failureText: string,
): Promise<IDataObject> {
	const progress = progressOf(context, typist.outTrackId);
	const done = progress.get('done');
	if (done !== undefined) return { sentAs: 'card', state: 'done', frames: done };
	const frames = progress.has('failed') ? [onCard] : framesOf(onCard, maxFrames);
	// What was typed live is there already: a card does not grow shorter.
	const shown = typedInto(typist)?.shown ?? '';
	const further = frames.filter((frame) => frame === onCard || frame.length > shown.length);
	const outcome = await typeText(typist, further, isEndRepeated);
	if (!outcome.ok) {
		progress.set('failed', 0);
		throw await typingFailed(context, typist, outcome.failure, failureText);
	}
	progress.set('done', outcome.value);
	return { sentAs: 'card', state: 'done', frames: outcome.value };
}
