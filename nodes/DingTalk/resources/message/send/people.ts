import type { IDataObject } from 'n8n-workflow';

import { TEMPLATE_FORM } from '../../../../shared/messages/split/wireForms';
import type { RobotMessage } from '../../../../shared/messages/msgParam';
import { itemRunOf } from '../../../../shared/itemKey';
import { memoryOf } from '../../../../shared/memory';
import type { ItemContext } from '../../../operation/operation';
import { deliver } from '../../../../shared/robot/deliver';
import type { Recipient } from '../../../../shared/robot/recipient';
import { prepareMessages } from '../content/prepare';
import { readContent } from '../content/read';
import { robotCodeOf } from './robotCode';
import { assertNobodyMissed, assertSomebody, failsOnMissed } from './missed';
import type { Addressees } from './recipients';
import {
	havingStatus,
	peopleKeys,
	readRecipients,
	recipientsField,
	resolvePeople,
	strangers,
} from './recipients';
import { senderOf } from './sender';
import type { SendTarget } from './target';

/**
 * One message to any number of people, one-to-one from the app robot. Part of them may be refused: the
 * output names the outcome for each. It throws only when it is sure that nobody got the message, so that
 * n8n's Retry On Fail never sends twice what was accepted.
 */
export const people: SendTarget = {
	value: 'people',
	fields: [recipientsField({ show: { target: ['people'] } })],
	orderKeys: peopleKeys,
	async send(context) {
		const named = readRecipients(context);
		const isStrict = failsOnMissed(context);
		const robotCode = robotCodeOf(context);
		const prepared = prepareMessages(context, readContent(context), TEMPLATE_FORM);
		const addressees = await resolvePeople(context, named);
		const { messages, uploaded } = await prepared.finish();
		const { drafts } = prepared;
		return await sendParts(context, {
			robotCode,
			addressees,
			messages,
			drafts,
			uploaded,
			isStrict,
		});
	},
};

interface Mailing {
	robotCode: string;
	addressees: Addressees;
	messages: RobotMessage[];
	drafts: RobotMessage[];
	uploaded: IDataObject;
	/** Fail when anybody is missed. */
	isStrict: boolean;
}

/** The parts of a message, each to those who got the one before. */
async function sendParts(context: ItemContext, mailing: Mailing): Promise<IDataObject> {
	const { robotCode, addressees, messages, drafts, uploaded, isStrict } = mailing;
	const final = new Map<string, Recipient>();
	const unknown = strangers(addressees.unknown);
	let open = addressees.userIds;
	const run = itemRunOf(context.node, context.itemIndex);
	for (const [index, message] of messages.entries()) {
		const memory = memoryOf<Recipient>(run, 'people', robotCode, drafts[index], index);
		const { recipients, failure } = await deliver(
			senderOf(context),
			robotCode,
			open,
			message,
			memory,
		);
		if (index === 0) assertSomebody(context, { recipients, strangers: unknown, failure });
		for (const recipient of recipients) {
			final.set(recipient.userId, joined(final.get(recipient.userId), recipient, index));
		}
		open = havingStatus(recipients, 'accepted');
		if (open.length === 0) break;
	}
	const recipients = [...final.values(), ...unknown];
	assertNobodyMissed(context, recipients, ['accepted'], isStrict);
	const parts = messages.length > 1 ? { parts: messages.length } : {};
	return { ...summarise(recipients), ...parts, ...uploaded };
}

/** What a person's earlier parts and the latest one come to. */
function joined(before: Recipient | undefined, now: Recipient, index: number): Recipient {
	if (!before) return now;
	if (now.status !== 'accepted') return { ...now, partsReceived: index };
	const keys = [before.processQueryKeys ?? before.processQueryKey, now.processQueryKey].flat();
	return { userId: now.userId, status: now.status, processQueryKeys: keys as string[] };
}

function summarise(recipients: Recipient[]): IDataObject {
	const keys = recipients.flatMap(
		({ processQueryKeys, processQueryKey }) =>
			(processQueryKeys ?? processQueryKey ?? []) as string,
	);
	return {
		processQueryKeys: [...new Set(keys)],
		accepted: havingStatus(recipients, 'accepted'),
		invalid: havingStatus(recipients, 'invalid'),
		throttled: havingStatus(recipients, 'throttled'),
		failed: groupFailures(recipients),
		recipients,
	};
}

/** Those of whom a call was refused or lost, by the reason. */
export function groupFailures(recipients: Recipient[]): IDataObject[] {
	const groups = new Map<string, { userIds: string[]; message: unknown; code: unknown }>();
	for (const { userId, status, reason, code } of recipients) {
		if (status !== 'failed' && status !== 'unknown') continue;
		const key = `${String(code)} ${String(reason)}`;
		const group = groups.get(key) ?? { userIds: [], message: reason, code };
		group.userIds.push(userId);
		groups.set(key, group);
	}
	return [...groups.values()] as IDataObject[];
}
