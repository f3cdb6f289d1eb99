import type { INodeProperties } from 'n8n-workflow';

import { messageUrlField } from '../../../../shared/fields/cards';
import { markdownField, markdownTitleField } from '../../../../shared/fields/markdown';
import type { MessageTarget } from '../../../../shared/messages/targets';
import { KINDS, TARGETS } from '../../../../shared/messages/targets';
import { kindsOf } from '../../../../shared/messages/matrix';
import { cardFields } from './cardFields';
import { mediaFields } from './mediaFields';
import { oaFields } from './oaFields';

const shownFor = (...kinds: string[]) => ({ show: { messageType: kinds } });

/** Targets that carry the same kinds share a dropdown. */
const targetsByKinds = new Map<string, MessageTarget[]>();
for (const target of Object.keys(TARGETS) as MessageTarget[]) {
	const kinds = kindsOf(target).join();
	targetsByKinds.set(kinds, [...(targetsByKinds.get(kinds) ?? []), target]);
}

const messageTypeFields: INodeProperties[] = [...targetsByKinds.values()].map((targets) => ({
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: kindsOf(targets[0]).map((kind) => ({ ...KINDS[kind], value: kind })),
	default: 'text',
	displayOptions: { show: { target: targets } },
	description: 'What kind of message to send',
}));

const textFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. The deployment is finished ✅',
		displayOptions: shownFor('text'),
		description: 'The message as plain text',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Deployment finished',
		displayOptions: shownFor('link', 'oa'),
		description: 'The heading of the message',
	},
	{ ...markdownTitleField, displayOptions: shownFor('markdown', 'actionCard') },
	{ ...markdownField, displayOptions: shownFor('markdown', 'actionCard') },
	{
		displayName: 'Link Text',
		name: 'linkText',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		default: '',
		placeholder: 'e.g. Sales are up by 12 percent',
		displayOptions: shownFor('link'),
		description: 'The text below the heading',
	},
	{ ...messageUrlField, displayOptions: shownFor('link', 'oa') },
	{
		displayName: 'Picture URL',
		name: 'picUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/cover.png',
		displayOptions: shownFor('link'),
		description:
			'Picture beside the text: a public URL or a media ID. Work notifications and the legacy targets require one.',
	},
	{
		displayName: 'Custom JSON',
		name: 'customJson',
		type: 'json',
		required: true,
		default: '{}',
		displayOptions: shownFor('customJson'),
		description:
			'The message as DingTalk documents it. People and groups: msgKey and msgParam. Work notifications and legacy targets: the msg object, with msgtype. Replies: the body of a robot webhook, with msgtype.',
	},
];

/** What to send: the message's kind and the fields of each kind. */
export const contentFields: INodeProperties[] = [
	...messageTypeFields,
	...textFields,
	...mediaFields,
	...cardFields,
	...oaFields,
];
