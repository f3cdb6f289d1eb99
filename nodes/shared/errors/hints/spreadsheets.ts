import type { Hint } from './hint';

/** Online spreadsheets (钉钉表格). */
export const spreadsheets: readonly Hint[] = [
	{
		codes: ['invalidRequest.document.stillInitializing'],
		// Refused, so that the same call may follow; for a new document it does after some seconds.
		kind: 'rateLimited',
		title: 'DingTalk is still preparing the document',
		cure: 'A new document takes some seconds until it can be used. Nothing was done: try again later',
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
		codes: ['forbidden.operationIllegal'],
		kind: 'invalid',
		title: 'DingTalk does not allow this in this place of the document',
		cure: "Cells that are locked, or are part of a pivot table or of todos, cannot be changed, and the last sheet cannot be deleted. DingTalk's own text below may say more",
	},
	{
		codes: ['forbidden.document.sizeOverLimit'],
		kind: 'tooLong',
		title: 'The document is too large for DingTalk to go on with it',
		cure: 'Delete rows or sheets that are not needed, or begin another document',
	},
	{
		codes: ['invalidRequest.inputArgs.workbookIdIllegal', 'invalidRequest.resource.notWorkbook'],
		kind: 'invalid',
		title: 'This is no spreadsheet of DingTalk',
		cure: 'Give the link of an online spreadsheet (在线表格), with /i/nodes/ in it. Excel files in the drive, documents and AI tables are other things',
	},
	{
		codes: [
			'invalidRequest.inputArgs.operatorIdIllegal',
			'invalidRequest.inputArgs.unionIdIllegal',
		],
		kind: 'invalid',
		title: 'DingTalk does not know the person who acts',
		cure: 'The Operator has to be a person of the organisation that the app belongs to',
	},
	{
		codes: ['invalidRequest.resource.notFound'],
		kind: 'notFound',
		title: 'DingTalk finds no such document or sheet',
		cure: 'Check the link, and the name or ID of the sheet. It is also what DingTalk says where the person who acts has no access: share the document with the Operator',
	},
	{
		codes: ['invalidRequest.inputArgs.invalid', 'MissingString'],
		kind: 'invalid',
		title: 'DingTalk finds something wrong with what is asked for',
		cure: "DingTalk's own text below may say what. A range must lie within the rows and columns of the sheet",
	},
	{
		codes: ['serviceBusy'],
		kind: 'busy',
		title: 'DingTalk was too busy to work on the document',
		cure: 'Try again later. Look into the document before writing the same again',
	},
];
