import { mentionsField, toMentions } from '../../shared/fields/messages';
import { keyOf, type RobotOperation } from './operation';
import { robotOptions } from './fields';

export const sendText: RobotOperation = {
	value: 'sendText',
	name: 'Send Text',
	action: 'Send a text message',
	description: 'Post plain text into the group of the robot',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			description: 'The message as plain text, up to 20,000 bytes with everything around it',
			placeholder: 'e.g. Build 42 has failed',
		},
		mentionsField,
		robotOptions(),
	],
	read: (read) => ({
		content: { kind: 'text', text: read.text('text') },
		mentions: toMentions(read.group('mentions')),
		msgUuid: keyOf(read),
	}),
};
