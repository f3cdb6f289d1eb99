import type { INodeProperties } from 'n8n-workflow';

import { composeMarkdown } from '../messages/markdown/compose';
import { DEFAULT_MAX_PARTS, HIGHEST_MAX_PARTS } from '../messages/limits';
import type { ItemReader } from '../params/params';

/** The text of a markdown message or an action card. */
export const markdownField: INodeProperties = {
	displayName: 'Markdown',
	name: 'markdown',
	type: 'string',
	typeOptions: { rows: 6 },
	default: '',
	required: true,
	description:
		"The message. DingTalk shows headings, quotes, bold, italic, links, pictures as ![](URL), and lists; other markdown and HTML is written in these, unless 'Options > Adapt Markdown' is off.",
	placeholder: 'e.g. ### Deployment\n- version **1.4.2**',
};

/** The title of a markdown message or an action card. */
export const markdownTitleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	description:
		'Shown in the list of conversations and in notifications, as plain text. Left empty, it is the first heading or line of the markdown.',
	placeholder: 'e.g. Deployment finished',
};

export const adaptMarkdownOption: INodeProperties = {
	displayName: 'Adapt Markdown',
	name: 'adaptMarkdown',
	type: 'boolean',
	default: true,
	description:
		'Whether to write the markdown as DingTalk draws it: each line stays a line of its own, and HTML, task lists, strikethrough, footnotes and the like become what DingTalk shows. Code is left alone. Off, the text is sent as it is.',
};

export const maxPartsOption: INodeProperties = {
	displayName: 'Maximum Parts',
	name: 'maxParts',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: HIGHEST_MAX_PARTS },
	default: DEFAULT_MAX_PARTS,
	description: 'Into how many messages a text may be split; a longer text is not sent',
};

/**
 * Title and text of the form, adapted as its options want, the title made up where there is none.
 *
 * @throws InputError for values of the wrong kind
 */
export const readMarkdown = (read: ItemReader): { title: string; markdown: string } =>
	composeMarkdown({
		title: read.text('title'),
		markdown: read.text('markdown'),
		isAdapted: read.group('options').flag('adaptMarkdown'),
	});

/** @throws InputError when it is no number of parts */
export const readMaxParts = (read: ItemReader): number =>
	read.group('options').number('maxParts', { whole: true, min: 1, max: HIGHEST_MAX_PARTS });
