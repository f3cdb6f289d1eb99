import type { Operation, Resource } from '../shared/operation';
import { apiRequest } from './resources/apiRequest';
import { conversation } from './resources/conversation';
import { department } from './resources/department';
import { ding } from './resources/ding';
import { media } from './resources/media';
import { message } from './resources/message';
import { user } from './resources/user';
import { workNotification } from './resources/workNotification';
import { workRecord } from './resources/workRecord';

/** The Resource dropdown, in its order. */
export const RESOURCES: readonly Resource[] = [
	apiRequest,
	conversation,
	department,
	ding,
	media,
	message,
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
