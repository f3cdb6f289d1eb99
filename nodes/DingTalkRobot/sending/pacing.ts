import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { RETRY_RULES, type RetryRules } from '../../shared/transport/retry';
import { WindowLimiter } from './windowLimiter';
import { WindowShare } from './windowShare';
import { WEBHOOK_LIMITS } from '../../shared/messages/limits';

/**
 * One for all robots of the process: items, nodes and executions share each robot's 20 messages per minute, of
 * which it takes a part only while other processes may send by the same robot.
 */
export const robotLimiter = new WindowLimiter(
	WEBHOOK_LIMITS.perMinute,
	60_000,
	() => new WindowShare(),
);

/**
 * A refused robot is blocked for up to 10 minutes (docs), so the pauses are long. After two minutes in which
 * nothing was accepted, messages fail at once instead of keeping the execution.
 */
export const REFUSAL_PATIENCE_MS = 120_000;
export const ROBOT_RETRY_RULES: RetryRules = {
	...RETRY_RULES,
	rateLimited: { attempts: 6, firstWaitMs: 10_000, onlyRepeatable: false },
};

/**
 * How many messages a minute this process may post by the credential's robot; one from before the field was there
 * says nothing.
 *
 * @throws InputError for what is no whole number from 1 to 20
 */
export function messagesPerMinuteOf({
	messagesPerMinute = WEBHOOK_LIMITS.perMinute,
}: ICredentialDataDecryptedObject): number {
	const pace = Number(messagesPerMinute);
	if (Number.isInteger(pace) && pace >= 1 && pace <= WEBHOOK_LIMITS.perMinute) return pace;
	throw new InputError(
		'Messages per Minute',
		`is no whole number from 1 to ${WEBHOOK_LIMITS.perMinute}`,
		`Leave it at ${WEBHOOK_LIMITS.perMinute} in the credential where one process of n8n posts by the robot`,
	);
}

/** Items of one run of a node, sent one after the other in the order in which they came. */
export class RunQueue {
	private tail: Promise<unknown> = Promise.resolve();
	private hasStopped = false;

	/**
	 * Runs the task after all earlier ones. After a failure the later tasks are not run any more, unless
	 * failures are meant to be survived; they fail too.
	 */
	async add<T>(task: () => Promise<T>, survivesFailure: boolean): Promise<T> {
		const turn = this.tail.then(async () => {
			if (this.hasStopped) throw new Error('Not sent, because an earlier item could not be sent');
			return await task();
		});
		this.tail = turn.catch(() => {
			// The error reaches the caller through `turn`; here it only decides about the others.
			if (!survivesFailure) this.hasStopped = true;
		});
		return await turn;
	}
}

interface Attempt {
	queue: RunQueue;
	lastItem: number;
}
const attempts = new WeakMap<object, Attempt>();

/**
 * The queue of an item; `run` is an object that all items of the run, and no others, have in common. n8n
 * starts the items in order, so an index that does not grow means that Retry On Fail began anew.
 */
export function queueOf(run: object, itemIndex: number): RunQueue {
	const current = attempts.get(run);
	const isSameAttempt = current !== undefined && itemIndex > current.lastItem;
	const queue = isSameAttempt ? current.queue : new RunQueue();
	attempts.set(run, { queue, lastItem: itemIndex });
	return queue;
}
