import type { Resource } from '../../operation/operation';
import { getReadStatus } from './getReadStatus.operation';
import { recall } from './recall.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait.operation';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [send, sendAndWait, recall, getReadStatus],
};
