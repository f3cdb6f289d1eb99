import type { INodeProperties } from 'n8n-workflow';

export const messageUrlField: INodeProperties = {
	displayName: 'Message URL',
	name: 'messageUrl',
	type: 'string',
	default: '',
	required: true,
	description: 'The page that opens when somebody clicks, as a whole URL',
	placeholder: 'e.g. https://example.com/report/42',
};

/** Buttons of an action card. */
export const buttonsField: INodeProperties = {
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

export const buttonLayoutField: INodeProperties = {
	displayName: 'Button Layout',
	name: 'buttonLayout',
	type: 'options',
	options: [
		{ name: 'Horizontal', value: 'horizontal', description: 'Side by side' },
		{ name: 'Vertical', value: 'vertical', description: 'One below the other' },
	],
	default: 'vertical',
	description: 'How several buttons are placed',
};

/** Rows of a feed card. */
export const feedLinksField: INodeProperties = {
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
