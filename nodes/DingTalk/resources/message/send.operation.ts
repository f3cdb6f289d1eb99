import type { INodeProperties } from 'n8n-workflow';

import { assertCarried } from '../../../shared/messages/matrix';
import type { MessageTarget } from '../../../shared/messages/targets';
import { TARGETS } from '../../../shared/messages/targets';
import type { MessageKind } from '../../../shared/messages/content';
import type { ItemContext, Operation } from '../../operation/operation';
import { DOWNLOAD_CALL } from '../../drive/download';
import { NAME_CALLS } from '../../drive/names';
import { contentFields } from './content/fields';
import { sendOptions } from './options';
import { group } from './send/group';
import { legacyChat } from './send/legacyChat';
import { legacyConversation } from './send/legacyConversation';
import { people } from './send/people';
import { reply } from './send/reply';
import type { SendTarget } from './send/target';
import { workNotification } from './send/workNotification';

const SEND_TARGETS: SendTarget[] = [
	group,
	legacyChat,
	legacyConversation,
	people,
	reply,
	workNotification,
];

const targetField: INodeProperties = {
	displayName: 'Send To',
	name: 'target',
	type: 'options',
	noDataExpression: true,
	options: SEND_TARGETS.map(({ value }) => ({
		name: TARGETS[value].name,
		value,
		description: TARGETS[value].description,
	})),
	default: 'people',
	description: 'Whom the message goes to',
};

function targetOf({ read }: ItemContext): SendTarget {
	const chosen = read.choice<MessageTarget>('target');
	// `choice` lets only these through.
	return SEND_TARGETS.find(({ value }) => value === chosen) ?? people;
}

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Send a message to people, a group or a department, or answer a message to the robot',
	endpoints: [
		'POST /v1.0/robot/oToMessages/batchSend',
		'POST /v1.0/robot/groupMessages/send',
		'POST /topapi/message/corpconversation/asyncsend_v2',
		'POST /topapi/message/corpconversation/getsendprogress',
		'POST /topapi/message/corpconversation/getsendresult',
		'POST /robot/sendBySession',
		'POST /message/send_to_conversation',
		'POST /chat/send',
		'POST /media/upload',
		'POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query',
		DOWNLOAD_CALL,
		...NAME_CALLS,
	],
	fields: [
		targetField,
		...SEND_TARGETS.flatMap(({ fields }) => fields),
		...contentFields,
		sendOptions,
	],
	orderKeys: async (context) => await targetOf(context).orderKeys(context),
	async run(context) {
		const target = targetOf(context);
		assertCarried(target.value, context.read.choice<MessageKind>('messageType'));
		return await target.send(context);
	},
};
