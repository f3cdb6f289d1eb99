import { sendFrame, watchOver } from '../../../shared/cards/type';
import { textVariableField } from '../../../shared/cards/typingFields';
import type { Operation } from '../../operation/operation';
import { optionsOf } from './fields';
import { newStreamFields, newStreamOptions, readNewStream, startStreamOf } from './newStream';
import { placedResult, stateOfCard } from '../../cards/placeCard';
import { placeKeys } from './places';
import { rescue, tried, typingFailed } from './rescue';
import { lasting, readTyping, streamTextField, typingOptions } from './streamFields';

const MINUTE_MS = 60_000;

/**
 * A card that says that something is at work, to be typed into by later nodes.
 *
 * @see DingTalk docs "创建并投放卡片", "AI 卡片流式更新"
 */
export const startStream: Operation = {
	value: 'startStream',
	name: 'Start Stream',
	action: 'Start streaming into a card',
	description:
		'Deliver an AI card (AI 卡片) that says it is at work, for example before an AI Agent runs; Append to Stream, Stream Text or Finish Stream go on with it',
	endpoints: ['POST /v1.0/card/instances/createAndDeliver', 'PUT /v1.0/card/streaming'],
	fields: [
		...newStreamFields,
		textVariableField,
		{
			...streamTextField,
			displayName: 'First Text',
			required: false,
			placeholder: 'e.g. Thinking…',
			description:
				"What the card says at first, as markdown. Left empty, it shows what the template has for 'processing'.",
		},
		optionsOf(...newStreamOptions, ...typingOptions, {
			displayName: 'Give Up After (Minutes)',
			name: 'giveUpMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1440 },
			default: 10,
			description:
				'After how long without a word the card says that it failed, unless it was finished, and at once when the execution is cancelled; 0 for neither. A restart of n8n ends the watch.',
		}),
	],
	orderKeys: placeKeys,
	async run(context) {
		const { read } = context;
		const typing = readTyping(context);
		const text = read.text('text');
		const giveUpMinutes = read.group('options').number('giveUpMinutes', { min: 0, max: 1440 });
		const stream = await readNewStream(context)();
		const { outTrackId } = stream.draft;
		const typist = { ...typing.typist, outTrackId };
		const placed = await tried(async () => await startStreamOf(context, stream, typist));
		if ('error' in placed) {
			const isPerhapsThere = stateOfCard(context, outTrackId) === 'unsure';
			if (isPerhapsThere) await rescue(context, typist, typing.failureText);
			throw placed.error;
		}
		const hasText = text.trim() !== '';
		if (hasText) {
			const outcome = await sendFrame(typist, 'typing', typing.toShown(text), '');
			if (!outcome.ok) {
				throw await typingFailed(context, typist, outcome.failure, typing.failureText);
			}
		}
		if (giveUpMinutes > 0) {
			const { signal } = typist;
			const watched = { ...(await lasting(context, typist)), signal, kept: undefined };
			void watchOver(watched, typing.failureText, giveUpMinutes * MINUTE_MS);
		}
		return {
			...placedResult(outTrackId, placed.value),
			state: hasText ? 'typing' : 'processing',
		};
	},
};
