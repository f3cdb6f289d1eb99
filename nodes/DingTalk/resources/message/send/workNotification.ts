import type { IDataObject } from 'n8n-workflow';

import { NOTICE_LIMITS } from '../../../../shared/messages/limits';
import { NOTICE_FORM } from '../../../../shared/messages/split/wireForms';
import { agentIdOf } from '../../../workNotification/agentId';
import type { ItemContext } from '../../../operation/operation';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { assertNobodyMissed, failsOnMissed, memoryOf } from './missed';
import type { NoticeResults } from './noticeResults';
import { awaitResults, MAX_WAIT_SECONDS } from './noticeResults';
import type { NoticeSending } from './notices';
import { departmentName, EVERYONE, sendNotices } from './notices';
import type { ResolvedAudience } from './noticeAudience';
import { noticeFields, readAudience, resolveAudience } from './noticeAudience';
import { groupFailures } from './people';
import type { DeliveryMemory } from '../../../../shared/robot/deliver';
import type { Recipient } from '../../../../shared/robot/recipient';
import { havingStatus, peopleKeys, strangers } from './recipients';
import type { SendTarget } from './target';

/** Statuses of those to whom DingTalk has not refused it; with the result known, no person is queued. */
const REACHED = ['read', 'unread', 'queued'];
/** Statuses of those to whom a retry does not send again. */
const KEPT = [...REACHED, 'unknown'];
const NO_DEPARTMENT = {
	status: 'invalid',
	reason: 'the department does not exist, or the app may not see it',
};

/**
 * A work notification: to people, departments or everyone. DingTalk answers at once and drops what is over
 * its limits without a word; with the wait for the result the output says for each person what became of it.
 */
export const workNotification: SendTarget = {
	value: 'workNotification',
	fields: noticeFields,
	orderKeys: async (context) =>
		context.read.choice('recipientsBy') === 'people' ? await peopleKeys(context) : ['departments'],
	async send(context) {
		const agentId = agentIdOf(context);
		const audience = readAudience(context);
		const content = readContent(context, NOTICE_LIMITS.fileBytes);
		const prepared = prepareMessages(context, content, NOTICE_FORM);
		const maxWaitMs = readWait(context);
		const isStrict = failsOnMissed(context);
		const resolved = await resolveAudience(context, audience);
		const memory = memoryOf(context, [audience.by, prepared.drafts]);
		const places = memoryOf(context, ['departments', audience.by, prepared.drafts]);
		const { messages, uploaded } = await prepared.finish();
		const open = withoutKnown(resolved, memory, places);
		const sending = await sendNotices(context, agentId, open, messages);
		const results =
			maxWaitMs === undefined
				? undefined
				: await awaitResults(context, agentId, sending, maxWaitMs);
		const recipients: Recipient[] = [
			...memory.received.values(),
			...(results?.recipients ?? sending.recipients),
			...strangers(resolved.unknown),
		];
		const departments = [...places.received.values(), ...toldDepartments(sending, results)];
		// A department is not split: whom it missed stays missed when it is not sent to again.
		const isKept = ({ status }: Recipient) => audience.by !== 'people' || KEPT.includes(status);
		memory.note(recipients.filter(isKept));
		places.note(departments.filter(({ status }) => KEPT.includes(status)));
		assertNobodyMissed(context, recipients, REACHED, isStrict, departments);
		return {
			...summarise(taskIdsOf(sending, memory, places), sending, recipients),
			...results?.summary,
			...(messages.length > 1 ? { parts: messages.length } : {}),
			...uploaded,
		};
	},
};

/** How long to wait for the result; only that tells who was missed, and there is none for everyone. */
function readWait(context: ItemContext): number | undefined {
	const { read } = context;
	const seconds = read.group('options').number('maxWaitSeconds', { min: 0, max: MAX_WAIT_SECONDS });
	const isWanted =
		read.flag('waitForResult') ||
		(failsOnMissed(context) && read.choice('recipientsBy') !== 'everyone');
	return isWanted ? seconds * 1000 : undefined;
}

/** Whom no earlier attempt has reached. */
function withoutKnown(
	audience: ResolvedAudience,
	{ received }: DeliveryMemory,
	places: DeliveryMemory,
): ResolvedAudience {
	const { by, userIds, departmentIds } = audience;
	return {
		...audience,
		// Without any department there is no call.
		by: places.received.has(EVERYONE) ? 'departments' : by,
		userIds: userIds.filter((userId) => !received.has(userId)),
		departmentIds: departmentIds.filter((id) => !places.received.has(departmentName(id))),
	};
}

/** What became of departments, those included that only the result shows to be none. */
function toldDepartments(sending: NoticeSending, results?: NoticeResults): Recipient[] {
	const invalid = new Set(results?.invalidDepartments.map(departmentName));
	return sending.departments.map((department) =>
		invalid.has(department.userId) ? { ...department, ...NO_DEPARTMENT } : department,
	);
}

/** The tasks of earlier attempts, and those of this one. */
function taskIdsOf({ tasks }: NoticeSending, ...memories: DeliveryMemory[]): string[] {
	const told = memories.flatMap(({ received }) => [...received.values()]);
	const earlier = told.flatMap(({ taskIds, taskId }) => (taskIds ?? taskId ?? []) as string[]);
	return [...new Set([...earlier, ...tasks.map(({ taskId }) => taskId)])];
}

function summarise(
	taskIds: string[],
	sending: NoticeSending,
	recipients: Recipient[],
): IDataObject {
	const forbidden = recipients.filter(({ status }) => status === 'forbidden');
	return {
		...(taskIds.length === 1 ? { taskId: taskIds[0] } : {}),
		taskIds,
		queued: havingStatus(recipients, 'queued'),
		invalid: havingStatus(recipients, 'invalid'),
		...(forbidden.length > 0 ? { forbidden } : {}),
		failed: [...groupFailures(recipients), ...sending.refusals],
		recipients,
	};
}
