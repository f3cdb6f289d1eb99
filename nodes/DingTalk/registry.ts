import type { Operation, Resource } from './operation/operation';
import { aiTable } from './resources/aiTable';
import { aiTableField } from './resources/aiTableField';
import { aiTableRecord } from './resources/aiTableRecord';
import { apiRequest } from './resources/apiRequest';
import { approval } from './resources/approval';
import { approvalProcess } from './resources/approvalProcess';
import { attendance } from './resources/attendance';
import { availability } from './resources/availability';
import { calendar } from './resources/calendar';
import { calendarEvent } from './resources/calendarEvent';
import { card } from './resources/card';
import { conversation } from './resources/conversation';
import { department } from './resources/department';
import { ding } from './resources/ding';
import { document } from './resources/document';
import { file } from './resources/file';
import { knowledgeBase } from './resources/knowledgeBase';
import { knowledgeBaseNode } from './resources/knowledgeBaseNode';
import { media } from './resources/media';
import { message } from './resources/message';
import { report } from './resources/report';
import { space } from './resources/space';
import { spreadsheetRange } from './resources/spreadsheetRange';
import { spreadsheetRow } from './resources/spreadsheetRow';
import { spreadsheetSheet } from './resources/spreadsheetSheet';
import { todo } from './resources/todo';
import { user } from './resources/user';
import { workNotification } from './resources/workNotification';
import { workRecord } from './resources/workRecord';

/** The Resource dropdown, in its order. */
export const RESOURCES: readonly Resource[] = [
	aiTable,
	aiTableField,
	aiTableRecord,
	apiRequest,
	approval,
	approvalProcess,
	attendance,
	availability,
	calendar,
	calendarEvent,
	card,
	department,
	ding,
	document,
	file,
	conversation,
	knowledgeBase,
	knowledgeBaseNode,
	media,
	message,
	report,
	space,
	spreadsheetRange,
	spreadsheetRow,
	spreadsheetSheet,
	todo,
	user,
	workNotification,
	workRecord,
];

const OPERATIONS = new Map<string, Operation>();
for (const resource of RESOURCES) {
	for (const operation of resource.operations) {
		const key = `${resource.value}/${operation.value}`;
		if (OPERATIONS.has(key)) throw new Error(`Two operations are called ${key}`);
		OPERATIONS.set(key, operation);
	}
}

/** The operation that the two dropdowns name, or undefined. */
export const findOperation = (resource: string, operation: string): Operation | undefined =>
	OPERATIONS.get(`${resource}/${operation}`);
