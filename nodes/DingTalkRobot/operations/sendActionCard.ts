import type { INodeProperties } from 'n8n-workflow';

import { cardMentionsField, toButtons, toMentions } from '../../shared/fields/messages';
import { keyOf, type RobotOperation } from '../operation';
import { markdownField, optionsField, titleField } from './fields';

const buttonsField: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: { button: [{ title: '', url: '' }] },
	required: true,
	description:
		'With one button, the whole card opens its URL; with several, each has a URL of its own',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'The words on the button',
					placeholder: 'e.g. Open report',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					description: 'What the button opens, as a whole URL',
					placeholder: 'e.g. https://example.com/report/42',
				},
			],
		},
	],
};

export const sendActionCard: RobotOperation = {
	value: 'sendActionCard',
	name: 'Send Action Card',
	action: 'Send an action card',
	description: 'Post a card with one button or several into the group of the robot',
	fields: [
		titleField,
		markdownField,
		buttonsField,
		cardMentionsField,
		optionsField(
			{
				displayName: 'Button Layout',
				name: 'buttonLayout',
				type: 'options',
				options: [
					{ name: 'Horizontal', value: 'horizontal', description: 'Side by side' },
					{ name: 'Vertical', value: 'vertical', description: 'One below the other' },
				],
				default: 'vertical',
				description: 'How several buttons are placed',
			},
			{
				displayName: 'Hide Avatar',
				name: 'hideAvatar',
				type: 'boolean',
				default: false,
				description: "Whether to hide the robot's picture beside the card",
			},
		),
	],
	read: (read) => {
		const options = read.group('options');
		return {
			content: {
				kind: 'actionCard',
				title: read.text('title'),
				markdown: read.text('markdown'),
				buttons: toButtons(read.rows('buttons', 'button')),
				layout: options.buttonLayout === 'horizontal' ? 'horizontal' : 'vertical',
				hideAvatar: options.hideAvatar === true,
			},
			mentions: toMentions(read.group('mentions')),
			msgUuid: keyOf(options),
		};
	},
};
