import { adaptMarkdownOption, maxPartsOption } from '../../../shared/fields/markdown';
import { operatorOption } from '../../../shared/fields/locators';
import { robotCodeOption } from '../../fields/ids';
import { anyFormatOption } from '../../../shared/media/anyFormat';
import { agentIdOption } from '../../workNotification/agentId';
import { DEFAULT_WAIT_SECONDS, MAX_WAIT_SECONDS } from './send/workNotificationResults';
import { optionsField } from '../../../shared/fields/collections';

const shownFor = (target: string[], more: Record<string, string[]> = {}) => ({
	show: { '/target': target, ...more },
});

/** What is rarely needed; each option shows where it has a meaning. */
export const sendOptions = optionsField({
	options: [
		{
			...adaptMarkdownOption,
			displayOptions: { show: { '/messageType': ['markdown', 'actionCard'] } },
		},
		{ ...agentIdOption, displayOptions: shownFor(['workNotification']) },
		{
			...anyFormatOption,
			displayOptions: { show: { '/messageType': ['image', 'file', 'voice', 'video'] } },
		},
		{
			displayName: 'Append Workflow Link',
			name: 'appendWorkflowLink',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/messageType': ['text', 'markdown', 'actionCard'] } },
			description:
				"Whether to add the line 'Sent by this n8n workflow' with a link to the workflow",
		},
		{
			displayName: 'Fail If Anyone Is Missed',
			name: 'failOnMissed',
			type: 'boolean',
			default: false,
			displayOptions: shownFor(['people', 'workNotification']),
			description:
				'Whether to end the item with an error that lists them when somebody did not get the message, or may not have, after all others got it. With Retry On Fail, n8n runs the whole node again: it then goes only to those who surely were missed. A work notification is waited for.',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. report.pdf',
			displayOptions: {
				show: { '/messageType': ['image', 'file', 'voice', 'video', 'text', 'markdown'] },
			},
			description:
				'Name of a file from a binary field or the drive, in place of its own; for a long text that is sent as a file, name of its zip archive',
		},
		{
			displayName: 'Long Text',
			name: 'longText',
			type: 'options',
			options: [
				{ name: 'Fail', value: 'fail', description: 'Send nothing, and say how long it is' },
				{
					name: 'Send as File',
					value: 'file',
					description:
						'A zip archive that holds the text: DingTalk takes no text or markdown files',
				},
				{
					name: 'Split',
					value: 'split',
					description: 'Several messages, cut between paragraphs, list items, table rows or lines',
				},
			],
			default: 'fail',
			displayOptions: { show: { '/messageType': ['text', 'markdown'] } },
			description: 'What to do with a text that is longer than DingTalk takes',
		},
		{
			displayName: 'Longest Wait (Seconds)',
			name: 'maxWaitSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_WAIT_SECONDS },
			default: DEFAULT_WAIT_SECONDS,
			displayOptions: shownFor(['workNotification']),
			description: 'How long to wait for the result of a work notification',
		},
		{
			...maxPartsOption,
			displayOptions: { show: { '/messageType': ['text', 'markdown'] } },
			description:
				"Into how many messages 'Long Text' may split a text; see 'Too Many Parts' for a longer one",
		},
		{
			displayName: 'Number Parts',
			name: 'numberParts',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/messageType': ['text', 'markdown'] } },
			description: 'Whether to begin each part of a split text with its number, such as (1/3)',
		},
		{
			...operatorOption,
			displayOptions: { show: { '/messageType': ['file'], '/fileSource': ['drive'] } },
			description:
				"The person in whose name the file is taken from the drive, where it is not the credential's Operator",
		},
		{ ...robotCodeOption, displayOptions: shownFor(['people', 'group', 'reply']) },
		{
			displayName: 'Too Many Parts',
			name: 'tooManyParts',
			type: 'options',
			options: [
				{ name: 'Fail', value: 'fail', description: 'Send nothing, and say how many it takes' },
				{
					name: 'Send Rest as File',
					value: 'file',
					description: 'After the last part comes a zip archive that holds the rest of the text',
				},
			],
			default: 'fail',
			displayOptions: { show: { '/messageType': ['text', 'markdown'] } },
			description:
				"What to do with a text that takes more messages than 'Maximum Parts' when split",
		},
	],
});
