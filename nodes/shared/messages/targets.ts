import type { MessageKind } from './content';
import { APP_ROBOT_LIMITS, WORK_NOTIFICATION_LIMITS } from './limits';

/** Whom a message goes to. */
export type MessageTarget =
	| 'people'
	| 'group'
	| 'workNotification'
	| 'reply'
	| 'legacyConversation'
	| 'legacyChat';

interface Named {
	name: string;
	description: string;
}

/** The entries of Message Type. */
export const KINDS: Readonly<Record<MessageKind, Named>> = {
	actionCard: { name: 'Action Card', description: 'Markdown with one or more buttons' },
	customJson: {
		name: 'Custom JSON',
		description: 'The message as DingTalk itself takes it, for what the other types lack',
	},
	feedCard: { name: 'Feed Card', description: 'A list of links with pictures' },
	file: { name: 'File', description: 'A document of the input item, or one uploaded before' },
	image: {
		name: 'Image',
		description: 'A picture of the input item, a URL, or one uploaded before',
	},
	link: { name: 'Link', description: 'A card that opens a web page' },
	markdown: {
		name: 'Markdown',
		description: 'Text with headings, lists, links and pictures',
	},
	oa: {
		name: 'OA Message',
		description: 'A structured card with a header, rows of values, and a status',
	},
	text: { name: 'Text', description: 'Plain text' },
	video: { name: 'Video', description: 'An mp4 video of the input item, or one uploaded before' },
	voice: {
		name: 'Voice',
		description: 'An amr, mp3 or wav recording of the input item, or one uploaded before',
	},
};

interface TargetRule extends Named {
	/** Whether people can be mentioned so that their client rings. */
	canMention: boolean;
	/** Whom one call reaches; the node splits longer lists. */
	perCall: string;
	/** DingTalk gives the permission to no new app. */
	isLegacy: boolean;
}

/** The entries of Send To. */
export const TARGETS: Readonly<Record<MessageTarget, TargetRule>> = {
	people: {
		name: 'People',
		description: 'Each person one-to-one, from the app robot',
		canMention: false,
		perCall: `${APP_ROBOT_LIMITS.userIdsPerCall} people`,
		isLegacy: false,
	},
	group: {
		name: 'Group',
		description: 'A group that the app robot is a member of',
		canMention: false,
		perCall: '1 group',
		isLegacy: false,
	},
	workNotification: {
		name: 'Work Notification',
		description:
			"People, departments or everyone, in the 'Work Notification' conversation of the DingTalk client",
		canMention: false,
		perCall: `${WORK_NOTIFICATION_LIMITS.userIdsPerCall} people or ${WORK_NOTIFICATION_LIMITS.departmentsPerCall} departments`,
		isLegacy: false,
	},
	reply: {
		name: 'Reply',
		description: 'The conversation in which somebody wrote to the robot, answering that message',
		canMention: true,
		perCall: '1 conversation',
		isLegacy: false,
	},
	legacyConversation: {
		name: 'Legacy Conversation',
		description:
			'A conversation chosen in the DingTalk client (send_to_conversation), for apps that still have this API',
		canMention: false,
		perCall: '1 conversation',
		isLegacy: true,
	},
	legacyChat: {
		name: 'Legacy Chat',
		description:
			'A group that the app itself created, by its chat ID (chat/send), for apps that still have this API',
		canMention: false,
		perCall: '1 group',
		isLegacy: true,
	},
};
