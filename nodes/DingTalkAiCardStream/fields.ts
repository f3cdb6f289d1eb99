import type { INodeProperties } from 'n8n-workflow';

import { intervalOption, textVariableField } from '../shared/cards/typingFields';
import { optionsField } from '../shared/fields/collections';
import { adaptMarkdownOption } from '../shared/fields/markdown';

export const MAX_FRAMES = { min: 1, max: 100 } as const;

export const fields: INodeProperties[] = [
	{
		displayName:
			"An experiment: it goes by the way in which n8n's chat models keep their callbacks, which may change with n8n. Put it between a chat model and an AI Agent. Deliver the card in front of the agent with DingTalk > Card > Start Stream, and end it behind the agent with Card > Stream Text (Existing) or Finish Stream; also on the agent's error output.",
		name: 'experimentNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Card ID',
		name: 'outTrackId',
		type: 'string',
		required: true,
		default: '',
		placeholder: "e.g. {{ $('Start Stream').first().json.outTrackId }}",
		description: "The card's outTrackId: what Card > Start Stream returned",
	},
	textVariableField,
	optionsField({
		options: [
			adaptMarkdownOption,
			intervalOption,
			{
				displayName: 'Maximum Frames',
				name: 'maxFrames',
				type: 'number',
				typeOptions: { minValue: MAX_FRAMES.min, maxValue: MAX_FRAMES.max },
				default: 20,
				description:
					'In how many steps an answer is typed at most while it comes: each is a call, and a free organisation has 5,000 a month. The waits between them grow.',
			},
		],
	}),
];
