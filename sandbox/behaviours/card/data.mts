import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Request } from '../../server/call.mts';
import type { Store } from '../../state/store.mts';
import type { Card } from '../../state/types.mts';

/** Parameters of a card; every value is a text. */
export type CardParams = Record<string, string>;

const MAX_KEY_BYTES = 100;
const MAX_VALUE_BYTES = 1024;

/** `cardParamMap` of an object, or nothing when a value is no text or too long. */
export function readParams(data: unknown): CardParams | undefined {
	const map = isObject(data) ? (data.cardParamMap ?? {}) : undefined;
	if (!isObject(map)) return undefined;
	const isGood = Object.entries(map).every(
		([name, value]) =>
			typeof value === 'string' &&
			Buffer.byteLength(name) <= MAX_KEY_BYTES &&
			Buffer.byteLength(value) <= MAX_VALUE_BYTES,
	);
	return isGood ? ({ ...map } as CardParams) : undefined;
}

/** Whose id this is: a userId, or with `userIdType` 2 a unionId. */
export function toUserId(store: Store, id: string, userIdType: number): string | undefined {
	if (userIdType !== 2) return store.people.has(id) ? id : undefined;
	return [...store.people.values()].find(({ unionId }) => unionId === id)?.userId;
}

/** Public and private parameters of a request. */
export interface CardData {
	params?: CardParams;
	privateParams: Record<string, CardParams>;
}

/** Reads `cardData` and `privateData`, or refuses them. */
export function readCardData(
	store: Store,
	{ body, endpoint }: Request,
	userIdType: number,
): CardData | Answer {
	const result: CardData = { privateParams: {} };
	if (body.cardData !== undefined && body.cardData !== null) {
		result.params = readParams(body.cardData);
		if (!result.params) return apiError(endpoint, 'param.invalid');
	}
	for (const [id, data] of Object.entries((body.privateData as object) ?? {})) {
		const userId = toUserId(store, id, userIdType);
		if (!userId) return apiError(endpoint, 'param.userIdNotExist');
		const params = readParams(data);
		if (!params) return apiError(endpoint, 'param.invalid');
		result.privateParams[userId] = params;
	}
	return result;
}

/** The answer to a press: its public parameters too reach the presser only. */
export function answerPress(
	store: Store,
	card: Card,
	userId: string,
	{ params, own }: { params?: CardParams; own?: CardParams },
	options: unknown,
): void {
	if (params) {
		const { updateCardDataByKey } = isObject(options) ? options : {};
		const before = { ...card.params, ...card.answeredParams[userId] };
		// What an overwriting answer leaves out is empty for the presser.
		const emptied = Object.fromEntries(Object.keys(before).map((name) => [name, '']));
		const rest = updateCardDataByKey === true ? card.answeredParams[userId] : emptied;
		card.answeredParams[userId] = { ...rest, ...params };
	}
	updateCard(store, card, { privateParams: own ? { [userId]: own } : {} }, options);
}

/** What this person sees. */
export const viewOf = (card: Card, userId: string): CardParams => ({
	...card.params,
	...card.answeredParams[userId],
	...card.privateParams[userId],
});

/** A text of a template with `${name}` filled in; a variable that is not there is empty. */
export const fillIn = (text: string, params: CardParams): string =>
	text.replace(/\$\{(\w+)\}/g, (_, name: string) => params[name] ?? '');

/** Changes a card: by key only when the options say so, else everything is replaced (Trap 26). */
export function updateCard(
	store: Store,
	card: Card,
	{ params, privateParams }: CardData,
	options: unknown,
): void {
	const { updateCardDataByKey, updatePrivateDataByKey } = isObject(options) ? options : {};
	if (params) {
		card.params = updateCardDataByKey === true ? { ...card.params, ...params } : params;
		// The new state reaches everybody, those too whom an answer had shown another.
		card.answeredParams = {};
	}
	for (const [userId, own] of Object.entries(privateParams)) {
		card.privateParams[userId] =
			updatePrivateDataByKey === true ? { ...card.privateParams[userId], ...own } : own;
	}
	card.updatedAt = store.now();
	store.changed();
}
