import type { ICredentialDataDecryptedObject, INode, ITriggerFunctions } from 'n8n-workflow';

import { DingTalkTrigger } from '../../../nodes/DingTalkTrigger/DingTalkTrigger.node';
import { start } from '../../../nodes/DingTalkTrigger/start';
import type { Clock } from '../../../nodes/shared/run/clock';
import { openSocket } from '../../../nodes/DingTalkTrigger/stream/socket';
import { appCredential } from '../../helpers/dingTalk.mts';
import type { StreamServer } from '../../helpers/streamServer.mts';
import type { TriggerOptions } from '../../helpers/trigger.mts';
import { triggerRun } from '../../helpers/trigger.mts';

export const MESSAGES = '/v1.0/im/bot/messages/get';
export const CARDS = '/v1.0/card/instances/callback';
export const CLIENT_SECRET = 'secret-of-the-test';
export const ALL_EVENTS: INode['parameters'] = { triggerOn: ['event'], events: ['*'] };

/** The trigger node as n8n runs it, against this gateway; not started yet. */
export const listening = (
	server: Pick<StreamServer, 'url'>,
	options: Partial<Omit<TriggerOptions, 'node' | 'credentials'>> & {
		data?: ICredentialDataDecryptedObject;
		/** In place of real time. */
		clock?: Clock;
	} = {},
) =>
	triggerRun({
		parameters: { triggerOn: ['message'] },
		...options,
		node: options.clock ? withClock(options.clock) : new DingTalkTrigger(),
		credentials: appCredential({
			apiBaseUrl: server.url,
			oapiBaseUrl: server.url,
			...options.data,
		}),
	});

/** The trigger node by this clock. */
export function withClock(clock: Clock): DingTalkTrigger {
	const node = new DingTalkTrigger();
	node.trigger = async function (this: ITriggerFunctions) {
		return await start(this, { clock, openSocket });
	};
	return node;
}

/** A bot message as DingTalk pushes it. */
export const botMessage = (msgId: string, content: string, more: object = {}) => ({
	conversationId: 'cidTest==',
	conversationType: '2',
	conversationTitle: 'Ops',
	chatbotCorpId: 'dingcorp',
	msgId,
	senderNick: '李娜',
	senderStaffId: 'lina',
	senderUnionId: 'union-lina',
	isAdmin: false,
	createAt: 1_700_000_000_000,
	robotCode: 'dingtest',
	msgtype: 'text',
	text: { content: ` ${content}` },
	...more,
});

/** Headers of an event push. */
export const eventHeaders = (eventId: string, eventType = 'user_add_org') => ({
	eventId,
	eventType,
	eventCorpId: 'dingcorp',
	eventBornTime: '1700000000000',
});

/** A card press as DingTalk pushes it. */
export const cardPress = (outTrackId: string, actionId: string) => ({
	type: 'actionCallback',
	outTrackId,
	corpId: 'dingcorp',
	userId: 'lina',
	spaceId: 'cidTest==',
	spaceType: 'IM_GROUP',
	content: JSON.stringify({ cardPrivateData: { actionIds: [actionId], params: {} } }),
});
