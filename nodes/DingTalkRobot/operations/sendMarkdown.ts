import {
	adaptMarkdownOption,
	markdownField,
	markdownTitleField,
	maxPartsOption,
	readMarkdown,
	readMaxParts,
} from '../../shared/fields/markdown';
import { mentionsField, toMentions } from '../../shared/fields/messages';
import { keyOf, type RobotOperation } from './operation';
import { robotOptions } from './fields';

export const sendMarkdown: RobotOperation = {
	value: 'sendMarkdown',
	name: 'Send Markdown',
	action: 'Send a markdown message',
	description: 'Post a formatted message into the group of the robot',
	fields: [
		markdownTitleField,
		markdownField,
		mentionsField,
		robotOptions(adaptMarkdownOption, maxPartsOption, {
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
			content: { kind: 'markdown', ...readMarkdown(read) },
			mentions: toMentions(read.group('mentions')),
			split: read.group('options').flag('splitLongText'),
			maxParts: readMaxParts(read),
			msgUuid: keyOf(read),
		};
	},
};
