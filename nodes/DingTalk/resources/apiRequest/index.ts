import type { Resource } from '../../operation/operation';
import { send } from './send.operation';

export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	operations: [send],
};
