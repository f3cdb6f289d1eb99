import type { IExecuteFunctions } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { systemClock } from '../../../shared/run/clock';
import type { ItemContext, Operation } from '../../operation/operation';
import type { Approval, Question } from '../../sendAndWait/waiting/question';
import { startWaiting, waitIdOf } from '../../sendAndWait/waiting/wait';
import { askGroup, askPeople } from './wait/ask';
import { readCard } from './wait/card';
import { askByCard } from './wait/decisionCard';
import { waitFields } from './wait/fields';
import { readUntil } from './wait/limitWaitTime';
import { readQuestion } from './wait/readQuestion';

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
	],
	fields: waitFields,
	async run(context) {
		const { node, read, itemIndex } = context;
		assertCanWait(node);
		const question = readQuestion(read);
		const until = readUntil(read.group('options'), systemClock.now());
		const id = waitIdOf(node, itemIndex);
		const isInChat = question.kind === 'approval' && read.flag('chatApproval');
		const { output, ...asked } = isInChat
			? await inChat(context, id, question)
			: await byLink(context, id, question);
		const timeZone = node.getTimezone();
		await startWaiting(node, { id, question, until, timeZone, ...asked });
		return {
			...output,
			...(until === undefined ? {} : { waitingUntil: new Date(until).toISOString() }),
		};
	},
};

async function byLink(context: ItemContext, id: string, question: Question) {
	const card = readCard(context, id, question);
	const ask = context.read.choice('target') === 'group' ? askGroup : askPeople;
	return { message: card.message, ...(await ask(context, card)) };
}

async function inChat(context: ItemContext, id: string, question: Approval) {
	const { approvers, ...asked } = await askByCard(context, id, question);
	return { message: context.read.text('message'), card: { approvers }, ...asked };
}

/** An execution waits once for a node, with one answer; a tool's call is no execution. */
function assertCanWait(node: IExecuteFunctions): void {
	if (node.isToolExecution?.()) {
		throw new InputError(
			NAME,
			'cannot wait inside the call of a tool',
			"To have people approve what an agent does, use n8n's human review: the tool 'DingTalk' below 'Human in the Loop'",
		);
	}
	const { length } = node.getInputData();
	if (length <= 1) return;
	throw new InputError(
		NAME,
		`waits for one answer, and the input has ${length} items`,
		"To ask for each item, put the node into a Loop Over Items; to ask once for all, turn on 'Execute Once' in its settings",
	);
}
