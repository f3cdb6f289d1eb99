import type { IDataObject } from 'n8n-workflow';

import { robotCodeOption } from '../../fields/ids';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { requireText } from '../../../shared/messages/checks';
import { cleanText } from '../../../shared/messages/clean';
import type { Operation } from '../../operation/operation';
import type { Recipient } from '../../../shared/robot/recipient';
import { robotCodeOf } from '../message/send/robotCode';
import { assertSomebody } from '../message/send/missed';
import { groupFailures } from '../message/send/people';
import {
	havingStatus,
	peopleKeys,
	readRecipients,
	recipientsField,
	resolvePeople,
	strangers,
} from '../message/send/recipients';
import type { RemindType } from './limits';
import { DING_KINDS } from './limits';
import { sendInCalls } from './sendInCalls';
import { sorted } from '../../../shared/fields/sorted';
import { optionsField } from '../../../shared/fields/collections';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a DING',
	description:
		'Remind people urgently from the app robot, by a DING in the app, an SMS or a phone call; needs a paid edition of DingTalk',
	endpoints: ['POST /v1.0/robot/ding/send'],
	fields: [
		recipientsField(),
		{
			displayName: 'Remind By',
			name: 'remindType',
			type: 'options',
			options: [
				{ name: 'App', value: 'app', description: 'A DING in DingTalk' },
				{ name: 'Call', value: 'call', description: 'A phone call that reads the text out' },
				{ name: 'SMS', value: 'sms', description: 'A DING and a text message' },
			],
			default: 'app',
			description:
				'How the people are reminded. SMS and calls have a quota that the organisation pays for.',
		},
		{
			displayName: 'Voice',
			name: 'callVoice',
			type: 'options',
			options: sorted([
				{ name: 'Cantonese, Female', value: 'Cantonese_Female_Voice' },
				{ name: 'Standard, Female', value: 'Standard_Female_Voice' },
				{ name: 'Standard, Male', value: 'Standard_Male_Voice' },
				{ name: 'Strict, Female', value: 'Overbearing_Female_Voice' },
				// "Gentine" is how DingTalk spells it.
				{ name: 'Gentle, Female', value: 'Gentine_Female_Voice' },
				{ name: 'Young, Female', value: 'Lovely_Girl_Voice' },
			]),
			default: 'Standard_Female_Voice',
			displayOptions: { show: { remindType: ['call'] } },
			description: 'Who reads the text out',
		},
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Database 2 does not answer, please look',
			description: 'What the people are told',
		},
		optionsField({ options: [robotCodeOption] }),
	],
	orderKeys: peopleKeys,
	async run(context) {
		const { api, read } = context;
		const people = readRecipients(context);
		const remindType = read.choice<RemindType>('remindType');
		const { code, peoplePerCall } = DING_KINDS[remindType];
		const message: IDataObject = {
			robotCode: robotCodeOf(context),
			remindType: code,
			content: requireText(read.label('content'), cleanText(read.text('content'))),
			...(remindType === 'call' ? { callVoice: read.choice('callVoice') } : {}),
		};
		const { userIds, unknown } = await resolvePeople(context, people);
		const memory = memoryOf<Recipient>(itemRunOf(context.node, context.itemIndex), message);
		const report = await sendInCalls(api, userIds, peoplePerCall, message, memory);
		const { openDingIds, recipients } = report;
		// A DING that DingTalk took and rang nobody with gives reasons for each person.
		const failure = openDingIds.length === 0 ? report.failure : undefined;
		const outcomes = { recipients, strangers: strangers(unknown), failure };
		assertSomebody(context, outcomes, 'were reminded');
		return {
			openDingIds,
			accepted: havingStatus(recipients, 'accepted'),
			invalid: unknown,
			failed: groupFailures(recipients),
			recipients: [...recipients, ...outcomes.strangers],
		};
	},
};
