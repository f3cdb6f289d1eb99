import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { utf8Bytes } from '../../shared/messages/checks';
import { cleanText } from '../../shared/messages/clean';
import { toCardValue } from '../../shared/values/cardValue';
import { thousands } from '../../shared/values/words';

/** Variables of a card by name; DingTalk takes texts only. */
export type CardParams = Record<string, string>;

/** DingTalk docs "创建并投放卡片": `cardParamMap`, in UTF-8 bytes; `outTrackId` in characters. */
export const CARD_LIMITS = { nameBytes: 100, valueBytes: 1024, trackIdChars: 64 } as const;

/** `userIdType` of calls that name people by userId. */
export const BY_USER_ID = 1;

/** `privateData` of a call, by userId; nothing where nobody has variables of their own. */
export function privateDataOf(privateParams: Record<string, CardParams>): IDataObject {
	const people = Object.entries(privateParams);
	if (people.length === 0) return {};
	return {
		privateData: Object.fromEntries(
			people.map(([userId, cardParamMap]) => [userId, { cardParamMap }]),
		),
	};
}

/**
 * Variables with any values as the texts that DingTalk wants.
 *
 * @param field as the user sees it
 * @throws InputError naming the variable that has no name, or is too long
 */
export function toCardParams(
	field: string,
	variables: Iterable<readonly [name: string, value: unknown]>,
): CardParams {
	const params: CardParams = {};
	for (const [name, value] of variables) {
		const text = cleanText(toCardValue(value));
		assertFits(field, name, text);
		params[name] = text;
	}
	return params;
}

function assertFits(field: string, name: string, text: string): void {
	const { nameBytes, valueBytes } = CARD_LIMITS;
	if (utf8Bytes(name) > nameBytes) {
		throw new InputError(
			field,
			`has a variable whose name is longer than ${nameBytes} bytes: ${name.slice(0, 50)}…`,
			'Give the name that the variable has in the card template',
		);
	}
	const bytes = utf8Bytes(text);
	if (bytes <= valueBytes) return;
	throw new InputError(
		field,
		`has ${thousands(bytes)} bytes for '${name}'; the limit is ${thousands(valueBytes)} bytes for a variable`,
		"Shorten it, or write a long text into the card with 'Card > Stream Text'",
	);
}
