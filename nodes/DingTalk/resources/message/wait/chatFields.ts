import type { INodeProperties } from 'n8n-workflow';

import { peopleField } from '../../../../shared/fields/people';
import { callbackFields } from '../../../fields/callback';

const IN_CHAT = { responseType: ['approval'], chatApproval: [true] };
const shownFor = (more: Record<string, string[]> = {}) => ({ show: { ...IN_CHAT, ...more } });

/** An approval by the buttons of a card, without leaving the chat. */
export const chatFields: INodeProperties[] = [
	{
		displayName: 'Decide in the Chat',
		name: 'chatApproval',
		type: 'boolean',
		default: false,
		displayOptions: { show: { responseType: ['approval'] } },
		description:
			'Whether people decide by the buttons of an interactive card, without a link and a page; only the people named can',
	},
	...callbackFields(['http', 'stream'], IN_CHAT),
	{
		displayName:
			"A press reaches n8n by a DingTalk Trigger of the same app: publish a workflow with one whose 'Trigger On' includes Card Action. The card's template has to be made once, see docs/send-and-wait.md.",
		name: 'chatNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor({ callback: ['stream'] }),
	},
	{
		displayName:
			"A press reaches n8n by a DingTalk Callback Trigger with this app's credential under 'App': publish a workflow with one whose 'Trigger On' includes Card Action, and register its URL with Card > Register Callback Route. The card's template has to be made once, see docs/send-and-wait.md.",
		name: 'routeNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor({ callback: ['http'] }),
	},
	{
		displayName: 'Card Template ID',
		name: 'cardTemplateId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 8aebdfb9-28f4-4a98-98f5-396c3dde41a0.schema',
		displayOptions: shownFor(),
		description:
			'The template of this app, as the card platform shows it. With that of another app people see nothing, although DingTalk reports success.',
	},
	peopleField({
		displayName: 'Who May Decide',
		name: 'approvers',
		displayOptions: shownFor({ target: ['group'] }),
		description:
			'The members of the group whose press counts; others are told that it is not for them. Nobody named: whoever has the card.',
	}),
];
