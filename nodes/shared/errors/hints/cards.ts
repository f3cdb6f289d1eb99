import type { Hint } from './hint';

/** Interactive cards, and what is typed into them. */
export const cards: readonly Hint[] = [
	{
		codes: ['param.cardNotExist', 'param.stream.outTrackId'],
		kind: 'notFound',
		title: 'DingTalk knows no such card of this app',
		cure: "Give the card's outTrackId, and the credential of the app that made it. A card is gone where its making failed",
	},
	{
		codes: ['param.cardAlreadyExist'],
		kind: 'invalid',
		title: 'There is a card with this ID already',
		cure: "Each card needs an outTrackId of its own: leave 'Options > Card ID' empty, or change what is there with Card > Update and deliver it with Card > Deliver",
	},
	{
		codes: ['param.templateNotExist', 'param.cardTemplateIdEmpty'],
		kind: 'notFound',
		title: 'DingTalk knows no such card template',
		cure: "Copy the template's ID from the card builder, with '.schema' at its end",
	},
	{
		codes: ['param.templateUnpublished'],
		kind: 'invalid',
		title: 'The card template is not published',
		cure: 'Publish it in the card builder, then try again',
	},
	{
		codes: ['param.openSpaceIdEmpty', 'param.openSpaceIdInvalid'],
		kind: 'invalid',
		title: 'DingTalk does not take the place that the card is to go to',
		cure: "Check the group's open conversation ID, which starts with cid, or the user IDs of the people",
	},
	{
		codes: [
			'param.openSpaceModelInvalid',
			'param.openDeliverModelEmpty',
			'param.openDeliverModelError',
			'param.spaceDeliverModelEmpty',
			'param.emptyAppendSpaces',
		],
		kind: 'invalid',
		title: 'The card was not made for this kind of place',
		cure: 'Deliver a card only to the kinds of places that it was made for: groups, people, or the top of a group',
	},
	{
		codes: ['param.userIdNotExist', 'param.userIdEmpty'],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the people that the private variables are for: they must belong to the organisation of this app',
	},
	{
		codes: ['param.conversationIdInvalid'],
		kind: 'notFound',
		title: 'The card is not on top of this group',
		cure: "Check the group, and whether the card's time there is over or it was closed already",
	},
	{
		codes: ['param.contentUnsafe'],
		kind: 'unsafe',
		title: 'DingTalk refuses the content of the card',
		cure: 'Its content check found something in the texts. Change them',
	},
	{
		codes: ['param.cardPublicDataEmpty', 'param.cardDataAndPrivateDataBothEmpty'],
		kind: 'invalid',
		title: 'The card has no variables',
		cure: 'Give at least one variable',
	},
	{
		codes: ['param.stream.content'],
		text: /large/,
		kind: 'tooLong',
		title: 'The text is longer than DingTalk takes into a card',
		cure: "Lower 'Options > Card Limit (Characters)': what is over it goes on as a message",
	},
	{
		codes: ['param.callbackRouteKeyExist'],
		kind: 'invalid',
		title: 'There is a callback route with this key already',
		cure: "Turn 'Options > Overwrite' on to change it for all its cards, or choose another key",
	},
	{
		codes: ['system.updateCallbackFailed'],
		kind: 'invalid',
		title: 'DingTalk could not register the callback route',
		cure: 'Check the URL: a whole address with https, reachable from the internet',
	},
	{
		codes: [
			'param.empty',
			'param.invalid',
			'param.outTrackIdEmpty',
			'param.callbackRouteKeyEmpty',
			'param.callbackUrlEmpty',
			/^param\.dynamic/,
			/^param\.stream\./,
		],
		kind: 'invalid',
		title: 'DingTalk found the request about the card faulty',
		cure: "Check the fields; DingTalk's own text below may name one. Each variable is a text of at most 1 KB",
	},
];
