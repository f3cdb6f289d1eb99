import type { Hint } from './hint';

const GRANT =
	"in DingTalk's drive in the settings of the space, folder or file (权限管理), or with File > Share as somebody who manages it";

/** Files, folders and spaces of the drive; also those of approvals. */
export const drive: readonly Hint[] = [
	{
		codes: ['spaceNotExist', 'dentryNotExist', 'documentNotExist', 'nodeNotExist'],
		kind: 'notFound',
		title:
			'The file, folder, document or space is not there, or the person who acts may not see it',
		cure: `DingTalk says the same to both. Check the ID and whether it was deleted; otherwise let the Operator in: ${GRANT}`,
	},
	{
		codes: ['permissionDenied', 'no.priviledge'],
		kind: 'other',
		title: 'The person who acts may not do this there',
		cure: `Give the Operator a role that may (download; edit for uploads, folders, renaming, moving and deleting; manage for sharing): ${GRANT}. Into a group only its members send. For files of approvals the right is given first, for one person: both calls must name the same one, by userId and by unionId`,
	},
	{
		codes: ['orgAuthLevelNotEnough'],
		kind: 'other',
		title: "DingTalk's certification of the organisation is too low for this",
		cure: 'An administrator has to raise it in the admin console (企业认证)',
	},
	{
		codes: ['fileArchived'],
		kind: 'other',
		title: 'The file is archived, and DingTalk is getting it back',
		cure: 'Try again in some minutes',
	},
	{
		codes: ['dentryNameConflict', 'dentryAlreadyExist'],
		kind: 'invalid',
		title: 'The folder has something of that name already',
		cure: "Take another name, or choose what to do in 'If the Name Is Taken'",
	},
	{
		codes: ['recycleBinNotSupportForSpace', 'operationNotSupported'],
		kind: 'invalid',
		title: 'DingTalk does not do this with a file or space of this kind',
		cure: 'Online documents and folders cannot be downloaded; only spaces that apps have made have a recycle bin',
	},
	{
		codes: ['folderNotSupport'],
		kind: 'invalid',
		title: 'DingTalk sends files, and no folders',
		cure: 'Choose a file, or send the folder as a link',
	},
	{
		codes: ['conversationNotExist', 'paramError.conversationId'],
		kind: 'notFound',
		title: 'DingTalk knows no such group',
		cure: 'Check the open conversation ID; it starts with cid. The Operator must be in the group',
	},
	{
		codes: ['paramError.targetFolderId', 'paramError.targetSpaceId'],
		kind: 'invalid',
		title: 'DingTalk does not put it into that place',
		cure: 'Choose a folder as the target, and no file. A folder goes neither into itself nor into one below it, and a space goes nowhere',
	},
	{
		codes: ['driveTaskFailed'],
		kind: 'other',
		title: 'DingTalk began the work, and it failed',
		cure: 'A part of it may be done. Look into the target folder before running it again',
	},
	{
		codes: ['operationConcurrentControl'],
		kind: 'rateLimited',
		title: 'DingTalk takes no more of these calls right now',
		cure: 'Run fewer of them at once, also on one folder; of approvals, automations of the process count too',
	},
	{
		codes: [/^dentry\w+$/, /^paramError/, /^param\.error/],
		kind: 'invalid',
		title: "DingTalk's drive does not take the file or the request",
		cure: 'Check the name of the file: no / \\ : * ? " < > |, and that the Operator is a person of this organisation',
	},
];
