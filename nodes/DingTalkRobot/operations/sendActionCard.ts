import { buttonLayoutField, buttonsField } from '../../shared/fields/cards';
import {
	adaptMarkdownOption,
	markdownField,
	markdownTitleField,
	readMarkdown,
} from '../../shared/fields/markdown';
import { cardMentionsField, toButtons, toMentions } from '../../shared/fields/messages';
import { keyOf, type RobotOperation } from './operation';
import { robotOptions } from './fields';

export const sendActionCard: RobotOperation = {
	value: 'sendActionCard',
	name: 'Send Action Card',
	action: 'Send an action card',
	description: 'Post a card with one button or several into the group of the robot',
	fields: [
		markdownTitleField,
		markdownField,
		buttonsField,
		cardMentionsField,
		robotOptions(adaptMarkdownOption, buttonLayoutField, {
			displayName: 'Hide Avatar',
			name: 'hideAvatar',
			type: 'boolean',
			default: false,
			description: "Whether to hide the robot's picture beside the card",
		}),
	],
	read: (read) => {
		const options = read.group('options');
		return {
			content: {
				kind: 'actionCard',
				...readMarkdown(read),
				buttons: toButtons(read.rows('buttons', 'button')),
				layout: options.choice('buttonLayout'),
				hideAvatar: options.flag('hideAvatar'),
			},
			mentions: toMentions(read.group('mentions')),
			msgUuid: keyOf(read),
		};
	},
};
