import { updateFieldsField } from '../../../shared/fields/collections';

/** What of a range can change: its values, and how they look. */
export const rangeFields = updateFieldsField({
	description: 'What of the cells to change; at least one of these',
	options: [
		{
			displayName: 'Background Color',
			name: 'backgroundColor',
			type: 'color',
			default: '#ffffff',
			description: 'Color behind all cells of the range',
		},
		{
			displayName: 'Font Color',
			name: 'fontColor',
			type: 'color',
			default: '#000000',
			description: 'Color of the text in all cells of the range',
		},
		{
			displayName: 'Font Size',
			name: 'fontSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10,
			description: 'Size of the text in all cells of the range',
		},
		{
			displayName: 'Font Weight',
			name: 'fontWeight',
			type: 'options',
			options: [
				{ name: 'Bold', value: 'bold' },
				{ name: 'Normal', value: 'normal' },
			],
			default: 'bold',
			description: 'Weight of the text in all cells of the range',
		},
		{
			displayName: 'Horizontal Alignment',
			name: 'horizontalAlignment',
			type: 'options',
			options: [
				{ name: 'Center', value: 'center' },
				{ name: 'General', value: 'general' },
				{ name: 'Left', value: 'left' },
				{ name: 'Right', value: 'right' },
			],
			default: 'left',
			description: 'Where the text stands from left to right; general: as fits the value',
		},
		{
			displayName: 'Links',
			name: 'hyperlinks',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [[{"type": "path", "link": "https://example.com", "text": "Open"}]]',
			description:
				'A list for each row of the range, with a link for each of its cells: type (path for a web page, sheet or range), link and text; null for a cell without a link',
		},
		{
			displayName: 'Number Format',
			name: 'numberFormat',
			type: 'string',
			default: '',
			placeholder: 'e.g. #,##0.00',
			description: 'How numbers and dates of the range are shown, such as 0.00, 0% or yyyy-mm-dd',
		},
		{
			displayName: 'Values',
			name: 'values',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [["Name", "Amount"], ["Haixing", 1520.5]]',
			description:
				'A list for each row, with its values; "" empties a cell. For a range of a single cell they are written from there on.',
		},
		{
			displayName: 'Vertical Alignment',
			name: 'verticalAlignment',
			type: 'options',
			options: [
				{ name: 'Bottom', value: 'bottom' },
				{ name: 'Middle', value: 'middle' },
				{ name: 'Top', value: 'top' },
			],
			default: 'middle',
			description: 'Where the text stands from top to bottom',
		},
		{
			displayName: 'Word Wrap',
			name: 'wordWrap',
			type: 'options',
			options: [
				{ name: 'Clip', value: 'clip', description: 'What does not fit is not shown' },
				{ name: 'Overflow', value: 'overflow', description: 'It goes on over empty cells' },
				{ name: 'Wrap', value: 'autoWrap', description: 'The row becomes higher' },
			],
			default: 'autoWrap',
			description: 'What becomes of text that is wider than its cell',
		},
	],
});
