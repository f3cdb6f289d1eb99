import { chunksOf } from '../batches';
import type { Clock } from '../run/clock';
import type { Failure, Outcome } from '../errors/failure';
import { HOPELESS } from '../errors/failure';
import { APP_ROBOT_LIMITS } from '../messages/limits';
import type { RobotMessage } from '../messages/msgParam';
import type { Memory } from '../memory';
import { noMemory } from '../memory';
import { runInOrder } from '../run/runInOrder';
import type { Reply } from '../transport/reply';
import type { DingTalkApi } from '../transport/api';
import type { Recipient } from './recipient';
import { refusedOne, remember } from './recipient';

const CONCURRENT_BATCHES = 10;
/** Pauses before those whom DingTalk throttled are tried again. */
const THROTTLE_WAITS_MS = [2_000, 5_000, 10_000, 20_000];

interface BatchAnswer {
	processQueryKey: string;
	invalidStaffIdList?: string[];
	flowControlledStaffIdList?: string[];
}

/** Who sends, and until when. */
export interface Sender {
	api: DingTalkApi;
	clock: Clock;
	signal?: AbortSignal;
}

/** What became of one message. */
export interface Delivery {
	/**
	 * In the order given: accepted, invalid, throttled, failed, or unknown when DingTalk may have carried the
	 * call out although it failed.
	 */
	recipients: Recipient[];
	/** The first refusal of a call. */
	failure?: Failure;
}

/**
 * One message to any number of people, 20 per call. Those whom DingTalk throttles are tried again, and only
 * they; nobody who accepted it gets it twice.
 *
 * @param memory those who got it, or may have, in an attempt that failed for others
 * @see DingTalk docs "批量发送人与机器人会话中机器人消息": POST /v1.0/robot/oToMessages/batchSend
 */
export async function deliver(
	{ api, clock, signal }: Sender,
	robotCode: string,
	userIds: string[],
	message: RobotMessage,
	memory: Memory<Recipient> = noMemory(),
): Promise<Delivery> {
	const known = new Map<string, Recipient>(memory);
	let open = userIds.filter((userId) => !known.has(userId));
	let failure: Failure | undefined;
	let isHopeless = false;
	for (let round = 0; open.length > 0; round++) {
		const batches = chunksOf(open, APP_ROBOT_LIMITS.userIdsPerCall);
		const outcomes = await sendBatches(api, batches, robotCode, message);
		batches.forEach((batch, index) => {
			const outcome = outcomes[index];
			if (!outcome.ok) {
				failure ??= outcome.failure;
				isHopeless ||= HOPELESS.has(outcome.failure.kind);
			}
			for (const userId of batch) known.set(userId, recipientOf(userId, outcome));
		});
		open = open.filter((userId) => known.get(userId)?.status === 'throttled');
		const waitMs = THROTTLE_WAITS_MS[round];
		if (open.length === 0 || isHopeless || waitMs === undefined) break;
		await clock.sleep(waitMs * (0.75 + clock.random() * 0.5), signal);
		if (signal?.aborted) break;
	}
	const recipients = userIds.map((userId) => known.get(userId) ?? { userId, status: 'failed' });
	remember(memory, recipients, ['accepted', 'unknown']);
	return { recipients, failure };
}

async function sendBatches(
	api: DingTalkApi,
	batches: string[][],
	robotCode: string,
	message: RobotMessage,
): Promise<Array<Outcome<Reply>>> {
	let hopeless: Failure | undefined;
	return await runInOrder(batches, {
		concurrency: CONCURRENT_BATCHES,
		keysOf: () => [],
		async run(userIds) {
			if (hopeless) return { ok: false, failure: hopeless };
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/oToMessages/batchSend',
				answer: {
					processQueryKey: 'text',
					invalidStaffIdList: 'ids?',
					flowControlledStaffIdList: 'ids?',
				},
				body: { robotCode, userIds, ...message },
			});
			if (!outcome.ok && HOPELESS.has(outcome.failure.kind)) hopeless = outcome.failure;
			return outcome;
		},
	});
}

function recipientOf(userId: string, outcome: Outcome<Reply>): Recipient {
	if (!outcome.ok) return refusedOne(userId, outcome.failure);
	const answer = outcome.value.body as BatchAnswer;
	if (answer.invalidStaffIdList?.includes(userId)) return { userId, status: 'invalid' };
	if (answer.flowControlledStaffIdList?.includes(userId)) return { userId, status: 'throttled' };
	return { userId, status: 'accepted', processQueryKey: answer.processQueryKey };
}
