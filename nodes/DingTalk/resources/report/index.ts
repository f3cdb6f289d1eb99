import type { Resource } from '../../operation/operation';
import { getAll } from './getAll.operation';

/** What people write about their work, day by day or week by week (日志). */
export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [getAll],
};
