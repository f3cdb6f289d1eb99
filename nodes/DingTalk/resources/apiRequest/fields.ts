import type { INodeProperties } from 'n8n-workflow';

import { pagingFields } from '../../fields/paging';

const nameAndValue = (placeholder: string): INodeProperties[] => [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder,
		description: 'Name as the documentation of the API spells it',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description: 'What the API gets under this name',
	},
];

const requestFields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
		description: 'HTTP method of the call',
	},
	{
		displayName: 'Host',
		name: 'host',
		type: 'options',
		options: [
			{
				name: 'API (New)',
				value: 'api',
				description: 'Paths such as /v1.0/contact/users/search; the token goes into a header',
			},
			{
				name: 'Detect From Path',
				value: 'auto',
				description: 'Paths starting with /v1.0, /v2.0… are the new API, all others OAPI',
			},
			{
				name: 'OAPI (Old)',
				value: 'oapi',
				description: 'Paths such as /topapi/v2/user/get; the token goes into the query',
			},
		],
		default: 'auto',
		description: "Which of the credential's base URLs the path belongs to",
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /v1.0/contact/users/search',
		description:
			"Path of the API as DingTalk's documentation gives it. A whole URL works too when it belongs to the credential's hosts.",
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description: 'Added to the URL; the access token is added by the credential',
		options: [{ displayName: 'Parameter', name: 'parameter', values: nameAndValue('e.g. userId') }],
	},
];

const bodyFields: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'bodyContentType',
		type: 'options',
		options: [
			{ name: 'Binary File', value: 'binary', description: 'The bytes of a binary field' },
			{ name: 'JSON', value: 'json' },
			{ name: 'Multipart Form', value: 'multipart', description: 'Form fields and a file' },
			{ name: 'None', value: 'none' },
		],
		default: 'none',
		displayOptions: { hide: { method: ['GET'] } },
		description: 'What to send as the request body',
	},
	{
		displayName: 'JSON',
		name: 'jsonBody',
		type: 'json',
		default: '{}',
		displayOptions: { show: { bodyContentType: ['json'] }, hide: { method: ['GET'] } },
		description: 'The body as JSON text or as an object by an expression',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		displayOptions: {
			show: { bodyContentType: ['binary', 'multipart'] },
			hide: { method: ['GET'] },
		},
		hint: 'The name of the input field that contains the file to send',
		description: 'Name of the binary field of the input item that holds the file',
	},
	{
		displayName: 'Form Field of the File',
		name: 'fileFieldName',
		type: 'string',
		default: 'media',
		displayOptions: { show: { bodyContentType: ['multipart'] }, hide: { method: ['GET'] } },
		description: 'Name of the form field that carries the file',
	},
	{
		displayName: 'Form Fields',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { bodyContentType: ['multipart'] }, hide: { method: ['GET'] } },
		description: 'Further fields of the form',
		options: [{ displayName: 'Field', name: 'field', values: nameAndValue('e.g. type') }],
	},
];

const responseFields: INodeProperties[] = [
	{
		displayName: 'Response',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'Put the answer into a binary field' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'json',
		description: 'What the API answers with',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'outputBinaryPropertyName',
		type: 'string',
		default: 'data',
		displayOptions: { show: { responseFormat: ['file'] } },
		hint: 'The name of the output field to put the file in',
		description: 'Name of the binary field of the output item that gets the file',
	},
];

const paginated = { responseFormat: ['json'], pagination: ['token', 'offset', 'pageNumber'] };

const paginationFields: INodeProperties[] = [
	{
		displayName: 'Pagination',
		name: 'pagination',
		type: 'options',
		options: [
			{
				name: 'Cursor or Token',
				value: 'token',
				description: 'The answer names the next page, as next_cursor or nextToken',
			},
			{ name: 'None', value: 'none' },
			{ name: 'Offset', value: 'offset', description: 'The request counts the items to skip' },
			{ name: 'Page Number', value: 'pageNumber', description: 'The request counts the pages' },
		],
		default: 'none',
		displayOptions: { show: { responseFormat: ['json'] } },
		description: 'How the API gives its results page by page',
	},
	{
		displayName: 'Page Parameter',
		name: 'pageParameter',
		type: 'string',
		default: 'nextToken',
		placeholder: 'e.g. cursor',
		displayOptions: { show: paginated },
		description: 'Request parameter that names the page: nextToken, cursor, offset, pageNumber…',
	},
	{
		displayName: 'Page Parameter Is In',
		name: 'pagePlace',
		type: 'options',
		options: [
			{ name: 'Body', value: 'body' },
			{ name: 'Query', value: 'query' },
		],
		default: 'query',
		displayOptions: { show: paginated },
		description: 'Where the page parameter goes',
	},
	{
		displayName: 'First Page',
		name: 'firstPage',
		type: 'number',
		default: 0,
		displayOptions: { show: { responseFormat: ['json'], pagination: ['offset', 'pageNumber'] } },
		description: 'Value of the page parameter for the first page',
	},
	{
		displayName: 'Path to Items',
		name: 'itemsPath',
		type: 'string',
		default: 'result.list',
		placeholder: 'e.g. result.list',
		displayOptions: { show: paginated },
		description: 'Where the answer holds the list of results, as names joined by dots',
	},
	{
		displayName: 'Path to Next Page',
		name: 'nextPath',
		type: 'string',
		default: 'nextToken',
		placeholder: 'e.g. result.next_cursor',
		displayOptions: { show: { responseFormat: ['json'], pagination: ['token'] } },
		description: 'Where the answer holds the cursor or token of the next page',
	},
	{
		displayName: 'Path to Has More',
		name: 'hasMorePath',
		type: 'string',
		default: '',
		placeholder: 'e.g. result.has_more',
		displayOptions: { show: paginated },
		description: 'Where the answer says whether more pages follow. Leave empty when it does not.',
	},
	...pagingFields.map((field) => ({
		...field,
		displayOptions: { show: { ...paginated, ...field.displayOptions?.show } },
	})),
];

export const fields: INodeProperties[] = [
	...requestFields,
	...bodyFields,
	...responseFields,
	...paginationFields,
];
