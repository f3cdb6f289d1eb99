import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { Typist } from '../../../shared/cards/type';
import { CARD_TEXT, textVariableField } from '../../../shared/cards/typingFields';
import { sendFrame, typedInto } from '../../../shared/cards/type';
import type { ItemContext, Operation } from '../../operation/operation';
import { optionsOf, outTrackIdField } from './fields';
import { readTrackId } from './read';
import { typingFailed } from './rescue';
import { readTyping, streamTextField, typingOptions } from './streamFields';
import { cardKeys } from './update.operation';

/** @see DingTalk docs "AI 卡片流式更新": PUT /v1.0/card/streaming */
export const appendStream: Operation = {
	value: 'appendStream',
	name: 'Append to Stream',
	action: 'Append to a streaming card',
	description:
		'Type one more piece into a card that was started, item by item and node by node; Finish Stream ends it',
	endpoints: ['PUT /v1.0/card/streaming'],
	fields: [
		outTrackIdField,
		textVariableField,
		{
			...streamTextField,
			description: 'The piece that is added, with its line breaks, as markdown',
		},
		optionsOf(
			...typingOptions,
			{
				displayName: 'Replace the Text',
				name: 'isReplaced',
				type: 'boolean',
				default: false,
				description: 'Whether the card shows this text alone, in place of what was typed before',
			},
			{
				displayName: 'Text So Far',
				name: 'textSoFar',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. {{ $json.text }}',
				description:
					"What was typed before: the 'text' of the step before. Needed only where another execution typed it; sub-workflows need it not.",
			},
		),
	],
	orderKeys: cardKeys,
	async run(context) {
		const { read } = context;
		const options = read.group('options');
		const outTrackId = readTrackId(context);
		const { typist: settings, toShown, failureText } = readTyping(context);
		const piece = requireText(read.label('text'), read.text('text'));
		const isReplaced = options.flag('isReplaced');
		const given = options.text('textSoFar');
		const typist = { ...settings, outTrackId };
		const text = isReplaced ? piece : `${given || soFar(context, typist)}${piece}`;
		const shown = toShown(text);
		assertMaxChars(read.label('text'), shown, CARD_TEXT.max);
		const outcome = await sendFrame(typist, 'typing', shown, text);
		if (!outcome.ok) throw await typingFailed(context, typist, outcome.failure, failureText);
		return { outTrackId, state: 'typing', text };
	},
};

/** @throws InputError where nobody knows what was typed into the card, or it is over */
function soFar({ read }: ItemContext, typist: Typist): string {
	const typed = typedInto(typist);
	const options = read.group('options');
	if (!typed) {
		throw new InputError(
			options.label('textSoFar'),
			'is not known: nothing was typed into the card in this execution',
			"Start the card with Card > Start Stream in the same execution, or give 'Options > Text So Far'",
		);
	}
	if (!typed.isOver) return typed.text;
	throw new InputError(
		read.label('outTrackId'),
		'names a card that is finished',
		'Start another one: nothing can be typed into a finished card',
	);
}
