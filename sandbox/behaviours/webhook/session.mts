import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { oapiError } from '../../contract/answers.mts';
import { checkParams, parseBody } from '../../contract/check.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Call, World } from '../../server/call.mts';
import type { Session } from '../../state/store.mts';
import { robotSender } from '../robot/message.mts';
import { parseWebhookMessage } from './message.mts';

const PATH = '/robot/sendBySession';

// Long load runs must not eat the machine.
const MAX_SESSIONS = 50_000;

/** Opens the way back to whoever wrote to a robot: an address for 90 minutes. */
export function openSession(
	{ store, oapiUrl }: World,
	endpoint: Endpoint,
	session: Omit<Session, 'expiresAt'>,
) {
	const { minutes } = endpoint.limits as { minutes: number };
	const key = randomBytes(16).toString('hex');
	const expiresAt = store.now() + minutes * 60_000;
	store.sessions.set(key, { ...session, expiresAt });
	// The oldest ends first anyway.
	const [oldest] = store.sessions.keys();
	if (store.sessions.size > MAX_SESSIONS) store.sessions.delete(oldest);
	return {
		sessionWebhook: `${oapiUrl()}${PATH}?session=${key}`,
		sessionWebhookExpiredTime: expiresAt,
	};
}

/** Whose session it is: unknown and expired ones are both 300001. */
export function findSession({ store }: World, endpoint: Endpoint, call: Call): Session | Answer {
	const session = store.sessions.get(call.query.session ?? '');
	if (!session || session.expiresAt <= store.now()) return oapiError(endpoint, 300001);
	return session;
}

/** `POST /robot/sendBySession`: the body of /robot/send; no token, no sign. */
export function sendBySession(
	{ store }: World,
	endpoint: Endpoint,
	session: Session,
	call: Call,
): Answer {
	const parsed = parseBody(endpoint, call.contentType, call.raw);
	if (parsed.refusal) return parsed.refusal;
	const { bodyBytes } = endpoint.limits as { bodyBytes: number };
	if (call.raw.length > bodyBytes) return oapiError(endpoint, 460101);
	const checked = checkParams(endpoint, endpoint.body, parsed.values, false);
	if (checked.refusal) return checked.refusal;
	const message = parseWebhookMessage(store, endpoint, checked.values);
	if ('status' in message) return message;
	const app = store.appByRobotCode(session.robotCode);
	const { openConversationId, userId } = session;
	// The group or the robot is gone [unverified].
	if (!app || (openConversationId && !store.liveGroup(openConversationId))) {
		return oapiError(endpoint, 300001);
	}
	store.post({
		via: 'session',
		sender: robotSender(app),
		target: openConversationId ? { openConversationId } : { userIds: [userId] },
		...message,
	});
	return { status: 200, body: { errcode: 0, errmsg: 'ok' }, code: '' };
}
