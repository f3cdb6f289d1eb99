import type { Resource } from '../../operation/operation';
import { getReadStatus } from './getReadStatus.operation';
import { recall } from './recall.operation';
import { send } from './send.operation';

/** DING (钉一下): a reminder that rings, by the app, SMS or a call. Part of paid editions. */
export const ding: Resource = {
	value: 'ding',
	name: 'DING',
	operations: [send, recall, getReadStatus],
};
