import type { INodeProperties } from 'n8n-workflow';

const shownFor = (kind: string) => ({ show: { messageType: [kind] } });

const urlField = (placeholder: string, description: string): INodeProperties => ({
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder,
	description,
});

const titleField = (description: string): INodeProperties => ({
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	description,
});

/** Buttons of an action card, rows of a feed card. */
export const cardFields: INodeProperties[] = [
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		required: true,
		default: {},
		displayOptions: shownFor('actionCard'),
		description:
			'What the card offers to click. From the app robot: 1 to 5 below each other, or exactly 2 side by side.',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					titleField('Text on the button'),
					urlField('e.g. https://example.com/approve', 'Page that the button opens'),
				],
			},
		],
	},
	{
		displayName: 'Button Layout',
		name: 'buttonLayout',
		type: 'options',
		options: [
			{ name: 'Horizontal', value: 'horizontal', description: 'Two buttons side by side' },
			{ name: 'Vertical', value: 'vertical', description: 'Buttons below each other' },
		],
		default: 'vertical',
		displayOptions: shownFor('actionCard'),
		description: 'How several buttons are arranged',
	},
	{
		displayName: 'Links',
		name: 'links',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Link',
		required: true,
		default: {},
		displayOptions: shownFor('feedCard'),
		description: 'The rows of the card; the first one has the large picture',
		options: [
			{
				displayName: 'Link',
				name: 'link',
				values: [
					titleField('The text of the row'),
					{
						...urlField('e.g. https://example.com/report/42', 'The page that a click opens'),
						displayName: 'Message URL',
						name: 'messageUrl',
					},
					{
						...urlField(
							'e.g. https://example.com/may.png',
							'The picture of the row: a public URL, or the media ID of an upload',
						),
						displayName: 'Picture URL',
						name: 'picUrl',
					},
				],
			},
		],
	},
];
