import type { IExecuteFunctions } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { systemClock } from '../../../shared/run/clock';
import type { Operation } from '../../operation/operation';
import { startWaiting, waitIdOf } from '../../sendAndWait/waiting/wait';
import { askGroup, askPeople } from './wait/ask';
import { readCard } from './wait/card';
import { waitFields } from './wait/fields';
import { readUntil } from './wait/limitWaitTime';
import { readQuestion } from './wait/readQuestion';

const NAME = 'Send and Wait for Response';

/**
 * Asks people or a group by a message whose buttons open a page of this n8n, and stops the execution until somebody
 * has answered there. n8n takes its value for the human review of AI tools.
 */
export const sendAndWait: Operation = {
	value: SEND_AND_WAIT_OPERATION,
	name: NAME,
	action: 'Send a message and wait for a response',
	description:
		'Ask people or a group to approve, to write a text or to fill in a form, and go on when somebody has answered',
	endpoints: ['POST /v1.0/robot/oToMessages/batchSend', 'POST /v1.0/robot/groupMessages/send'],
	fields: waitFields,
	async run(context) {
		const { node, read, itemIndex } = context;
		assertCanWait(node);
		const question = readQuestion(read);
		const until = readUntil(read.group('options'), systemClock.now());
		const id = waitIdOf(node, itemIndex);
		const card = readCard(context, id, question);
		const ask = read.choice('target') === 'group' ? askGroup : askPeople;
		const { people, missed, output } = await ask(context, card);
		const { message } = card;
		const timeZone = node.getTimezone();
		await startWaiting(node, { id, message, question, until, timeZone, people, missed });
		return {
			...output,
			...(until === undefined ? {} : { waitingUntil: new Date(until).toISOString() }),
		};
	},
};

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
