import type { Hint } from './hint';

/** Online spreadsheets (钉钉表格). */
export const spreadsheets: readonly Hint[] = [
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
		codes: ['serviceBusy'],
		kind: 'busy',
		title: 'DingTalk was too busy to work on the document',
		cure: 'Try again later. Look into the document before writing the same again',
	},
];
