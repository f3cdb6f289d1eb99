import { isDingtalkId, toMobile } from '../params/personRef';
import { InputError } from '../errors/inputError';
import type { Mentions } from './content';
import { WEBHOOK_LIMITS } from './limits';

export const MENTIONS_FIELD = 'Mentions';

/** The `at` object beside `msgtype`: it makes clients ring, the text makes the mention show. */
export interface AtList {
	atMobiles?: string[];
	atUserIds?: string[];
	/** Answers to a session webhook only. */
	atDingtalkIds?: string[];
	isAtAll?: boolean;
}

/** What counts as everyone being named in a text already. */
const EVERYONE_WORDS = ['all', '所有人', 'everyone'];

export const isEmpty = ({ mobiles, userIds, everyone }: Mentions): boolean =>
	mobiles.length === 0 && userIds.length === 0 && !everyone;

/**
 * Mentions that DingTalk accepts: mobile numbers as in person pickers, nobody twice.
 *
 * @throws InputError for more people than a message may mention, and for what is no mobile number
 */
export function checkedMentions(mentions: Mentions): Mentions {
	const mobiles = [...new Set(mentions.mobiles.map(asMobile))];
	const userIds = [...new Set(mentions.userIds.map((userId) => userId.replace(/^@/, '').trim()))];
	const count = mobiles.length + userIds.length;
	if (count > WEBHOOK_LIMITS.mentions) {
		throw new InputError(
			MENTIONS_FIELD,
			`names ${count} people; the limit is ${WEBHOOK_LIMITS.mentions}`,
			`Mention at most ${WEBHOOK_LIMITS.mentions} people, or everyone`,
		);
	}
	return { mobiles, userIds, everyone: mentions.everyone };
}

function asMobile(given: string): string {
	const mobile = toMobile(given.replace(/^@/, ''));
	// Numbers from outside mainland China carry their country code: +852-12345678.
	if (/^\+?\d[\d-]{4,19}$/.test(mobile)) return mobile;
	throw new InputError(
		MENTIONS_FIELD,
		`holds something that is not a mobile number: ${given.slice(0, 40)}`,
		"Give mobile numbers such as 13800000000; put user IDs into 'User IDs'",
	);
}

/**
 * The text with each missing mention added at its end, once: a name that is only in `at` rings, but does
 * not show (DingTalk docs, "自定义机器人发送群消息").
 */
export function withMentionText(given: string, mentions: Mentions, separator: string): string {
	const text = withPlainMobiles(given, mentions.mobiles);
	const missing = mentionWords(mentions).filter(
		(words) => !words.some((word) => isMentioned(text, word)),
	);
	if (missing.length === 0) return text;
	return `${text.trimEnd()}${separator}${missing.map(([word]) => `@${word}`).join(' ')}`;
}

/** A number that is mentioned shows as a name only if it is written as in `at`: 13800000001, not +86 138-0000-0001. */
function withPlainMobiles(text: string, mobiles: string[]): string {
	return mobiles
		.filter((mobile) => /^1\d{10}$/.test(mobile))
		.reduce((written, mobile) => {
			const digits = [...mobile].join('[ -]?');
			const spelled = new RegExp(`(?<!\\w)@(?:(?:\\+|00)?86[ -]?)?${digits}(?!\\d)`, 'g');
			return written.replace(spelled, `@${mobile}`);
		}, text);
}

/** Each mention as the words that stand for it; the first is the one to write. */
function mentionWords({ mobiles, userIds, everyone }: Mentions): string[][] {
	const people = [...mobiles, ...userIds].map((id) => [id]);
	return everyone ? [...people, EVERYONE_WORDS] : people;
}

function isMentioned(text: string, word: string): boolean {
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	// Neither the middle of a mail address, nor the beginning of a longer id such as @lina.wang for "lina".
	return new RegExp(`(?<![\\w])@${escaped}(?!\\w|[.-]\\w)`).test(text);
}

/** The mentions that a text shows. */
export const mentionsIn = (text: string, { mobiles, userIds, everyone }: Mentions): Mentions => ({
	mobiles: mobiles.filter((mobile) => isMentioned(text, mobile)),
	userIds: userIds.filter((userId) => isMentioned(text, userId)),
	everyone: everyone && EVERYONE_WORDS.some((word) => isMentioned(text, word)),
});

/** All mentions but those of `others`. */
const mentionsWithout = (mentions: Mentions, others: Mentions): Mentions => ({
	mobiles: mentions.mobiles.filter((mobile) => !others.mobiles.includes(mobile)),
	userIds: mentions.userIds.filter((userId) => !others.userIds.includes(userId)),
	everyone: mentions.everyone && !others.everyone,
});

/** Whom each part of a message rings: everybody once, with the first part that names them. */
export function mentionsPerPart(parts: readonly string[], mentions: Mentions): Mentions[] {
	let left = mentions;
	return parts.map((part, index) => {
		const here = index === parts.length - 1 ? left : mentionsIn(part, left);
		left = mentionsWithout(left, here);
		return here;
	});
}

/**
 * The wire form, or undefined when nobody is mentioned. DingTalk's own IDs of people have a list of their own, which
 * no current page names, and which many robots use to mention whoever wrote to them [unverified].
 */
export function toAtList(mentions: Mentions): AtList | undefined {
	if (isEmpty(mentions)) return undefined;
	const dingtalkIds = mentions.userIds.filter(isDingtalkId);
	const userIds = mentions.userIds.filter((userId) => !isDingtalkId(userId));
	return {
		...(mentions.mobiles.length > 0 ? { atMobiles: mentions.mobiles } : {}),
		...(userIds.length > 0 ? { atUserIds: userIds } : {}),
		...(dingtalkIds.length > 0 ? { atDingtalkIds: dingtalkIds } : {}),
		...(mentions.everyone ? { isAtAll: true } : {}),
	};
}
