import type { Resource } from '../../../shared/operation';
import { convertChatId } from './convertChatId.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const conversation: Resource = {
	value: 'conversation',
	name: 'Conversation',
	operations: [create, get, update, convertChatId],
};
