import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import { idNumber, toJson } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { WorkNotification } from '../../state/workNotifications.mts';
import type { Store } from '../../state/store.mts';
import { isDepartmentVisible, subtreeOf } from '../contacts/departmentTree.mts';
import { readMsg } from '../legacy/msg.mts';

const MSG_CODES = { type: 40035, content: 40035, text: '不合法的参数 msg.' };
const MAX_STATUS_BAR_PEOPLE = 5;

/** Who a notification is for. */
interface Recipients {
	userIds: string[];
	invalidUserIds: string[];
	invalidDeptIds: string[];
	kind: 'people' | 'departments' | 'all';
}

function csv(value: unknown): string[] {
	if (typeof value !== 'string') return [];
	const parts = value.split(',').map((part) => part.trim());
	return [...new Set(parts.filter((part) => part !== ''))];
}

const everyone = (store: Store): string[] =>
	[...store.people.values()].filter((person) => person.visible).map((person) => person.userId);

// One recipient field, and its maximum; the code and texts are [unverified].
function readRecipients({ store }: World, { endpoint, body }: Request): Recipients | Answer {
	const limits = endpoint.limits as { userIds: number; departments: number };
	const named = csv(body.userid_list);
	const deptIds = csv(body.dept_id_list);
	const given = [named.length > 0, deptIds.length > 0, body.to_all_user === true];
	if (given.filter(Boolean).length !== 1) {
		const text = 'userid_list,dept_id_list,to_all_user必须有且只有一个不能为空';
		return oapiError(endpoint, 40035, text);
	}
	if (named.length > limits.userIds) return oapiError(endpoint, 40035, '不合法的参数 userid_list');
	if (deptIds.length > limits.departments || !deptIds.every((id) => /^\d+$/.test(id))) {
		return oapiError(endpoint, 40035, '不合法的参数 dept_id_list');
	}
	const none = { invalidUserIds: [], invalidDeptIds: [] };
	if (body.to_all_user === true) return { ...none, userIds: everyone(store), kind: 'all' };
	if (named.length > 0) {
		// Somebody outside the visible range is reported like somebody unknown [unverified].
		const isValid = (userId: string): boolean => store.people.get(userId)?.visible === true;
		const invalidUserIds = named.filter((userId) => !isValid(userId));
		return { ...none, userIds: named.filter(isValid), invalidUserIds, kind: 'people' };
	}
	const valid = deptIds.filter((deptId) => isDepartmentVisible(store, deptId));
	const wanted = new Set(valid.flatMap((deptId) => subtreeOf(store, deptId)));
	const userIds = everyone(store).filter((userId) =>
		store.people.get(userId)?.deptIds.some((deptId) => wanted.has(deptId)),
	);
	const invalidDeptIds = deptIds.filter((deptId) => !valid.includes(deptId));
	return { ...none, userIds, invalidDeptIds, kind: 'departments' };
}

/**
 * `POST /topapi/message/corpconversation/asyncsend_v2`. Over a limit it still answers
 * errcode 0; `getsendresult` tells who was left out.
 */
export const sendWorkNotification: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint, app } = request;
	if (body.agent_id !== String(app.agentId)) return oapiError(endpoint, 40056);
	const recipients = readRecipients(world, request);
	if ('status' in recipients) return recipients;
	const msg = readMsg(store, endpoint, body.msg as Record<string, unknown>, MSG_CODES);
	if ('status' in msg) return msg;

	const now = store.now();
	const { userIds, invalidUserIds, invalidDeptIds, kind } = recipients;
	const isByPerson = kind === 'people';
	const isBarShown = isByPerson && userIds.length + invalidUserIds.length <= MAX_STATUS_BAR_PEOPLE;
	if (!isBarShown) delete msg.content.oa?.statusBar;
	const notification: WorkNotification = {
		taskId: store.workNotifications.newTaskId(),
		clientId: app.clientId,
		sentAt: now,
		dueAt: now + world.workNotificationDelayMs,
		...msg,
		recipients: userIds.length + invalidUserIds.length,
		isByPerson,
		invalidUserIds,
		invalidDeptIds,
		forbidden: [],
		failed: [],
		reached: [],
		recalled: false,
		isDone: false,
	};
	// The code of the fourth send to everyone in a day is [unverified].
	const isOver = kind === 'all' && !store.workNotifications.takeToAll(app.clientId, now);
	const text = toJson(body.msg);
	for (const userId of userIds) {
		const code = isOver ? '143105' : store.workNotifications.book(app.clientId, userId, text, now);
		if (code) notification.forbidden.push({ userId, code });
		else if (store.workNotifications.takeFailure(userId)) notification.failed.push(userId);
		else notification.reached.push(userId);
	}
	store.workNotifications.tasks.set(notification.taskId, notification);
	planDelivery(store, notification);
	return oapiOk({ task_id: idNumber(notification.taskId) });
};

/** Shows every notification whose time has come. */
export function deliverDue(store: Store): void {
	for (const notification of store.workNotifications.tasks.values()) {
		if (notification.isDone || notification.dueAt > store.now()) continue;
		notification.isDone = true;
		if (!notification.recalled) deliver(store, notification);
	}
}

function deliver(store: Store, notification: WorkNotification): void {
	const { taskId, kind, content, mediaIds, clientId, reached, forbidden, failed } = notification;
	const time = store.now();
	store.workNotifications.drop([
		...forbidden.map(({ userId, code }) => ({ taskId, userId, code, time })),
		...failed.map((userId) => ({ taskId, userId, code: 'failed', time })),
	]);
	if (reached.length > 0) {
		notification.message = store.post({
			via: 'work-notification',
			sender: { type: 'app', id: clientId, name: store.apps.get(clientId)?.name ?? clientId },
			target: { userIds: reached },
			kind,
			content,
			mediaIds,
			taskId,
		});
	}
	if (forbidden.length + failed.length > 0) store.changed();
}

/** So that the page shows a delayed notification without anybody asking. */
function planDelivery(store: Store, notification: WorkNotification): void {
	const waitMs = notification.dueAt - store.now();
	// A timer counts from when its turn of the loop began, and may fire before its time by the clock.
	if (waitMs <= 0) deliverDue(store);
	else setTimeout(() => planDelivery(store, notification), waitMs).unref();
}
