import { dingtalkId } from '../dingtalkId.mts';
import { CORP_ID } from '../state/seed.mts';
import type { Store } from '../state/store.mts';
import type { ToRobotMessage } from '../state/types.mts';

/** Whoever writes to a robot. */
export interface Writer {
	/** A userId, or what tells outsiders apart. */
	id: string;
	name: string;
	isAdmin: boolean;
	corpId: string;
	/** Of the robot's own organisation only. */
	userId?: string;
	unionId?: string;
	dingtalkId: string;
}

/** Of whom an app is told neither userId nor unionId. */
const OTHER_CORP_ID = 'dingothercorp';

/** A person of the sandbox, or the outsider of the message; throws when there is neither. */
export function writerOf(store: Store, userId: string, { outsider }: ToRobotMessage): Writer {
	if (outsider) {
		const { name, id = name, corpId = OTHER_CORP_ID } = outsider;
		if (!name) throw new TypeError('Expected outsider: {name}');
		return { id, name, isAdmin: false, corpId, dingtalkId: dingtalkId(id) };
	}
	const person = store.people.get(userId);
	if (!person) throw new TypeError(`Expected a userId of the sandbox, got "${userId}"`);
	const { name, unionId, isAdmin = false } = person;
	const ids = { userId, unionId, dingtalkId: dingtalkId(userId) };
	return { id: userId, name, isAdmin, corpId: CORP_ID, ...ids };
}
