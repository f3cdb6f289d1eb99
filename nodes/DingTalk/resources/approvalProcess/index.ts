import type { Resource } from '../../operation/operation';
import { forecast } from './forecast.operation';
import { getAll } from './getAll.operation';
import { getSchema } from './getSchema.operation';

/** 审批模板: the forms that approvals are started with, and their flows. */
export const approvalProcess: Resource = {
	value: 'approvalProcess',
	name: 'Approval Process',
	operations: [getAll, getSchema, forecast],
};
