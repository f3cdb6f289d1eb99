import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import { idNumber } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { WorkNotification } from '../../state/workNotifications.mts';
import { WORK_NOTIFICATION_LIMITS } from '../../state/workNotifications.mts';
import { deliverDue } from './send.mts';

const DAY_MS = 24 * 60 * 60 * 1000;
const STATUS_BAR_DAYS = 7;
const MAX_RESULT_PEOPLE = 100;
const MAX_STATUS_BAR_PEOPLE = 5;

interface Codes {
	agent: number;
	task: number;
}

const CODES: Codes = { agent: 40056, task: 40035 };

/** The app's notification, if it is not older than `lifeMs`; or the refusal. */
function find(
	{ store }: World,
	{ endpoint, body, app }: Request,
	taskId: unknown,
	lifeMs: number,
	codes = CODES,
): WorkNotification | Answer {
	deliverDue(store);
	if (body.agent_id !== String(app.agentId)) return oapiError(endpoint, codes.agent);
	const notification = store.workNotifications.tasks.get(taskId as string);
	// The code of a task that is too old is [unverified].
	const isKnown =
		notification?.clientId === app.clientId && store.now() - notification.sentAt <= lifeMs;
	return isKnown ? notification : oapiError(endpoint, codes.task);
}

/**
 * `POST …/getsendprogress`: queued for the first half of the sandbox's delay, sending in the
 * second. The pages disagree about its life, 24 hours or 7 days: a day here [unverified].
 */
export const workNotificationProgress: Behaviour = (world, request) => {
	const notification = find(world, request, request.body.task_id, DAY_MS);
	if ('status' in notification) return notification;
	const length = notification.dueAt - notification.sentAt;
	const share = length > 0 ? Math.min(1, (world.store.now() - notification.sentAt) / length) : 1;
	const status = share >= 1 ? 2 : share >= 0.5 ? 1 : 0;
	const percent = share >= 1 ? 100 : Math.floor(Math.max(0, share - 0.5) * 200);
	return oapiOk({ progress: { progress_in_percent: percent, status } });
};

/** `POST …/getsendresult`: 24 hours, at most 100 recipients. */
export const workNotificationResult: Behaviour = (world, request) => {
	const notification = find(world, request, request.body.task_id, DAY_MS);
	if ('status' in notification) return notification;
	if (notification.recipients > MAX_RESULT_PEOPLE) return oapiError(request.endpoint, 41052);
	const { invalidUserIds, invalidDeptIds, forbidden, failed, reached, message, isDone } =
		notification;
	const readBy = message?.readBy ?? [];
	const lists = {
		invalid_user_id_list: invalidUserIds,
		forbidden_user_id_list: forbidden.map(({ userId }) => userId),
		failed_user_id_list: failed,
		read_user_id_list: reached.filter((userId) => readBy.includes(userId)),
		unread_user_id_list: reached.filter((userId) => !readBy.includes(userId)),
		invalid_dept_id_list: invalidDeptIds.map(idNumber),
		// `count` is the limit that was reached [unverified].
		forbidden_list: forbidden.map(({ userId, code }) => ({
			code,
			count: WORK_NOTIFICATION_LIMITS[code],
			userid: userId,
		})),
	};
	// Before it is sent nothing is known [unverified].
	const nothing = Object.fromEntries(Object.keys(lists).map((name) => [name, []]));
	return oapiOk({ send_result: isDone ? lists : nothing });
};

/** `POST …/recall`: the id is called `msg_task_id` here only. */
export const recallWorkNotification: Behaviour = (world, request) => {
	const codes = { agent: 400002, task: 400002 };
	const notification = find(world, request, request.body.msg_task_id, DAY_MS, codes);
	if ('status' in notification) return notification;
	notification.recalled = true;
	if (notification.message) {
		notification.message.recalled = true;
		world.store.emit('message', notification.message);
	}
	return oapiOk();
};

/** `POST …/status_bar/update`: OA messages, seven days. */
export const updateStatusBar: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const notification = find(world, request, body.task_id, STATUS_BAR_DAYS * DAY_MS);
	if ('status' in notification) return notification;
	const background = body.status_bg as string | undefined;
	if (background && !/^0x[0-9a-f]{8}$/i.test(background)) {
		return oapiError(endpoint, 40035, '不合法的参数 status_bg');
	}
	// Refused for other kinds; the code is [unverified].
	if (!notification.content.oa) return oapiError(endpoint, 40035, '不合法的参数 task_id');
	if (notification.recipients > MAX_RESULT_PEOPLE) return oapiError(endpoint, 41052);
	// Beyond five people, or sent to departments, it is taken and not shown.
	if (notification.isByPerson && notification.recipients <= MAX_STATUS_BAR_PEOPLE) {
		notification.content.oa.statusBar = { value: body.status_value as string, background };
		if (notification.message) world.store.emit('message', notification.message);
	}
	return oapiOk();
};
