import type { Hint } from './hint';

/** Conversations, their members and templates. */
export const groups: readonly Hint[] = [
	{
		codes: [
			'40016',
			'34001',
			'invalideChatId',
			'invalid.openConversationId',
			'miss.openConversationId',
			'49000',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such conversation',
		cure: "Check the ID: 'openConversationId' starts with cid, 'chatId' starts with chat. Conversation > Convert Chat ID turns one into the other. A cid from the chat picker works once and for 24 hours",
	},
	{
		codes: [
			'groupPermissionDenied',
			'groupTemplatePermissionDenied',
			'coolAppUninstalled',
			'400020',
			'group.org.checkFailed',
		],
		kind: 'other',
		title: 'The app may not manage this group',
		cure: "By its open conversation ID an app manages only scene groups made from its own group templates. Give an internal group's chat ID (chat…) instead; for a scene group use the credential of the app whose template it has",
	},
	{
		codes: [
			'cidEncryptError',
			'openConversationIdDecriptFailed',
			'invalidOpenConversationId',
			'660023',
			/^invalidParam(eter)?\.openConversationId/,
		],
		kind: 'notFound',
		title: 'DingTalk knows no such conversation',
		cure: 'Check the open conversation ID: it starts with cid and belongs to one organisation',
	},
	{
		codes: ['userNotInGroup', '60124', 'cannot.find.user'],
		kind: 'notFound',
		title: 'The person is not a member of the group',
		cure: 'Add the person with Conversation > Add Members first',
	},
	{
		codes: ['cannot.ban.owner'],
		kind: 'invalid',
		title: "The group's owner cannot be muted",
		cure: 'Leave the owner out',
	},
	{
		codes: ['subAdminNumberExcessive', 'subadmin.exceed'],
		kind: 'invalid',
		title: 'The group would have too many admins',
		cure: 'A group has 12 admins at most. Remove some first',
	},
	{
		codes: ['member.exceed', '49011', '665033'],
		kind: 'invalid',
		title: 'The group would have too many members',
		cure: 'Give fewer people, or use a second group',
	},
	{
		codes: ['groupTemplate.notFound', '665036', /^groupTemplate\.permessionDenied\./],
		kind: 'notFound',
		title: 'The group template cannot be used',
		cure: "Copy the template ID again from 'Scene Groups' of the app in the DingTalk developer console, and check that the template is online and released to this organisation",
	},
	{
		codes: [
			'member.notFound',
			'staff.not.found',
			'invalid.staffid',
			'invalidUserId',
			'userNotExists',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such user',
		cure: 'Check the user ID (userId, not unionId, name or mobile number) and that the person belongs to the organisation of this app',
	},
	{
		codes: ['400013', 'group.disbanded', 'groupDisbang', 'group.diaband'],
		kind: 'notFound',
		title: 'The group was disbanded',
		cure: 'Choose another group',
	},
];
