import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars } from '../../../shared/messages/checks';
import type { FrameState } from '../../../shared/cards/type';
import { CARD_TEXT, textVariableField } from '../../../shared/cards/typingFields';
import { lastGuidOf, repeatEnd, sendFrame, typedInto } from '../../../shared/cards/type';
import type { Operation } from '../../operation/operation';
import { optionsOf, outTrackIdField } from './fields';
import { readTrackId } from './read';
import { typingFailed } from './rescue';
import { readTyping, repeatEndOption, streamTextField, typingOptions } from './streamFields';
import { cardKeys } from './update.operation';

/** @see DingTalk docs "AI 卡片流式更新": PUT /v1.0/card/streaming, isFinalize and isError */
export const finishStream: Operation = {
	value: 'finishStream',
	name: 'Finish Stream',
	action: 'Finish a streaming card',
	description: 'End a card that was started, as done or as failed',
	endpoints: ['PUT /v1.0/card/streaming'],
	fields: [
		outTrackIdField,
		textVariableField,
		{
			displayName: 'As',
			name: 'state',
			type: 'options',
			options: [
				{ name: 'Done', value: 'done', description: 'The card shows its text as finished' },
				{ name: 'Failed', value: 'failed', description: 'The card shows that it failed' },
			],
			default: 'done',
			description: 'How the card ends',
		},
		{
			...streamTextField,
			displayName: 'Last Text',
			required: false,
			description:
				'The whole text that the card ends with, as markdown. Left empty, it ends with what was typed, or as failed with the failure text below it.',
		},
		optionsOf(...typingOptions, repeatEndOption),
	],
	orderKeys: cardKeys,
	async run(context) {
		const { read } = context;
		const outTrackId = readTrackId(context);
		const { typist: settings, toShown, failureText } = readTyping(context);
		const state = read.choice<FrameState>('state');
		const isEndRepeated = read.group('options').flag('isEndRepeated');
		const typist = { ...settings, outTrackId };
		const given = toShown(read.text('text'));
		const typed = typedInto(typist)?.shown ?? '';
		const added = state === 'failed' ? [typed, failureText].filter(Boolean).join('\n\n') : typed;
		const shown = given.trim() === '' ? added : given;
		if (shown.trim() === '') {
			throw new InputError(
				read.label('text'),
				'is empty, and nothing was typed into the card in this execution',
				`Fill in '${read.label('text')}': DingTalk ends no card without a text`,
			);
		}
		assertMaxChars(read.label('text'), shown, CARD_TEXT.max);
		const guid = state === 'failed' ? lastGuidOf(outTrackId) : undefined;
		const outcome = await sendFrame(typist, state, shown, shown, guid);
		if (!outcome.ok) throw await typingFailed(context, typist, outcome.failure, failureText);
		if (isEndRepeated && state === 'done') await repeatEnd(typist);
		return { outTrackId, state, text: shown };
	},
};
