import { markdownField } from '../../shared/fields/cards';
import { mentionsField, toMentions } from '../../shared/fields/messages';
import { keyOf, type RobotOperation } from '../operation';
import { optionsField, titleField } from './fields';

export const sendMarkdown: RobotOperation = {
	value: 'sendMarkdown',
	name: 'Send Markdown',
	action: 'Send a markdown message',
	description: 'Post a formatted message into the group of the robot',
	fields: [
		titleField,
		markdownField,
		mentionsField,
		optionsField({
			displayName: 'Split Long Text',
			name: 'splitLongText',
			type: 'boolean',
			default: false,
			description:
				'Whether to send a text that is too long for one message (20,000 bytes) as several, cut between blocks, lines or words. Each part counts towards the 20 messages per minute and has the same title.',
		}),
	],
	read: (read) => {
		return {
			content: { kind: 'markdown', title: read.text('title'), markdown: read.text('markdown') },
			mentions: toMentions(read.group('mentions')),
			split: read.group('options').flag('splitLongText'),
			msgUuid: keyOf(read),
		};
	},
};
