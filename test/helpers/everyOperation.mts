/** A working example of every operation, and of each variant of one that makes another call. */
import type { Row } from '../answers/row.mts';
import { apiRequestRows } from '../answers/rows/apiRequests.mts';
import { calendarRows } from '../answers/rows/calendar.mts';
import { contactRows } from '../answers/rows/contacts.mts';
import { conversationRows } from '../answers/rows/conversations.mts';
import { messageRows } from '../answers/rows/messages.mts';
import { robotRows } from '../answers/rows/robot.mts';
import { workRows } from '../answers/rows/work.mts';

export const EVERY_OPERATION: readonly Row[] = [
	...apiRequestRows,
	...calendarRows,
	...conversationRows,
	...contactRows,
	...messageRows,
	...workRows,
	...robotRows,
];
