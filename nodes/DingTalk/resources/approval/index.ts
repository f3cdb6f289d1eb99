import type { Resource } from '../../operation/operation';
import { create } from './create.operation';

/** 审批. */
export const approval: Resource = {
	value: 'approval',
	name: 'Approval',
	operations: [create],
};
