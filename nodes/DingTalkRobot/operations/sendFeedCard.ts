import { feedLinksField } from '../../shared/fields/cards';
import { toFeedLinks } from '../../shared/fields/messages';
import { NO_MENTIONS } from '../../shared/messages/robotBody';
import { keyOf, type RobotOperation } from './operation';
import { robotOptions } from './fields';

export const sendFeedCard: RobotOperation = {
	value: 'sendFeedCard',
	name: 'Send Feed Card',
	action: 'Send a feed card',
	description: 'Post a list of links with pictures into the group of the robot',
	fields: [feedLinksField, robotOptions()],
	read: (read) => ({
		content: {
			kind: 'feedCard',
			links: toFeedLinks(read.rows('links', 'link')),
		},
		mentions: NO_MENTIONS,
		msgUuid: keyOf(read),
	}),
};
