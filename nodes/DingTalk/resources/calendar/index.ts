import type { Resource } from '../../operation/operation';
import { getAll } from './getAll.operation';

/** 日历: what events are in. */
export const calendar: Resource = {
	value: 'calendar',
	name: 'Calendar',
	operations: [getAll],
};
