import type { Hint } from './hint';

/** AI tables, and the nodes of knowledge bases that they are. */
export const aiTables: readonly Hint[] = [
	{
		codes: ['invalidRequest.document.notFound'],
		kind: 'notFound',
		title: 'There is no such document, or the Operator has no access to it',
		cure: "Check the address or ID of the base. DingTalk says the same where the person who acts may not open it: share the base with the Operator (分享 in DingTalk), with the right to edit for changes, or choose another person as 'Operator'",
	},
	{
		codes: ['invalidRequest.document.typeIllegal'],
		kind: 'invalid',
		title: 'The document is no AI table',
		cure: 'Give the address of an AI table (AI 表格, 多维表); spreadsheets and text documents are other kinds of documents',
	},
	{
		codes: ['invalidRequest.document.broken'],
		kind: 'other',
		title: 'The document is damaged',
		cure: 'Open it in DingTalk; an earlier version of it can be restored there',
	},
	{
		codes: ['invalidRequest.duplicateClientToken'],
		kind: 'other',
		title: 'DingTalk has taken these records already, in an attempt whose answer was lost',
		cure: 'They are in the table: nothing was created twice. Look them up with AI Table Record > Get Many',
	},
	{
		codes: ['service.timeout'],
		kind: 'busy',
		title: 'DingTalk took too long over the document',
		cure: 'Try again later',
	},
	{
		codes: ['notWritten'],
		kind: 'other',
		title: 'DingTalk confirmed the record, and did not write all of it',
		cure: 'Look whether the people, departments or records exist and the app may see them. The record is there: Retry On Fail adds no second one',
	},
];
