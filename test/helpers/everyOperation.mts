/** A working example of every operation, and of each variant of one that makes another call. */
import type { Row } from '../answers/row.mts';
import { aiTableRows } from '../answers/rows/aiTables.mts';
import { documentRows } from '../answers/rows/documents.mts';
import { apiRequestRows } from '../answers/rows/apiRequests.mts';
import { approvalFormRows } from '../answers/rows/approvalForms.mts';
import { approvalRows } from '../answers/rows/approvals.mts';
import { aroundRows } from '../answers/rows/around.mts';
import { calendarRows } from '../answers/rows/calendar.mts';
import { cardRows } from '../answers/rows/cards.mts';
import { contactRows } from '../answers/rows/contacts.mts';
import { conversationRows } from '../answers/rows/conversations.mts';
import { fileRows } from '../answers/rows/files.mts';
import { messageRows } from '../answers/rows/messages.mts';
import { robotRows } from '../answers/rows/robot.mts';
import { spreadsheetRows } from '../answers/rows/spreadsheets.mts';
import { workRows } from '../answers/rows/work.mts';

/** Of the DingTalk node. */
export const APP_OPERATIONS: readonly Row[] = [
	...aiTableRows,
	...documentRows,
	...apiRequestRows,
	...approvalFormRows,
	...approvalRows,
	...calendarRows,
	...cardRows,
	...conversationRows,
	...contactRows,
	...fileRows,
	...messageRows,
	...spreadsheetRows,
	...workRows,
];

/** Of the group robot. */
export const ROBOT_OPERATIONS: readonly Row[] = robotRows;

/** Calls beside operations: tokens, credential tests, pickers, triggers. */
export const AROUND: readonly Row[] = aroundRows;

export const EVERY_CALL: readonly Row[] = [...APP_OPERATIONS, ...ROBOT_OPERATIONS, ...AROUND];
