import type { Hint } from './hint';

/** What all documents answer alike: documents and knowledge bases (知识库), online spreadsheets (在线表格), AI tables (AI 表格). */
export const documents: readonly Hint[] = [
	{
		codes: ['invalidRequest.workspaceNode.nameConflict'],
		kind: 'invalid',
		title: 'The knowledge base or folder has something of that name already',
		cure: 'Take another name, or change the document that is there: Knowledge Base Node > Get Many lists it',
	},
	{
		codes: ['invalidRequest.workspaceNode.parentNotFound', 'parentNodeNotExist'],
		kind: 'notFound',
		title: 'There is no such folder, or the Operator has no access to it',
		cure: 'Check the folder: it must belong to the knowledge base, and the person who acts must be able to open it',
	},
	{
		codes: ['workspaceNotExist', 'isNotWorkspace', 'invalidRequest.workspace.deleted'],
		kind: 'notFound',
		title: 'There is no such knowledge base',
		cure: 'Choose it from the list, or take its ID from Knowledge Base > Get Many',
	},
	{
		codes: [
			'invalidRequest.workspaceNode.notInWorkspace',
			'invalidRequest.document.deleted',
			'docNotExist',
		],
		kind: 'notFound',
		title: 'There is no such document, or the Operator has no access to it',
		cure: 'Check its address, and whether it was deleted or moved; share it with the Operator (分享 in DingTalk)',
	},
	{
		codes: ['forbidden.accessDenied'],
		kind: 'range',
		title: 'The person who acts has no access to this document',
		cure: "Open the document in DingTalk, and under 'Share' (分享) let that person read it, or edit it where something is written: the Operator in the options, or of the credential. Or choose another Operator who has access",
	},
	{
		codes: ['forbidden.acrossOrg'],
		kind: 'range',
		title: 'The document belongs to another organisation',
		cure: "An app works on documents of its own organisation. Check the link, and which app's credential this is",
	},
	{
		codes: ['forbidden.user.notInOrg'],
		kind: 'invalid',
		title: 'The person who acts is not in the organisation of the app',
		cure: "Choose another person as 'Operator'",
	},
	{
		codes: ['invalidRequest.document.stillInitializing', 'invalidRequest.dataNotReady'],
		// Refused, so that the same call may follow; for a new document it does after some seconds.
		kind: 'rateLimited',
		title: 'DingTalk is still preparing the document',
		cure: 'A new document takes some seconds until it can be used. Nothing was done: try again later',
	},
	{
		codes: ['forbidden.operationIllegal'],
		kind: 'range',
		title: 'The Operator may not do this in the document, or in this place of it',
		cure: "Give the person who acts the right to edit it ('Share', 分享, in DingTalk), or choose another Operator. Cells that are locked, or are part of a pivot table or of todos, cannot be changed, and the last sheet cannot be deleted. DingTalk's own text below may say more",
	},
	{
		codes: ['invalidRequest.resource.notFound'],
		kind: 'notFound',
		title: 'DingTalk finds no such document, sheet, table, column or record',
		cure: 'Check the link, the name or ID of the sheet or table, and the record ID: IDs hold within their document only. It is also what DingTalk says where the person who acts has no access: share the document with the Operator',
	},
	{
		codes: ['invalidRequest.inputArgs.invalid', 'MissingString'],
		kind: 'invalid',
		title: 'DingTalk finds something wrong with what is asked for',
		cure: "DingTalk's own text below may say what. A range must lie within the rows and columns of the sheet; AI Table Field > Get Many tells the columns of an AI table and their types",
	},
];
