import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { systemClock } from '../../../shared/run/clock';
import { assertCanWait } from '../../operation/assertCanWait';
import type { ItemContext, Operation } from '../../operation/operation';
import { firstRound, openQuestion } from '../../sendAndWait/waiting/rounds';
import { startWaiting, waitIdOf } from '../../sendAndWait/waiting/wait';
import { robotCodeOf } from './send/robotCode';
import type { Asked, Asking } from './wait/ask';
import { askGroup, askPeople } from './wait/ask';
import { readWords } from './wait/card';
import { askByCard } from './wait/decisionCard';
import { waitFields } from './wait/fields';
import { readUntil } from '../../fields/limitWaitTime';
import { readQuestion } from './wait/readQuestion';
import { askAgain } from './wait/remind';
import { assertCanComeBack, readReminders, withOthers } from './wait/reminders';

const NAME = 'Send and Wait for Response';

/**
 * Asks people or a group by a message whose buttons open a page of this n8n, or by a card whose buttons decide, and
 * stops the execution until somebody has answered. n8n takes its value for the human review of AI tools.
 */
export const sendAndWait: Operation = {
	value: SEND_AND_WAIT_OPERATION,
	name: NAME,
	action: 'Send a message and wait for a response',
	description:
		'Ask people or a group to approve, to write a text or to fill in a form, and go on when somebody has answered',
	endpoints: [
		'POST /v1.0/robot/oToMessages/batchSend',
		'POST /v1.0/robot/groupMessages/send',
		'POST /v1.0/card/instances/createAndDeliver',
		'POST /v1.0/card/instances/deliver',
		'PUT /v1.0/card/instances',
	],
	fields: waitFields,
	async run(context) {
		const { node, read, itemIndex } = context;
		assertCanWait(node, {
			field: NAME,
			unit: 'answer',
			each: 'ask for each item',
			once: 'ask once for all',
			instead:
				"To have people approve what an agent does, use n8n's human review: the tool 'DingTalk' below 'Human in the Loop'",
		});
		const now = systemClock.now();
		const open = openQuestion(node, itemIndex);
		if (open) return await askAgain(context, open, now);
		const question = readQuestion(read);
		const until = readUntil(read.group('options'), now);
		const planned = readReminders(read, now, until);
		if (planned.length > 0) assertCanComeBack(context);
		const id = waitIdOf(node, itemIndex);
		const words = readWords(read);
		const asking = { id, question, words, reminders: await withOthers(context, planned) };
		const { output, openConversationId, ...asked } = await ask(context, asking);
		const { reminders } = asking;
		const robotCode = robotCodeOf(context);
		const more = { reminders, words, robotCode, openConversationId };
		const wakeAt = await startWaiting(node, {
			...{ id, message: read.text('message'), question, until, timeZone: node.getTimezone() },
			...asked,
			...(reminders.length > 0 ? { rounds: firstRound(node, itemIndex, more) } : {}),
		});
		return {
			...output,
			...(wakeAt === undefined ? {} : { waitingUntil: new Date(wakeAt).toISOString() }),
		};
	},
};

async function ask(context: ItemContext, asking: Asking): Promise<Asked> {
	const { read } = context;
	const { question } = asking;
	if (question.kind === 'approval' && read.flag('chatApproval')) {
		return await askByCard(context, { ...asking, question });
	}
	return read.choice('target') === 'group'
		? await askGroup(context, asking)
		: await askPeople(context, asking);
}
