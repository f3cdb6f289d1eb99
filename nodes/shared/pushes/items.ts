import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Session, SessionBinding } from '../auth/sealedSession';
import type { FileStore } from '../media/download';
import type { DingTalkApi } from '../transport/api';
import { cardActionOf } from './card';
import { eventDataOf } from './eventData';
import type { PushFiles } from './files';
import { describeFiles, downloadFiles } from './files';
import {
	attachmentsOf,
	conversationOf,
	mentionsOf,
	messageTextOf,
	messageTypeOf,
	senderOf,
	sessionOf,
} from './message';
import { compact, textAt, toIso, toUnixMs } from './payload';
import type { Push } from './push';
import type { PushSettings } from './settings';

/** What making an item needs of the trigger. */
export interface PushContext extends FileStore {
	/** For downloads; absent where the trigger has no app credential. */
	api: DingTalkApi | undefined;
	/**
	 * Seals a message's session webhook for Message > Send to Reply; undefined where there is no secret to seal
	 * with. `api.sealSession` fits.
	 */
	seal(session: Session, binding: SessionBinding): string | undefined;
}

/**
 * The item of a push, clean and typed by its kind, or DingTalk's own payload when Simplify is off. The session
 * webhook of a message is in it only sealed, unless the settings say otherwise.
 */
export async function toItems(
	context: PushContext,
	push: Push,
	settings: PushSettings,
): Promise<INodeExecutionData[]> {
	switch (push.kind) {
		case 'message':
			return [await messageItem(context, push, settings)];
		case 'event':
			return [{ json: eventJson(push, settings) }];
		case 'cardAction':
			return [{ json: cardJson(push, settings) }];
	}
}

async function messageItem(
	context: PushContext,
	push: Push,
	settings: PushSettings,
): Promise<INodeExecutionData> {
	const files = await filesOf(context, push, settings);
	const json = settings.simplify
		? simpleMessage(push, files, secretsOf(context, push, settings))
		: rawMessage(push, files, secretsOf(context, push, settings), settings);
	return Object.keys(files.binary).length > 0 ? { json, binary: files.binary } : { json };
}

async function filesOf(
	{ helpers, api }: PushContext,
	{ data }: Push,
	{ downloadFiles: isOn, filesField }: PushSettings,
): Promise<PushFiles> {
	const attachments = attachmentsOf(data);
	if (!isOn || attachments.length === 0) return describeFiles(attachments);
	const robotCode = textAt(data, 'robotCode');
	return await downloadFiles({ helpers, api, robotCode }, attachments, filesField);
}

/** What an item carries of the session webhook. */
function secretsOf(context: PushContext, { data }: Push, settings: PushSettings): IDataObject {
	const session = sessionOf(data);
	if (!session.url) return {};
	const binding = {
		conversationId: textAt(data, 'conversationId') ?? '',
		messageId: textAt(data, 'msgId') ?? '',
	};
	return compact({
		sealedSession: context.seal(session, binding),
		sessionWebhook: settings.includeSessionWebhook ? session.url : undefined,
	});
}

const simpleMessage = ({ data }: Push, { files }: PushFiles, secrets: IDataObject) => ({
	kind: 'message',
	...compact({
		messageId: textAt(data, 'msgId'),
		messageType: messageTypeOf(data),
		text: messageTextOf(data),
		sender: compact(senderOf(data)),
		conversation: compact(conversationOf(data)),
		mentions: mentionsOf(data).map(compact),
		files,
		robotCode: textAt(data, 'robotCode'),
		sentAt: toIso(toUnixMs(data.createAt)),
		...secrets,
		sessionExpiresAt: toIso(toUnixMs(data.sessionWebhookExpiredTime)),
	}),
});

function rawMessage(
	{ data }: Push,
	{ files }: PushFiles,
	secrets: IDataObject,
	settings: PushSettings,
): IDataObject {
	// As in everything that is read of a payload, the case of a name does not matter.
	const isOpen = ([name]: [string, unknown]) => name.toLowerCase() !== 'sessionwebhook';
	const open = Object.fromEntries(Object.entries(data).filter(isOpen)) as IDataObject;
	// Which binary field holds which file, DingTalk's payload cannot say.
	return {
		kind: 'message',
		...open,
		...(settings.downloadFiles && files.length > 0 ? { files } : {}),
		...secrets,
	};
}

function eventJson(push: Push, { simplify }: PushSettings): IDataObject {
	const { id, eventType, corpId, bornAt, data } = push;
	return {
		kind: 'event',
		...compact({ eventType, eventId: id, corpId, bornAt: toIso(bornAt) }),
		data: simplify ? eventDataOf(push) : data,
	};
}

function cardJson({ data, corpId }: Push, { simplify }: PushSettings): IDataObject {
	if (!simplify) return { kind: 'cardAction', ...data };
	const { outTrackId, actionIds, params, user, space } = cardActionOf(data);
	return {
		kind: 'cardAction',
		...compact({ outTrackId }),
		// Always there: workflows branch on them.
		actionIds,
		params,
		...compact({ user: compact(user), space: compact(space), corpId }),
	};
}
