import type { Hint } from './hint';

/** Results and punches of attendance. */
export const attendance: readonly Hint[] = [
	{
		codes: ['41041'],
		kind: 'invalid',
		title: 'DingTalk tells of attendance for at most 7 days a call',
		cure: 'Ask for a shorter range. Attendance > Get Results and Get Punches take any range, and make as many calls as it needs',
	},
];
