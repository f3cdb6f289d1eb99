import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Todo } from '../../state/todos.mts';
import { DAY_MS } from '../calendar/times.mts';
import { isDoneFor, todoCard } from './shape.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

type Role = 'executor' | 'creator' | 'participant';

const ROLES = new Set<string>(['executor', 'creator', 'participant']);

function rolesOf(todo: Todo, unionId: string): Role[] {
	const roles: Role[] = [];
	if (todo.executors.some((executor) => executor.unionId === unionId)) roles.push('executor');
	// "Only shown to executors" hides it from the lists of all others.
	if (todo.isOnlyShowExecutor) return roles;
	if (todo.creatorId === unionId) roles.push('creator');
	if (todo.participantIds.includes(unionId)) roles.push('participant');
	return roles;
}

/** The outer list is OR, the inner ones are AND. */
function hasRoles(roles: Role[], roleTypes: Role[][] | undefined): boolean {
	if (!roleTypes || roleTypes.length === 0) return roles.length > 0;
	return roleTypes.some((all) => all.length > 0 && all.every((role) => roles.includes(role)));
}

function isWithin(dueTime: number | undefined, from: unknown, to: unknown): boolean {
	if (from !== undefined && (dueTime ?? -Infinity) < (from as number)) return false;
	return to === undefined || (dueTime ?? Infinity) <= (to as number);
}

/** The todos on somebody's list that the body asks for, newest first [unverified]. */
function wanted({ store }: World, { endpoint, pathParams, body }: Request): Todo[] {
	const { unionId } = pathParams;
	const { finishedDays } = endpoint.limits as { finishedDays: number };
	const oldest = store.now() - finishedDays * DAY_MS;
	const { isDone, todoType, roleTypes, subject, fromDueTime, toDueTime } = body;
	return [...store.todos.values()]
		.filter((todo) => hasRoles(rolesOf(todo, unionId), roleTypes as Role[][] | undefined))
		.filter((todo) => !todo.isDone || (todo.finishTime ?? 0) >= oldest)
		.filter((todo) => isDone === undefined || isDoneFor(todo, unionId) === isDone)
		.filter((todo) => todoType === undefined || todo.todoType === todoType)
		.filter((todo) => typeof subject !== 'string' || todo.subject.includes(subject))
		.filter((todo) => isWithin(todo.dueTime, fromDueTime, toDueTime))
		.reverse();
}

function problem({ store }: World, { endpoint, pathParams, body }: Request): Answer | undefined {
	const refusal = unknownPerson(store, endpoint, [pathParams.unionId]);
	if (refusal) return refusal;
	const roles = ((body.roleTypes ?? []) as string[][]).flat();
	if (roles.every((role) => ROLES.has(role))) return undefined;
	return apiError(endpoint, endpoint.invalid ?? '');
}

/**
 * One page. The token is how many were told before (DingTalk's own example is "0"); a list that
 * changes between two pages may repeat one, or leave one out.
 */
function page(request: Request, todos: Todo[], size: number): Answer {
	const { endpoint, body, pathParams } = request;
	const token = (body.nextToken as string | undefined) || '0';
	if (!/^\d{1,9}$/.test(token)) {
		return apiError(endpoint, endpoint.invalid ?? '', { message: 'nextToken is invalid' });
	}
	const end = Number(token) + size;
	const todoCards = todos
		.slice(Number(token), end)
		.map((todo) => todoCard(todo, pathParams.unionId));
	return ok({ nextToken: end < todos.length ? String(end) : null, todoCards });
}

const pageSize = ({ endpoint }: Request): number => (endpoint.limits as { page: number }).page;

/** `POST …/org/tasks/query`: no size of a page can be asked for. */
export const queryTodos: Behaviour = (world, request) =>
	problem(world, request) ?? page(request, wanted(world, request), pageSize(request));

/** `POST …/organizations/tasks/query`, of the npm SDK only: with a size, an order, a subject. */
export const queryTodosByUser: Behaviour = (world, request) => {
	const refusal = problem(world, request);
	if (refusal) return refusal;
	const { maxResults = pageSize(request), orderBy, orderDirection } = request.body;
	const todos = wanted(world, request);
	const name = orderBy as 'createdTime' | 'modifiedTime' | 'dueTime' | undefined;
	if (name) todos.sort((a, b) => (b[name] ?? 0) - (a[name] ?? 0));
	if (orderDirection === 'asc') todos.reverse();
	const answer = page(request, todos, maxResults as number);
	if (answer.code !== '') return answer;
	return ok({ ...(answer.body as object), maxResults });
};

/** `POST …/tasks/count`, of the npm SDK only; there is no recycle bin here. */
export const countTodos: Behaviour = (world, request) =>
	problem(world, request) ??
	ok({ result: request.body.isRecycled === true ? 0 : wanted(world, request).length });
