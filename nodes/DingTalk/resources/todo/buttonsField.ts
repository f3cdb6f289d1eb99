import type { INodeProperties } from 'n8n-workflow';

/** In the order in which one thinks of them. */
const buttonFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Approve',
		description: 'Text on the button',
	},
	{
		displayName: 'When Pressed',
		name: 'action',
		type: 'options',
		options: [
			{ name: 'Call an API', value: 'call' },
			{ name: 'Open a Page', value: 'open' },
		],
		default: 'open',
		description: 'What the button does',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/42',
		description: 'Page that opens, or address that is called',
	},
	{
		displayName: 'PC URL',
		name: 'pcUrl',
		type: 'string',
		default: '',
		description: 'Page for the PC client, where it differs from URL',
	},
	{
		displayName: 'Request Body',
		name: 'body',
		type: 'string',
		default: '',
		displayOptions: { show: { action: ['call'] } },
		description: 'What is sent to the address',
	},
	{
		displayName: 'Request Headers',
		name: 'headers',
		type: 'json',
		default: '{}',
		displayOptions: { show: { action: ['call'] } },
		description: 'Headers of the call, as a JSON object',
	},
	{
		displayName: 'Key',
		name: 'actionKey',
		type: 'string',
		default: '',
		description: 'Your own name for the button',
	},
	{
		displayName: 'Style',
		name: 'style',
		type: 'number',
		default: 0,
		description: "Number of one of DingTalk's button styles; 0 leaves it to DingTalk",
	},
];

/** Buttons on a todo; read in `buildTodo`. */
export const buttonsField: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	description: 'Buttons on the todo',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: buttonFields,
		},
	],
};
