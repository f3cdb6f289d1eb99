import type { Resource } from '../../operation/operation';
import { findSlot } from './findSlot.operation';
import { get } from './get.operation';

/** 闲忙: when people and rooms are free. */
export const availability: Resource = {
	value: 'availability',
	name: 'Availability',
	operations: [get, findSlot],
};
