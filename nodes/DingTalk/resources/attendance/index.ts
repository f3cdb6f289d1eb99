import type { Resource } from '../../operation/operation';
import { getPunches } from './getPunches.operation';
import { getResults } from './getResults.operation';

/** Who came and left when (考勤). */
export const attendance: Resource = {
	value: 'attendance',
	name: 'Attendance',
	operations: [getResults, getPunches],
};
