import type { Resource } from '../../operation/operation';
import { getAll } from './getAll.operation';

export const space: Resource = { value: 'space', name: 'Space', operations: [getAll] };
