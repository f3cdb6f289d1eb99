import type { INodeProperties } from 'n8n-workflow';

const shownFor = (...kinds: string[]) => ({ show: { messageType: kinds } });

/** What to send: the message's kind and the fields of each kind. */
export const contentFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Action Card',
				value: 'actionCard',
				description: 'Markdown with one or more buttons',
			},
			{
				name: 'File',
				value: 'file',
				description: 'A document of the input item, or one uploaded before',
			},
			{
				name: 'Image',
				value: 'image',
				description: 'A picture of the input item, a URL, or one uploaded before',
			},
			{ name: 'Link', value: 'link', description: 'A card that opens a web page' },
			{
				name: 'Markdown',
				value: 'markdown',
				description: 'Text with headings, lists, links and pictures',
			},
			{ name: 'Text', value: 'text', description: 'Plain text' },
		],
		default: 'text',
		description: 'What kind of message to send',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		displayOptions: shownFor('text'),
		description: 'The message as plain text',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		displayOptions: shownFor('markdown', 'link', 'actionCard'),
		description:
			'Heading of a link; for the other types the line that the conversation list and notifications show',
	},
	{
		displayName: 'Markdown',
		name: 'markdown',
		type: 'string',
		typeOptions: { rows: 6 },
		required: true,
		default: '',
		displayOptions: shownFor('markdown', 'actionCard'),
		description:
			"The message in DingTalk's markdown: # headings, **bold**, [links](https://…), ![pictures](https://…), lists and > quotes",
	},
	{
		displayName: 'Link Text',
		name: 'linkText',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		default: '',
		displayOptions: shownFor('link'),
		description: 'The text below the heading',
	},
	{
		displayName: 'Message URL',
		name: 'messageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/report',
		displayOptions: shownFor('link'),
		description: 'The page that a click opens',
	},
	{
		displayName: 'Picture URL',
		name: 'picUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/cover.png',
		displayOptions: shownFor('link'),
		description:
			'Picture beside the text: a public URL or a media ID. A legacy conversation requires one.',
	},
	{
		displayName: 'Image Source',
		name: 'imageSource',
		type: 'options',
		options: [
			{
				name: 'Binary Field',
				value: 'binary',
				description: 'A picture of the input item; it is uploaded first',
			},
			{ name: 'Media ID', value: 'mediaId', description: 'A picture uploaded before' },
			{ name: 'URL', value: 'url', description: 'A public picture on the web' },
		],
		default: 'binary',
		displayOptions: shownFor('image'),
		description: 'Where the picture comes from',
	},
	{
		displayName: 'File Source',
		name: 'fileSource',
		type: 'options',
		options: [
			{
				name: 'Binary Field',
				value: 'binary',
				description: 'A file of the input item; it is uploaded first',
			},
			{ name: 'Media ID', value: 'mediaId', description: 'A file uploaded before' },
		],
		default: 'binary',
		displayOptions: shownFor('file'),
		description: 'Where the file comes from',
	},
	...sourceFields('image', 'imageSource'),
	...sourceFields('file', 'fileSource'),
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/chart.png',
		displayOptions: { show: { messageType: ['image'], imageSource: ['url'] } },
		description: 'Public http(s) URL of the picture',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. report.pdf',
		displayOptions: { show: { messageType: ['file'], fileSource: ['mediaId'] } },
		description: 'Name shown in the chat, with its extension',
	},
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
			'What the card offers to click: 1 to 5 below each other, or exactly 2 side by side',
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
						description: 'Text on the button',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/approve',
						description: 'Page that the button opens',
					},
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
];

/** The binary field or media ID of an image or a file. */
function sourceFields(kind: 'image' | 'file', source: string): INodeProperties[] {
	return [
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input field that contains the file to send',
			displayOptions: { show: { messageType: [kind], [source]: ['binary'] } },
			description: 'Name of the binary field of the input item that holds the file',
		},
		{
			displayName: 'Media ID',
			name: 'mediaId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. @lADPabc123',
			displayOptions: { show: { messageType: [kind], [source]: ['mediaId'] } },
			description: 'What Media > Upload returned',
		},
	];
}
