import type { IDataObject } from 'n8n-workflow';

import { chunksOf } from '../../../shared/batches';
import type { Failure, Outcome } from '../../../shared/errors/failure';
import { failed, HOPELESS } from '../../../shared/errors/failure';
import { findHint } from '../../../shared/errors/hints';
import type { DingTalkApi } from '../../../shared/transport/api';
import type { Memory } from '../../../shared/memory';
import type { Recipient } from '../../../shared/robot/recipient';
import { refusedOne, remember } from '../../../shared/robot/recipient';
import type { Reply } from '../../../shared/transport/reply';

interface SendAnswer {
	openDingId: string;
	/** Reason → userIds; the reasons are not documented [unverified]. */
	failedList?: Record<string, string[] | string>;
}

/** What became of a DING to any number of people. */
export interface DingReport {
	openDingIds: string[];
	/**
	 * In the order given: accepted, failed, or unknown when DingTalk may have carried the call out although it
	 * failed.
	 */
	recipients: Recipient[];
	/** The latest refusal of a call. */
	failure?: Failure;
}

/**
 * One DING to any number of people, in calls of at most `perCall`, one after the other. Part of them may be
 * refused.
 *
 * @see DingTalk docs "机器人发送DING消息": POST /v1.0/robot/ding/send
 */
export async function sendInCalls(
	api: DingTalkApi,
	userIds: string[],
	perCall: number,
	message: IDataObject,
	memory: Memory<Recipient>,
): Promise<DingReport> {
	const known = userIds.flatMap((userId) => memory.get(userId) ?? []);
	const report: DingReport = { openDingIds: dingIdsOf(known), recipients: known };
	const open = userIds.filter((userId) => !memory.has(userId));
	for (const batch of chunksOf(open, perCall)) {
		const outcome: Outcome<Reply> =
			report.failure && HOPELESS.has(report.failure.kind)
				? failed(report.failure)
				: await api.attempt({
						method: 'POST',
						host: 'api',
						path: '/v1.0/robot/ding/send',
						answer: { openDingId: 'text', failedList: 'map?' },
						body: { ...message, receiverUserIdList: batch },
					});
		if (outcome.ok) {
			noteAnswer(report, batch, outcome.value.body as SendAnswer);
		} else {
			const { failure } = outcome;
			report.failure = failure;
			report.recipients.push(...batch.map((userId) => refusedOne(userId, failure)));
		}
	}
	remember(memory, report.recipients, ['accepted', 'unknown']);
	return report;
}

const dingIdsOf = (recipients: Recipient[]): string[] => [
	...new Set(recipients.flatMap(({ openDingId }) => (openDingId as string | undefined) ?? [])),
];

function noteAnswer(report: DingReport, batch: string[], answer: SendAnswer): void {
	const { openDingId, failedList = {} } = answer;
	const reasons = reasonsOf(failedList, batch);
	report.openDingIds.push(openDingId);
	for (const userId of batch) {
		const code = reasons.get(userId);
		report.recipients.push(
			code === undefined
				? { userId, status: 'accepted', openDingId }
				: { userId, status: 'failed', reason: wordsFor(code), code },
		);
	}
}

/** The reason for each person who was left out. */
function reasonsOf(
	failedList: Record<string, string[] | string>,
	batch: string[],
): Map<string, string> {
	const reasons = new Map<string, string>();
	for (const [key, value] of Object.entries(failedList)) {
		// The SDK leaves the values open: where the key is a person, the value is the reason.
		if (batch.includes(key)) reasons.set(key, String(value));
		else for (const userId of [value].flat()) reasons.set(userId, key);
	}
	return reasons;
}

const wordsFor = (code: string): string => findHint(code, '')?.title ?? code;
