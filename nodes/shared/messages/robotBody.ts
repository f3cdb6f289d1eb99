import type { IDataObject } from 'n8n-workflow';

import { refuseDingtalkIds } from '../params/personRef';
import { InputError } from '../errors/inputError';
import { toJson } from '../wire/json';
import { cleanContent } from './clean';
import { assertCount, requirePicture, requireText, requireUrl, utf8Bytes } from './checks';
import type {
	ActionCardContent,
	CustomContent,
	FeedCardContent,
	LinkContent,
	Mentions,
	MessageContent,
} from './content';
import { WEBHOOK_LIMITS } from './limits';
import type { AtList } from './mentions';
import { checkedMentions, isEmpty, MENTIONS_FIELD, toAtList, withMentionText } from './mentions';
import { checkButtons } from './msgParam';
import { KINDS } from './targets';
import { thousands } from '../values/words';

/**
 * Body of a group robot's webhook and of a reply to a session webhook.
 * Source: DingTalk docs "自定义机器人发送群消息", "消息类型与数据格式".
 */
export interface RobotBody extends IDataObject {
	msgtype: string;
	/** Beside `msgtype`, never inside the message's own object. */
	at?: AtList & IDataObject;
	/** The same value again posts nothing: DingTalk takes it for a repetition. */
	msgUuid?: string;
}

export const NO_MENTIONS: Mentions = { mobiles: [], userIds: [], everyone: false };

/**
 * Builds the wire body; what mentions somebody shows it in the text as well.
 *
 * @throws InputError for empty, unusable or unsupported input
 */
export function buildRobotBody(
	uncleaned: MessageContent,
	given: Mentions = NO_MENTIONS,
): RobotBody {
	const content = cleanContent(uncleaned);
	const mentions = checkedMentions(given);
	switch (content.kind) {
		case 'text': {
			const text = withMentionText(requireText('Text', content.text), mentions, ' ');
			return withAt({ msgtype: 'text', text: { content: text } }, mentions);
		}
		case 'markdown': {
			const text = withMentionText(requireText('Markdown', content.markdown), mentions, '\n\n');
			const title = requireText('Title', content.title);
			return withAt({ msgtype: 'markdown', markdown: { title, text } }, mentions);
		}
		case 'link':
			refuseMentions('a link message', mentions);
			return { msgtype: 'link', link: linkPart(content) };
		case 'actionCard':
			return { msgtype: 'actionCard', actionCard: cardPart(content, mentions) };
		case 'customJson':
			refuseMentions('Custom JSON', mentions);
			return customBody(content);
		case 'feedCard':
			refuseMentions('a feed card', mentions);
			return { msgtype: 'feedCard', feedCard: { links: feedLinks(content) } };
		default:
			throw new InputError(
				'Message Type',
				`is '${KINDS[content.kind].name}', which a group robot's webhook cannot send`,
				'Put the picture into a markdown message as ![](URL), or send it with the DingTalk node and an app robot',
			);
	}
}

function customBody({ value }: CustomContent): RobotBody {
	const { msgtype } = value;
	if (
		typeof msgtype === 'string' &&
		typeof value[msgtype] === 'object' &&
		value[msgtype] !== null
	) {
		return value as unknown as RobotBody;
	}
	throw new InputError(
		'Custom JSON',
		"has no 'msgtype' with an object of that name, which a robot's webhook needs",
		'Give an object such as {"msgtype": "text", "text": {"content": "Hello"}, "at": {"isAtAll": true}}',
	);
}

function withAt(body: RobotBody, mentions: Mentions): RobotBody {
	const at = toAtList(mentions);
	return at ? { ...body, at: { ...at } } : body;
}

function refuseMentions(what: string, mentions: Mentions): void {
	if (isEmpty(mentions)) return;
	throw new InputError(
		MENTIONS_FIELD,
		`cannot be used here: ${what} mentions nobody`,
		'Send a text or markdown message if people have to be mentioned',
	);
}

const linkPart = (content: LinkContent): IDataObject => ({
	title: requireText('Title', content.title),
	text: requireText('Link Text', content.text),
	// Lower-case "rl" in links, upper-case URL in cards.
	messageUrl: requireUrl('Message URL', content.messageUrl),
	...(content.picUrl?.trim() ? { picUrl: requirePicture('Picture URL', content.picUrl) } : {}),
});

function cardPart(content: ActionCardContent, mentions: Mentions): IDataObject {
	if (mentions.mobiles.length > 0 || mentions.everyone) {
		throw new InputError(
			MENTIONS_FIELD,
			'names mobile numbers or everyone, which an action card cannot mention',
			"Use 'User IDs', or send a text or markdown message",
		);
	}
	// They need a list beside the text, which a card has not.
	refuseDingtalkIds(MENTIONS_FIELD, mentions.userIds);
	assertCount('Buttons', content.buttons.length, 1, Number.POSITIVE_INFINITY);
	const buttons = checkButtons(content.buttons).map(({ title, url }) => ({
		title,
		actionURL: url,
	}));
	const [first] = buttons;
	const text = requireText('Markdown', content.markdown);
	const title = requireText('Title', content.title);
	return {
		title,
		// A card has no documented `at`: the @userId in its text is the mention.
		text: withMentionText(text, mentions, '\n\n'),
		// "0" and "1" are strings here. With singleTitle, DingTalk ignores btns: one button and several
		// are two kinds of card.
		...(buttons.length === 1
			? { singleTitle: first.title, singleURL: first.actionURL }
			: { btns: buttons, btnOrientation: content.layout === 'horizontal' ? '1' : '0' }),
		...(content.hideAvatar ? { hideAvatar: '1' } : {}),
	};
}

function feedLinks(content: FeedCardContent): IDataObject[] {
	assertCount('Links', content.links.length, 1, Number.POSITIVE_INFINITY);
	return content.links.map(({ title, messageUrl, picUrl }, index) => ({
		title: requireText(`Links > Title ${index + 1}`, title),
		messageURL: requireUrl(`Links > Message URL ${index + 1}`, messageUrl),
		picURL: requirePicture(`Links > Picture URL ${index + 1}`, picUrl),
	}));
}

/** Size of a body as it is sent. */
export const bodyBytes = (body: RobotBody): number => utf8Bytes(toJson(body));

/** @throws InputError when DingTalk would refuse the body for its size (460101) */
export function assertBodySize(field: string, body: RobotBody, fix: string): void {
	const bytes = bodyBytes(body);
	if (bytes <= WEBHOOK_LIMITS.bodyBytes) return;
	throw new InputError(
		field,
		`is too long: the message has ${thousands(bytes)} bytes; the limit is ${thousands(WEBHOOK_LIMITS.bodyBytes)} bytes`,
		fix,
	);
}
