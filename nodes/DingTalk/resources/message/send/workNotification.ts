import type { IDataObject } from 'n8n-workflow';

import { NOTICE_LIMITS } from '../../../../shared/messages/limits';
import { NOTICE_FORM } from '../../../../shared/messages/wireForms';
import { agentIdOf } from '../../../../shared/notices/agentId';
import type { ItemContext } from '../../../../shared/operation';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { assertNobodyMissed, failsOnMissed, memoryOf } from './missed';
import { awaitResults } from './noticeResults';
import type { NoticeSending } from './notices';
import { sendNotices } from './notices';
import { noticeFields, readAudience, resolveAudience } from './noticeAudience';
import { groupFailures } from './people';
import type { Recipient } from './recipients';
import { havingStatus, peopleKeys, strangers } from './recipients';
import type { SendTarget } from './target';

/** Statuses of people to whom DingTalk has not refused it. */
const REACHED = ['read', 'unread'];

/**
 * A work notification: to people, departments or everyone. DingTalk answers at once and drops what is over
 * its limits without a word; with the wait for the result the output says for each person what became of it.
 */
export const workNotification: SendTarget = {
	value: 'workNotification',
	fields: noticeFields,
	orderKeys: (context) =>
		context.read.choice('recipientsBy') === 'people' ? peopleKeys(context) : ['departments'],
	async send(context) {
		const agentId = agentIdOf(context);
		const audience = readAudience(context);
		const content = readContent(context, NOTICE_LIMITS.fileBytes);
		const prepared = prepareMessages(context, content, NOTICE_FORM);
		const resolved = await resolveAudience(context, audience);
		const memory = memoryOf(context, [audience.by, prepared.drafts]);
		const known = [...memory.received.values()];
		const userIds = resolved.userIds.filter((userId) => !memory.received.has(userId));
		const { messages, uploaded } = await prepared.finish();
		const sending = await sendNotices(context, agentId, { ...resolved, userIds }, messages);
		const results = waits(context) ? await awaitResults(context, agentId, sending) : undefined;
		const recipients: Recipient[] = [
			...known,
			...(results?.recipients ?? sending.recipients),
			...strangers(resolved.unknown),
		];
		memory.note(recipients.filter(({ status }) => REACHED.includes(status)));
		assertNobodyMissed(context, recipients, results ? REACHED : [...REACHED, 'queued']);
		return {
			...summarise(sending, recipients),
			...results?.summary,
			...(messages.length > 1 ? { parts: messages.length } : {}),
			...uploaded,
		};
	},
};

/** Only the result tells who was missed. */
const waits = (context: ItemContext): boolean =>
	context.read.flag('waitForResult') ||
	(failsOnMissed(context) && context.read.choice('recipientsBy') === 'people');

function summarise(sending: NoticeSending, recipients: Recipient[]): IDataObject {
	const forbidden = recipients.filter(({ status }) => status === 'forbidden');
	const taskIds = sending.tasks.map(({ taskId }) => taskId);
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
