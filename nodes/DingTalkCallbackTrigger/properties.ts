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
			description: 'You put the URL into the app yourself',
		},
		{
			name: 'Managed by This Node',
			value: 'managed',
			description:
				"The URL is registered on publishing and removed afterwards, by DingTalk's legacy API",
		},
	],
	default: 'console',
	displayOptions: { show: { triggerOn: ['event'] } },
	description: 'How DingTalk learns where to send the events',
};

const notice = (
	name: string,
	displayName: string,
	show: Record<string, string[]>,
): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show },
});

/** Where the URL belongs, above the first field about the pushes that go there. */
const NOTICES: Record<string, INodeProperties> = {
	answer: notice(
		'messageUrlNotice',
		"For bot messages, put the Production URL into 'Robot' of the app in the DingTalk developer console (HTTP mode). It must be reachable from the internet.",
		{ triggerOn: ['message'] },
	),
	cardAnswer: notice(
		'cardUrlNotice',
		'For card actions, register the Production URL as callback route of the cards. It must be reachable from the internet.',
		{ triggerOn: ['cardAction'] },
	),
};

/** What there is to do about the subscription. */
const subscriptionNotices: INodeProperties[] = [
	notice(
		'eventUrlNotice',
		"For events, put the Production URL into 'Events and Callbacks' of the app in the DingTalk developer console (HTTP push), and tick the events there. It must be reachable from the internet.",
		{ triggerOn: ['event'], subscription: ['console'] },
	),
	notice(
		'managedNotice',
		"DingTalk takes one such URL per app and pushes only older events to it. The app's credential is needed as well, and the Corp ID as 'Owner Key' of the callback keys.",
		{ triggerOn: ['event'], subscription: ['managed'] },
	),
];

/** What is said in other words here, since n8n answers DingTalk's request itself. Two lines, or it is cut. */
const LAST_NODE: Record<string, string> = {
	answer:
		"Answer with 'markdown', 'text' or 'output' of its first item. DingTalk waits a few seconds.",
	cardAnswer:
		"Update the card with 'cardData' and 'userPrivateData' of its first item, or with all fields. DingTalk waits two seconds.",
};

function inHttpWords(field: INodeProperties): INodeProperties {
	// Expressions see the request here; where to subscribe is said with the subscription.
	if (['answerText', 'events'].includes(field.name)) return { ...field, hint: undefined };
	const description = LAST_NODE[field.name];
	if (!description) return field;
	const options = (field.options as INodePropertyOptions[]).map((option) =>
		option.value === 'lastNode' ? { ...option, description } : option,
	);
	return { ...field, options };
}

/** The shared fields, with the subscription behind the events that it is about. */
export const properties: INodeProperties[] = pushFields.flatMap((field) => [
	...(field.name in NOTICES ? [NOTICES[field.name]] : []),
	inHttpWords(field),
	...(field.name === 'events' ? [subscriptionField, ...subscriptionNotices] : []),
]);
