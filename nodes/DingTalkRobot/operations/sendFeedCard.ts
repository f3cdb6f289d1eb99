import type { INodeProperties } from 'n8n-workflow';

import { toFeedLinks } from '../../shared/fields/messages';
import { NO_MENTIONS } from '../../shared/messages/robotBody';
import { keyOf, type RobotOperation } from '../operation';
import { messageUrlField, optionsField } from './fields';

const linksField: INodeProperties = {
	displayName: 'Links',
	name: 'links',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Link',
	default: { link: [{ title: '', messageUrl: '', picUrl: '' }] },
	required: true,
	description: 'The rows of the card; the first one has the large picture',
	options: [
		{
			displayName: 'Link',
			name: 'link',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'The text of the row',
					placeholder: 'e.g. What is new in May',
				},
				{ ...messageUrlField, required: false },
				{
					displayName: 'Picture URL',
					name: 'picUrl',
					type: 'string',
					default: '',
					description: 'The picture of the row: a public URL, or the media ID of an upload',
					placeholder: 'e.g. https://example.com/may.png',
				},
			],
		},
	],
};

export const sendFeedCard: RobotOperation = {
	value: 'sendFeedCard',
	name: 'Send Feed Card',
	action: 'Send a feed card',
	description: 'Post a list of links with pictures into the group of the robot',
	fields: [linksField, optionsField()],
	read: (read) => ({
		content: {
			kind: 'feedCard',
			links: toFeedLinks(read.rows('links', 'link')),
		},
		mentions: NO_MENTIONS,
		msgUuid: keyOf(read.group('options')),
	}),
};
