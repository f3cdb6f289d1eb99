import { appCredential } from '../../../helpers/dingTalk.mts';

/** A unionId by its looks: taken as one without asking DingTalk. */
export const OPERATOR = 'operatorOfTheCredentialiE';
/** A credential whose operator costs no lookup. */
export const withOperator = () => appCredential({ operatorId: OPERATOR });

export const TASKS = `/v1.0/todo/users/${OPERATOR}/tasks`;
/** Beyond 2^53. */
export const BIG_ID = '14829304756100000123';
export const taskCall = (method: string, rest = '') =>
	`${method} ${TASKS}/${BIG_ID}${rest}?operatorId=${OPERATOR}`;

/** What DingTalk answers to a change. */
export const DONE = { result: true, requestId: 'req-1' };

/** A person by unionId in a picker. */
export const union = (value: string) => ({ __rl: true, mode: 'unionId', value });
/** Pickers of people by unionId. */
export const people = (...unionIds: string[]) => ({
	person: unionIds.map((unionId) => ({ user: union(unionId) })),
});

export const DUE = Date.parse('2026-05-08T18:00:00-04:00');

/** A todo as create and get answer it. */
export const wireTodo = (further: object = {}) => ({
	id: BIG_ID,
	subject: 'Sign the report 签署报告',
	description: 'Page 3',
	startTime: 1_777_600_000_000,
	dueTime: DUE,
	done: false,
	executorIds: ['union-a', 'union-b'],
	participantIds: [],
	detailUrl: { appUrl: 'https://example.com/1', pcUrl: 'https://example.com/1' },
	source: 'dingtest',
	sourceId: 'order-7',
	createdTime: 1_777_600_000_000,
	modifiedTime: 1_777_600_000_000,
	creatorId: OPERATOR,
	modifierId: OPERATOR,
	bizTag: 'dingtest',
	requestId: 'req-1',
	isOnlyShowExecutor: false,
	priority: 30,
	...further,
});

/** The same in our own words. */
export const TODO = {
	todoId: BIG_ID,
	subject: 'Sign the report 签署报告',
	description: 'Page 3',
	isDone: false,
	dueTime: '2026-05-08T22:00:00.000Z',
	priority: 'high',
	executorUnionIds: ['union-a', 'union-b'],
	creatorUnionId: OPERATOR,
	sourceId: 'order-7',
	createdTime: '2026-05-01T01:46:40.000Z',
};
