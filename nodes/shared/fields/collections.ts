import type { INodeProperties } from 'n8n-workflow';

type Content = Pick<INodeProperties, 'options'> & Partial<INodeProperties>;

const collection =
	(displayName: string, name: string, placeholder: string) =>
	(content: Content): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		...content,
	});

/** What most people leave as it is; read with `read.group('options')`. */
export const optionsField = collection('Options', 'options', 'Add Option');

/** What narrows a list or a trigger down; read with `read.group('filters')`. */
export const filtersField = collection('Filters', 'filters', 'Add Filter');

/** What else something new has; read with `read.group('additionalFields')`. */
export const additionalFieldsField = collection(
	'Additional Fields',
	'additionalFields',
	'Add Field',
);

/** What of something is to change; read with `read.group('updateFields')`. */
export const updateFieldsField = collection('Update Fields', 'updateFields', 'Add Field');
