import { messageUrlField } from '../../shared/fields/cards';
import { NO_MENTIONS } from '../../shared/messages/robotBody';
import { keyOf, type RobotOperation } from './operation';
import { robotOptions } from './fields';

export const sendLink: RobotOperation = {
	value: 'sendLink',
	name: 'Send Link',
	action: 'Send a link message',
	description: 'Post a link with title, summary and small picture into the group of the robot',
	fields: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			description: 'The first line of the message',
			placeholder: 'e.g. Weekly report',
		},
		{
			displayName: 'Link Text',
			name: 'linkText',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			required: true,
			description: 'The summary below the title; the client shows its beginning only',
			placeholder: 'e.g. Sales are up by 12 percent',
		},
		messageUrlField,
		{
			displayName: 'Picture URL',
			name: 'picUrl',
			type: 'string',
			default: '',
			description: 'A small picture beside the text: a public URL, or the media ID of an upload',
			placeholder: 'e.g. https://example.com/chart.png',
		},
		robotOptions(),
	],
	read: (read) => ({
		content: {
			kind: 'link',
			title: read.text('title'),
			text: read.text('linkText'),
			messageUrl: read.text('messageUrl'),
			picUrl: read.text('picUrl'),
		},
		mentions: NO_MENTIONS,
		msgUuid: keyOf(read),
	}),
};
