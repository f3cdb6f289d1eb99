import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll.operation';

/** 日历: what events are in. */
export const calendar: Resource = {
	value: 'calendar',
	name: 'Calendar',
	operations: [getAll],
};
