import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemReader } from '../../shared/params/params';
import { robotRouting } from '../sending/hooks';
import type { ReadMessage } from '../sending/readMessage';
import { showFor } from '../../shared/fields/showFor';

/** One entry of the Operation dropdown: its form, and how it becomes a message. */
export interface RobotOperation {
	value: string;
	/** Title case. */
	name: string;
	/** Sentence case: `Send a text message`. */
	action: string;
	description: string;
	fields: INodeProperties[];
	/** @throws InputError for values of the wrong kind */
	read: ReadMessage;
}

/** The Operation dropdown with the requests behind it, and the fields of each operation. */
export function toProperties(operations: RobotOperation[]): INodeProperties[] {
	const options: INodePropertyOptions[] = operations.map(
		({ value, name, action, description, fields, read }) => ({
			value,
			name,
			action,
			description,
			routing: robotRouting(fields, read),
		}),
	);
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options,
			default: 'sendText',
		},
		...operations.flatMap(({ value, fields }) => showFor({ operation: [value] }, fields)),
	];
}

/** The idempotency key that the user gave, if any. */
export const keyOf = (read: ItemReader): string | undefined =>
	read.group('options').idIfAny('msgUuid') || undefined;
