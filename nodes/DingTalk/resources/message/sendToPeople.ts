import type { IDataObject } from 'n8n-workflow';

import type { Failure, FailureKind, Outcome } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import type { ItemContext } from '../../../shared/operation';
import { APP_ROBOT_LIMITS } from '../../../shared/messages/limits';
import type { RobotMessage } from '../../../shared/messages/msgParam';
import { buildRobotMessage } from '../../../shared/messages/msgParam';
import { runInOrder } from '../../../shared/runInOrder';
import type { Reply } from '../../../shared/transport/send';
import { readContent } from './content';
import { robotCodeOf } from './robotCode';

const CONCURRENT_BATCHES = 10;

/** Failures that every further batch would meet too. */
const HOPELESS: ReadonlySet<FailureKind> = new Set<FailureKind>([
	'credential',
	'token',
	'scope',
	'ip',
	'robot',
	'quota',
	'banned',
	'tooLong',
	'unsafe',
	'unreachable',
	'cancelled',
]);

interface BatchAnswer {
	processQueryKey: string;
	invalidStaffIdList?: string[];
	flowControlledStaffIdList?: string[];
}

interface Recipient extends IDataObject {
	userId: string;
	/** `unknown`: the connection broke before DingTalk answered. */
	status: 'accepted' | 'invalid' | 'throttled' | 'failed' | 'unknown';
}

/**
 * One message to any number of people, one-to-one from the app robot, 20 per call. Part of them may be
 * refused: the output names the outcome for each. It throws only when nobody got the message, so that
 * n8n's Retry On Fail never sends twice what was accepted.
 *
 * @see DingTalk docs "批量发送人与机器人会话中机器人消息": POST /v1.0/robot/oToMessages/batchSend
 */
export async function sendToPeople(context: ItemContext) {
	const userIds = context.read.idList('userIds');
	const robotCode = robotCodeOf(context);
	const prepared = readContent(context);
	buildRobotMessage(prepared.draft);
	const { content, mediaId } = await prepared.finish();
	const batches = chunksOf(userIds, APP_ROBOT_LIMITS.userIdsPerCall);
	const outcomes = await sendBatches(context, batches, robotCode, buildRobotMessage(content));
	const firstFailure = outcomes.find((outcome) => !outcome.ok);
	// Some got it, or may have: throwing would make a retry send to them again.
	const isAllRefused = outcomes.every(
		(outcome) => !outcome.ok && outcome.failure.kind !== 'connection',
	);
	if (firstFailure && !firstFailure.ok && isAllRefused)
		throw context.api.toError(firstFailure.failure);
	return { ...summarise(batches, outcomes), ...(mediaId ? { mediaId } : {}) };
}

async function sendBatches(
	{ api }: ItemContext,
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
				body: { robotCode, userIds, ...message },
			});
			if (!outcome.ok && HOPELESS.has(outcome.failure.kind)) hopeless = outcome.failure;
			return outcome;
		},
	});
}

function summarise(batches: string[][], outcomes: Array<Outcome<Reply>>) {
	const recipients: Recipient[] = [];
	const failed: IDataObject[] = [];
	const processQueryKeys: string[] = [];
	outcomes.forEach((outcome, index) => {
		const userIds = batches[index];
		if (!outcome.ok) {
			const { message } = explain(outcome.failure);
			const status = outcome.failure.kind === 'connection' ? 'unknown' : 'failed';
			failed.push({ userIds, message, code: outcome.failure.code });
			recipients.push(...userIds.map((userId): Recipient => ({ userId, status })));
			return;
		}
		const answer = outcome.value.body as BatchAnswer;
		processQueryKeys.push(answer.processQueryKey);
		recipients.push(...userIds.map((userId) => recipientOf(userId, answer)));
	});
	const having = (status: Recipient['status']) =>
		recipients.filter((recipient) => recipient.status === status).map(({ userId }) => userId);
	return {
		processQueryKeys,
		accepted: having('accepted'),
		invalid: having('invalid'),
		throttled: having('throttled'),
		failed,
		recipients,
	};
}

function recipientOf(userId: string, answer: BatchAnswer): Recipient {
	if (answer.invalidStaffIdList?.includes(userId)) return { userId, status: 'invalid' };
	if (answer.flowControlledStaffIdList?.includes(userId)) return { userId, status: 'throttled' };
	return { userId, status: 'accepted', processQueryKey: answer.processQueryKey };
}

const chunksOf = <T>(list: T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
