import type { Answer } from '../../contract/answers.mts';
import { oapiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Store } from '../../state/store.mts';
import type { Mentions, MessageContent, MessageKind } from '../../state/types.mts';
import { isMediaId, mediaIdsInMarkdown } from '../media/mediaIds.mts';

/** A webhook message that passed all checks. */
export interface WebhookMessage {
	kind: MessageKind;
	content: MessageContent;
	mentions: Mentions;
	mediaIds: string[];
	msgUuid?: string;
}

/** Carries a refusal's text out of the field readers below; never leaves this file. */
class BadField extends Error {}

function text(from: Record<string, unknown>, path: string): string {
	const name = path.slice(path.lastIndexOf('.') + 1);
	const value = from[name];
	if (value === undefined || value === null || value === '') throw new BadField(`缺少参数 ${path}`);
	if (typeof value !== 'string') throw new BadField(`不合法的参数 ${path}`);
	return value;
}

function optionalText(from: Record<string, unknown>, path: string): string | undefined {
	const name = path.slice(path.lastIndexOf('.') + 1);
	const value = from[name];
	return value === undefined || value === null || value === '' ? undefined : text(from, path);
}

// "0"/"1" as text: a number or a boolean is refused.
function flag(from: Record<string, unknown>, path: string): boolean {
	const value = optionalText(from, path);
	if (value !== undefined && value !== '0' && value !== '1') {
		throw new BadField(`不合法的参数 ${path}`);
	}
	return value === '1';
}

function objects(from: Record<string, unknown>, path: string): Array<Record<string, unknown>> {
	const list = from[path.slice(path.lastIndexOf('.') + 1)];
	if (list === undefined || list === null) throw new BadField(`缺少参数 ${path}`);
	if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) {
		throw new BadField(`不合法的参数 ${path}`);
	}
	return list;
}

type Reader = (part: Record<string, unknown>) => MessageContent;

// Mind the capitals: messageUrl/picUrl in link, messageURL/picURL in feedCard, singleURL and
// actionURL in actionCard.
const READERS: Record<string, Reader> = {
	text: (part) => ({ text: text(part, 'text.content') }),
	markdown: (part) => ({ title: text(part, 'markdown.title'), text: text(part, 'markdown.text') }),
	link: (part) => ({
		title: text(part, 'link.title'),
		text: text(part, 'link.text'),
		messageUrl: text(part, 'link.messageUrl'),
		picUrl: optionalText(part, 'link.picUrl'),
	}),
	actionCard: (part) => {
		const hasSingle = part.singleTitle !== undefined || part.singleURL !== undefined;
		// With singleTitle or singleURL there, btns is ignored.
		const buttons = hasSingle
			? [
					{
						title: text(part, 'actionCard.singleTitle'),
						url: text(part, 'actionCard.singleURL'),
					},
				]
			: objects(part, 'actionCard.btns').map((button) => ({
					title: text(button, 'actionCard.btns.title'),
					url: text(button, 'actionCard.btns.actionURL'),
				}));
		return {
			title: text(part, 'actionCard.title'),
			text: text(part, 'actionCard.text'),
			buttons,
			layout: flag(part, 'actionCard.btnOrientation') ? 'horizontal' : 'vertical',
			hideAvatar: flag(part, 'actionCard.hideAvatar'),
		};
	},
	feedCard: (part) => ({
		links: objects(part, 'feedCard.links').map((link) => ({
			title: text(link, 'feedCard.links.title'),
			messageUrl: text(link, 'feedCard.links.messageURL'),
			picUrl: text(link, 'feedCard.links.picURL'),
		})),
	}),
};

function strings(at: Record<string, unknown>, name: string): string[] {
	const list = at[name] ?? [];
	if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) {
		throw new BadField(`不合法的参数 at.${name}`);
	}
	return list;
}

function readMentions(at: Record<string, unknown> = {}, isSession: boolean): Mentions {
	const everyone = at.isAtAll ?? false;
	if (typeof everyone !== 'boolean') throw new BadField('不合法的参数 at.isAtAll');
	// Answers to a session only; that they mention is [unverified], the documents name no such field any more.
	const dingtalkIds = isSession ? strings(at, 'atDingtalkIds') : [];
	return {
		mobiles: strings(at, 'atMobiles'),
		userIds: strings(at, 'atUserIds'),
		...(dingtalkIds.length > 0 ? { dingtalkIds } : {}),
		everyone,
	};
}

/** Reads a webhook body, or refuses it: 400105 for a kind, 40035 for a field. */
export function parseWebhookMessage(
	store: Store,
	endpoint: Endpoint,
	body: Record<string, unknown>,
): WebhookMessage | Answer {
	const msgtype = body.msgtype as string;
	if (!Object.hasOwn(READERS, msgtype)) return oapiError(endpoint, 400105);
	const part = body[msgtype];
	if (!isObject(part)) return oapiError(endpoint, 40035, `缺少参数 ${msgtype}`);
	try {
		const content = READERS[msgtype](part);
		const pictures = [content.picUrl, ...(content.links ?? []).map((link) => link.picUrl)];
		const mediaIds = pictures.filter((picture) => picture !== undefined).filter(isMediaId);
		for (const mediaId of mediaIds) {
			// No code is documented for this [unverified].
			if (!store.media.has(mediaId))
				return oapiError(endpoint, 40035, `resource.not.found ${mediaId}`);
		}
		if (msgtype === 'markdown' || msgtype === 'actionCard') {
			mediaIds.push(...mediaIdsInMarkdown(store, content.text ?? ''));
		}
		const at = body.at as Record<string, unknown> | undefined;
		const mentions = readMentions(at, endpoint.id === 'robot.session.reply');
		const msgUuid = body.msgUuid as string | undefined;
		const kind = msgtype as MessageKind;
		return { kind, content, mentions, mediaIds, ...(msgUuid ? { msgUuid } : {}) };
	} catch (error) {
		if (error instanceof BadField) return oapiError(endpoint, 40035, error.message);
		throw error;
	}
}
