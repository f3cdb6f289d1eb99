import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../../shared/errors/inputError';
import { peopleField } from '../../../../shared/fields/people';
import { assertMaxBytes } from '../../../../shared/messages/checks';
import { cleanText } from '../../../../shared/messages/clean';
import type { ItemReader } from '../../../../shared/params/params';
import type { PersonRef } from '../../../../shared/params/personRef';
import { userIdsOf } from '../../../../shared/contacts/people';
import type { ItemContext } from '../../../operation/operation';
import type { Reminder } from '../../../sendAndWait/waiting/wait';
import { intervalFields, readInterval } from '../../../fields/limitWaitTime';

const NAME = 'Reminders';
const MAX_TEXT_BYTES = 1024;

const DEFAULT_TEXT = '提醒：仍需您的答复 · Reminder: an answer is still needed';

export const remindersOption: INodeProperties = {
	displayName: NAME,
	name: 'reminders',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Reminder',
	default: {},
	description:
		"Reminds people, or asks others too, as long as nobody has answered. Connect an If behind this node that tests whether the item has 'data', and its false branch back to this node. At the end of 'Limit Wait Time' the output has 'data.timedOut'.",
	options: [
		{
			displayName: 'Reminder',
			name: 'values',
			values: [
				...intervalFields({
					displayName: 'After',
					name: 'after',
					description: 'How long after the question, if nobody has answered',
				}),
				peopleField({
					displayName: 'Ask Others Too',
					name: 'others',
					description: 'Who is asked besides from then on, and may answer as well',
				}),
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. Please decide before 18:00',
					description: `What the reminder says, above the question. Left empty: "${DEFAULT_TEXT}".`,
				},
			],
		},
	],
};

/** A reminder as the form has it. */
interface Planned extends Omit<Reminder, 'others'> {
	others: PersonRef[];
}

/**
 * The reminders of the form; none: nobody is reminded.
 *
 * @throws InputError naming what of which one cannot be
 */
export function readReminders(
	read: ItemReader,
	nowMs: number,
	untilMs: number = Infinity,
): Planned[] {
	const rows = read.group('options').rows('reminders', 'values');
	let before = nowMs;
	return rows.map((row) => {
		const at = nowMs + readInterval(row, 'after');
		if (at <= before) {
			throw new InputError(
				row.label('after'),
				'is not later than that of the reminder before',
				'Give the reminders in the order of their times; all count from the question',
			);
		}
		if (at >= untilMs) {
			throw new InputError(
				row.label('after'),
				"is not before the end of 'Limit Wait Time'",
				"Shorten it, or wait longer; without 'Limit Wait Time' it waits after the last reminder until somebody answers",
			);
		}
		before = at;
		const text = cleanText(row.text('text')).trim() || DEFAULT_TEXT;
		assertMaxBytes(row.label('text'), text, MAX_TEXT_BYTES, 'Shorten it');
		return { at, text, others: row.people('others') };
	});
}

/** The same with the userIds of those who are asked too. @throws InputError naming who does not exist */
export async function withOthers(
	{ directory }: ItemContext,
	planned: readonly Planned[],
): Promise<Reminder[]> {
	const reminders: Reminder[] = [];
	for (const { others, ...one } of planned) {
		reminders.push({ ...one, others: await userIdsOf(directory, others) });
	}
	return reminders;
}

/** The workflow has to lead back here, and the way back is told by `data`. */
export function assertCanComeBack({ node, itemIndex }: ItemContext): void {
	if (node.getNode().type.endsWith('HitlTool')) {
		throw new InputError(
			NAME,
			'cannot be used for the review of a tool',
			"Take them out: nothing leads back to this node there. 'Limit Wait Time' can be used",
		);
	}
	if (node.getInputData()[itemIndex]?.json.data === undefined) return;
	throw new InputError(
		NAME,
		"cannot be used where the input has a field 'data', by which the answer is told",
		'Rename that field in front of this node, by an Edit Fields node',
	);
}
