import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Session, SessionBinding } from '../auth/sealedSession';
import type { FileStore } from '../media/download';
import type { DingTalkApi } from '../transport/api';
import { cardActionOf } from './card';
import { eventDataOf } from './eventData';
import type { PushFiles } from './files';
import { describeFiles, downloadFiles, filesIn } from './files';
import { conversationOf, mentionsOf, saidOf, senderOf, sessionOf } from './message';
import { compact, textAt, toIso, toUnixMs } from './payload';
import type { Push } from './push';
import type { Quoted } from './quoted';
import { quotedOf } from './quoted';
import type { ForwardedChat, Said } from './said';
import type { PushSettings } from './settings';

/** What making an item needs of the trigger. */
export interface PushContext extends FileStore {
	/** For downloads; absent where the trigger has no app credential. */
	api: DingTalkApi | undefined;
	/**
	 * Seals a message's session webhook for Message > Send to Reply; '' where there is no secret to seal with. With
	 * the secret as it is now: a trigger lives longer than one.
	 */
	seal(session: Session, binding: SessionBinding): string | Promise<string>;
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
	const parts = { said: saidOf(push.data), quoted: quotedOf(push.data) };
	const files = await filesOf(context, push, parts, settings);
	const secrets = await secretsOf(context, push, settings);
	const json = settings.simplify
		? simpleMessage(push, parts, files, secrets)
		: rawMessage(push, files, secrets, settings);
	return Object.keys(files.binary).length > 0 ? { json, binary: files.binary } : { json };
}

/** What a message says, and what it quotes. */
interface Parts {
	said: Said;
	quoted?: Quoted;
}

async function filesOf(
	{ helpers, api }: PushContext,
	{ data }: Push,
	{ said, quoted }: Parts,
	{ downloadFiles: isOn, filesField }: PushSettings,
): Promise<PushFiles> {
	const attachments = [...filesIn(said), ...(quoted ? filesIn(quoted) : [])];
	if (!isOn || attachments.length === 0) return describeFiles(attachments);
	const robotCode = textAt(data, 'robotCode');
	return await downloadFiles({ helpers, api, robotCode }, attachments, filesField);
}

/** What an item carries of the session webhook. */
async function secretsOf(
	context: PushContext,
	{ data }: Push,
	settings: PushSettings,
): Promise<IDataObject> {
	const session = sessionOf(data);
	if (!session.url) return {};
	const binding = {
		conversationId: textAt(data, 'conversationId') ?? '',
		messageId: textAt(data, 'msgId') ?? '',
	};
	return compact({
		sealedSession: await context.seal(session, binding),
		sessionWebhook: settings.includeSessionWebhook ? session.url : undefined,
	});
}

const simpleMessage = (
	{ data }: Push,
	{ said, quoted }: Parts,
	files: PushFiles,
	secrets: IDataObject,
): IDataObject => ({
	kind: 'message',
	...compact({
		messageId: textAt(data, 'msgId'),
		...saidJson(said, files),
		sender: compact({ ...senderOf(data) }),
		conversation: compact(conversationOf(data)),
		mentions: mentionsOf(data).map(compact),
		quoted: quoted && quotedJson(quoted, files),
		robotCode: textAt(data, 'robotCode'),
		sentAt: toIso(toUnixMs(data.createAt)),
		...secrets,
		sessionExpiresAt: toIso(toUnixMs(data.sessionWebhookExpiredTime)),
	}),
});

const saidJson = (
	{ messageType, originalType, text, links, attachments, forwarded, content }: Said,
	files: PushFiles,
): IDataObject =>
	compact({
		messageType,
		originalType,
		text,
		links: links.map((link) => ({ ...link })),
		files: attachments.map((attachment) => files.described.get(attachment)),
		forwarded: forwarded && forwardedJson(forwarded, files),
		content,
	});

const forwardedJson = (
	{ title, summary, messages }: ForwardedChat,
	files: PushFiles,
): IDataObject =>
	compact({
		title,
		summary,
		messages: messages.map((message) =>
			compact({
				...saidJson(message, files),
				sender: compact({ ...message.sender }),
				sentAt: toIso(message.sentAt),
			}),
		),
	});

const quotedJson = (quoted: Quoted, files: PushFiles): IDataObject => {
	const { messageId, processQueryKey, sender, isFromRobot, sentAt } = quoted;
	return compact({
		messageId,
		...saidJson(quoted, files),
		sender: compact({ ...sender }),
		isFromRobot,
		processQueryKey,
		sentAt: toIso(sentAt),
	});
};

function rawMessage(
	{ data }: Push,
	{ described }: PushFiles,
	secrets: IDataObject,
	settings: PushSettings,
): IDataObject {
	const files = [...described.values()];
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
