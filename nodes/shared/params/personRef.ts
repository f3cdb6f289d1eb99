import { InputError } from '../errors/inputError';
import { toId } from '../values/id';

/** What a given ID is; `any`: whatever DingTalk finds it to be. */
export type PersonIdKind = 'userId' | 'mobile' | 'unionId' | 'any';

/** A person as a form names one. */
export interface PersonRef {
	by: PersonIdKind;
	value: string;
	/** The field as the user sees it, for error texts. */
	field?: string;
}

/** Modes of the person picker that give something else than a userId. */
const KIND_OF_MODE: Partial<Record<string, PersonIdKind>> = {
	mobile: 'mobile',
	unionId: 'unionId',
};

/** What the modes of a person picker give. */
export const kindOfMode = (mode: string): PersonIdKind => KIND_OF_MODE[mode] ?? 'userId';

// 11 digits of the mainland, or any number with its country code.
const MOBILE = /^(?:1\d{10}|\+\d[\d-]{5,20})$/;

/**
 * The value of a person picker; a plain value is a userId.
 *
 * @throws InputError when it is empty, no ID, or a number that has lost digits
 */
export function toPersonRef(field: string, value: unknown): PersonRef {
	const { mode, content } = openLocator(value);
	const text = toId(field, content);
	if (text === '') {
		throw new InputError(
			field,
			'is empty',
			'Choose a person from the list, or give a userId, mobile number or unionId',
		);
	}
	refuseDingtalkIds(field, [text]);
	return { by: kindOfMode(mode), value: text, field };
}

/** Mode and content of a resource locator's value; a plain value is its own content. */
export function openLocator(value: unknown): { mode: string; content: unknown } {
	const isLocator =
		typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
	if (!isLocator) return { mode: '', content: value };
	return { mode: String(value.mode), content: value.value };
}

/** Blanks, brackets, and the invisible marks that address books put around numbers. */
const FILLERS = /[\s()\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

/** A mobile number as DingTalk takes it: without spaces, mainland numbers without +86. */
export function toMobile(value: string): string {
	// Full-width digits and signs become plain ones.
	const compact = value.normalize('NFKC').replace(FILLERS, '');
	const digits = compact.replace(/-/g, '');
	return /^(?:\+?86|0086)?(1\d{10})$/.exec(digits)?.[1] ?? compact;
}

/** Whether the text can be a mobile number. */
export const looksLikeMobile = (value: string): boolean => MOBILE.test(toMobile(value));

/** The unionIds of DingTalk end in iE, and are longer than most userIds. */
export const looksLikeUnionId = (value: string): boolean => /^[\w+/-]{20,}iE$/.test(value);

/**
 * Whether this is DingTalk's own ID of a person, such as `$:LWCP_v1:$MDwa66wol79LFsAILOB8VA==`. Messages to a
 * robot name everybody by one, and outsiders by nothing else. It is no userId and no unionId: no call takes it,
 * but for `at.atDingtalkIds`.
 */
export const isDingtalkId = (value: string): boolean => /^\$:LWCP\w*:/.test(value.trim());

/** @throws InputError for DingTalk's own ID of a person, where another one is needed */
export function refuseDingtalkIds(field: string, ids: readonly string[]): void {
	const found = ids.find(isDingtalkId);
	if (found === undefined) return;
	throw new InputError(
		field,
		`holds DingTalk's own ID of a person, which only a reply as text or markdown can mention by: ${found.slice(0, 60)}`,
		"Give the userId, unionId or mobile number. People of other organisations have none of them in this one: answer their message with Message > Send to Reply, whose 'Mentions > User IDs' take this ID",
	);
}
