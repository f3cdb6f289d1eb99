import type { Hint } from './hint';

/** What all documents answer alike: online spreadsheets (在线表格), AI tables (AI 表格). */
export const documents: readonly Hint[] = [
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
