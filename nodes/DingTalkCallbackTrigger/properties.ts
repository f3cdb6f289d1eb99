import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { pushFields } from '../shared/pushes/fields';

/** Who tells DingTalk to which URL events go. */
const subscriptionField: INodeProperties = {
	displayName: 'Subscription',
	name: 'subscription',
	type: 'options',
	options: [
		{
			name: 'Made in the Developer Console',
			value: 'console',
			description: "Put the Production URL into 'Events and Callbacks' of the app, as HTTP push",
		},
		{
			name: 'Managed by This Node',
			value: 'managed',
			description:
				'Register the URL when the workflow is activated and remove it afterwards, by the legacy API: one URL per app, older events only, the Corp ID as owner key',
		},
	],
	default: 'console',
	displayOptions: { show: { triggerOn: ['event'] } },
	description: 'How DingTalk learns where to send the events',
};

/** What is said in other words here, since n8n answers DingTalk's request itself. */
const LAST_NODE: Record<string, string> = {
	answer:
		"Answer with 'markdown', 'text' or 'output' of the last node's first item. DingTalk waits some seconds only: for longer workflows choose None and reply in the workflow.",
	cardAnswer:
		"Update the card with 'cardData' and 'userPrivateData' of the last node's first item, or with all its fields. DingTalk waits two seconds.",
};

function inHttpWords(field: INodeProperties): INodeProperties {
	// Expressions see the request here.
	if (field.name === 'answerText') return { ...field, hint: undefined };
	const description = LAST_NODE[field.name];
	if (!description) return field;
	const options = (field.options as INodePropertyOptions[]).map((option) =>
		option.value === 'lastNode' ? { ...option, description } : option,
	);
	return { ...field, options };
}

/** The shared fields, with the subscription behind the events that it is about. */
export const properties: INodeProperties[] = [
	{
		displayName:
			"Put the Production URL into the DingTalk developer console: for bot messages under 'Robot' (HTTP mode), for events under 'Events and Callbacks' (HTTP push), for card actions as callback route of the cards. It must be reachable from the internet.",
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	...pushFields.flatMap((field) =>
		field.name === 'events' ? [field, subscriptionField] : [inHttpWords(field)],
	),
];
