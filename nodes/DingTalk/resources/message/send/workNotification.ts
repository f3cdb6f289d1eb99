import type { IDataObject } from 'n8n-workflow';

import { MSG_LIMITS } from '../../../../shared/messages/limits';
import { WORK_NOTIFICATION_FORM } from '../../../../shared/messages/split/wireForms';
import { agentIdOf } from '../../../workNotification/agentId';
import { itemRunOf } from '../../../../shared/itemKey';
import type { Memory } from '../../../../shared/memory';
import { memoryOf } from '../../../../shared/memory';
import type { ItemContext } from '../../../operation/operation';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { assertNobodyMissed, failsOnMissed } from './missed';
import type { WorkNotificationResults } from './workNotificationResults';
import { awaitResults, MAX_WAIT_SECONDS } from './workNotificationResults';
import type { WorkNotificationSending } from './workNotificationTasks';
import { departmentName, EVERYONE, sendWorkNotifications } from './workNotificationTasks';
import type { Audience, ResolvedAudience } from './workNotificationAudience';
import { audienceFields, readAudience, resolveAudience } from './workNotificationAudience';
import { groupFailures } from './people';
import type { Recipient } from '../../../../shared/robot/recipient';
import { remember } from '../../../../shared/robot/recipient';
import { havingStatus, peopleKeys, strangers } from './recipients';
import type { SendTarget } from './target';

/** Statuses of those to whom DingTalk has not refused it; with the result known, no person is queued. */
const REACHED = ['read', 'unread', 'queued'];
/** Statuses of those to whom a retry does not send again. */
const KEPT = [...REACHED, 'unknown'];
/** Every status that somebody can have. */
const ALL = [...KEPT, 'failed', 'invalid', 'forbidden'];
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
	fields: audienceFields,
	orderKeys: async (context) =>
		context.read.choice('recipientsBy') === 'people' ? await peopleKeys(context) : ['departments'],
	async send(context) {
		const agentId = agentIdOf(context);
		const audience = readAudience(context);
		const content = readContent(context, MSG_LIMITS.fileBytes);
		const prepared = prepareMessages(context, content, WORK_NOTIFICATION_FORM);
		const maxWaitMs = readWait(context);
		const isStrict = failsOnMissed(context);
		const resolved = await resolveAudience(context, audience);
		const { memory, places, taken } = memoriesOf(context, audience, prepared.drafts);
		const { messages, uploaded } = await prepared.finish();
		const open = withoutKnown(resolved, memory, places);
		const sending = await sendWorkNotifications(context, agentId, open, { messages, taken });
		const results =
			maxWaitMs === undefined
				? undefined
				: await awaitResults(context, agentId, sending, maxWaitMs);
		const recipients: Recipient[] = [
			...memory.values(),
			...(results?.recipients ?? sending.recipients),
			...strangers(resolved.unknown),
		];
		const departments = [...places.values(), ...toldDepartments(sending, results)];
		// A department is not split: whom it missed stays missed when it is not sent to again.
		remember(memory, recipients, audience.by === 'people' ? KEPT : ALL);
		remember(places, departments, KEPT);
		forget(taken, results);
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

/** What became of the notification so far: for people, for departments, and who has which part of it. */
function memoriesOf(context: ItemContext, { by }: Audience, drafts: IDataObject[]) {
	const run = itemRunOf(context.node, context.itemIndex);
	return {
		memory: memoryOf<Recipient>(run, 'workNotification', by, drafts),
		places: memoryOf<Recipient>(run, 'workNotification to departments', by, drafts),
		taken: drafts.map((draft, index) =>
			memoryOf<string>(run, 'workNotification part', by, draft, index),
		),
	};
}

/** Whom a task missed has nothing of it; a department keeps it for those whom it did not miss. */
function forget(taken: Array<Memory<string>>, results?: WorkNotificationResults): void {
	for (const { name, taskId } of results?.missed ?? []) {
		for (const part of taken) if (part.get(name) === taskId) part.delete(name);
	}
}

/** Whom no earlier attempt has reached. */
function withoutKnown(
	audience: ResolvedAudience,
	received: Memory<Recipient>,
	places: Memory<Recipient>,
): ResolvedAudience {
	const { by, userIds, departmentIds } = audience;
	return {
		...audience,
		// Without any department there is no call.
		by: places.has(EVERYONE) ? 'departments' : by,
		userIds: userIds.filter((userId) => !received.has(userId)),
		departmentIds: departmentIds.filter((id) => !places.has(departmentName(id))),
	};
}

/** What became of departments, those included that only the result shows to be none. */
function toldDepartments(
	sending: WorkNotificationSending,
	results?: WorkNotificationResults,
): Recipient[] {
	const invalid = new Set(results?.invalidDepartments.map(departmentName));
	return sending.departments.map((department) =>
		invalid.has(department.userId) ? { ...department, ...NO_DEPARTMENT } : department,
	);
}

/** The tasks of earlier attempts, and those of this one. */
function taskIdsOf(
	{ tasks }: WorkNotificationSending,
	...memories: Array<Memory<Recipient>>
): string[] {
	const told = memories.flatMap((memory) => [...memory.values()]);
	const earlier = told.flatMap(({ taskIds, taskId }) => (taskIds ?? taskId ?? []) as string[]);
	return [...new Set([...earlier, ...tasks.map(({ taskId }) => taskId)])];
}

function summarise(
	taskIds: string[],
	sending: WorkNotificationSending,
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
