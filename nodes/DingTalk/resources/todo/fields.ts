import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { peopleField } from '../../../shared/fields/people';
import { assertMaxBytes, requireText } from '../../../shared/messages/checks';
import type { FormReader } from '../../../shared/params/params';
import { TODO_LIMITS } from './limits';

export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		"At most 4,096 characters. DingTalk keeps it, and does not show it on the todos of apps: what people are to read belongs into 'Subject' or 'Custom Fields'.",
};

export const dueTimeField: INodeProperties = {
	displayName: 'Due Time',
	name: 'dueTime',
	type: 'dateTime',
	default: '',
	description:
		"When it has to be done; a date without offset is meant in the workflow's time zone, a date without time as its beginning",
};

export const participantsField: INodeProperties = peopleField({
	displayName: 'Participants',
	name: 'participants',
	description: 'Who sees it without having to do it: up to 100 people',
});

export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Lines shown on the todo',
	options: [
		{
			displayName: 'Custom Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Order',
					description: 'Label of the line',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 42',
					description: 'Text of the line',
				},
			],
		},
	],
};

/** With DingTalk's own values. */
export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'todoType',
	type: 'options',
	options: [
		{ name: 'To Do', value: 'TODO' },
		{ name: 'To Read', value: 'READ' },
	],
	default: 'TODO',
	description: 'Whether something is to be done or only to be read',
};

/** Of a todo, or of somebody's part in it. */
export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Done', value: 'done' },
		{ name: 'Open', value: 'open' },
	],
	default: 'done',
	description: 'Whether the whole todo is done',
};

/** The rows of Custom Fields on the wire. */
export const readCustomFields = (read: FormReader): IDataObject[] =>
	read.rows(customFieldsField.name, 'field').map((row) => ({
		fieldKey: readLine(row, 'name'),
		fieldValue: readLine(row, 'value'),
	}));

function readLine(row: FormReader, name: string): string {
	const label = row.label(name);
	const text = requireText(label, row.text(name));
	const max = TODO_LIMITS.customFieldBytes;
	assertMaxBytes(label, text, max, `Shorten it; DingTalk takes ${max} bytes`);
	return text;
}
