import { robotSender } from '../behaviours/robot/message.mts';
import { parseWebhookMessage } from '../behaviours/webhook/message.mts';
import { isObject } from '../contract/check.mts';
import { ENDPOINTS } from '../contract/load.mts';
import { toJson } from '../json.mts';
import type { World } from '../server/call.mts';
import type { App } from '../state/seed.mts';
import type { BotMessage, PushInfo } from '../state/types.mts';
import { robotSignature } from './crypto.mts';
import { postJson } from './post.mts';

/** Gives a message to the robot's own address; what it answers is said in the chat. */
export async function postMessage(
	world: World,
	app: App,
	url: string,
	message: BotMessage,
): Promise<void> {
	const { store, ledger, callbacks } = world;
	const info = ledger.open({
		kind: 'message',
		key: message.msgId,
		clientId: app.clientId,
		via: 'http',
		createdAt: store.now(),
	});
	// Nothing is documented about a second attempt: there is none [unverified].
	Object.assign(info, { attempts: 1, status: 'pushed', lastPushedAt: store.now() });
	store.changed();
	const { signal } = callbacks;
	const timestamp = String(store.now());
	const headers = { timestamp, sign: robotSignature(app.clientSecret, timestamp) };
	const answer = await postJson(url, toJson(message), signal, headers);
	if (signal.aborted) return;
	finish(info, readAnswer(world, app, message, answer));
	store.changed();
}

function finish(info: PushInfo, problem: string | undefined): void {
	info.status = problem ? 'lost' : 'acked';
	if (problem) info.problem = problem;
}

/** Says in the chat what the app answered; tells what was wrong with the answer. */
function readAnswer(
	world: World,
	app: App,
	message: BotMessage,
	answer: Awaited<ReturnType<typeof postJson>>,
): string | undefined {
	if ('problem' in answer) return answer.problem;
	if (answer.status !== 200) return `HTTP status ${answer.status}`;
	if (answer.text.trim() === '') return undefined;
	let body: unknown;
	try {
		body = JSON.parse(answer.text);
	} catch {
		return 'the answer is no JSON';
	}
	if (!isObject(body)) return 'the answer is no JSON object';
	if (Object.keys(body).length === 0 || body.msgtype === 'empty') return undefined;
	const [endpoint] = ENDPOINTS.filter(({ id }) => id === 'robot.session.reply');
	const said = parseWebhookMessage(world.store, endpoint, body);
	if ('status' in said) return `the answer is no message: ${said.code}`;
	world.store.post({
		via: 'session',
		sender: robotSender(app),
		target:
			message.conversationType === '2'
				? { openConversationId: message.conversationId }
				: { userIds: [writerIdOf(world, message)] },
		...said,
	});
	return undefined;
}

/** Outsiders have no userId: the message that is answered knows who wrote it. */
const writerIdOf = ({ store }: World, { msgId, senderId }: BotMessage): string =>
	store.messages.find(({ id }) => id === msgId)?.sender.id ?? senderId;
