import type { IDataObject } from 'n8n-workflow';

import { objectAt, textAt } from './payload';

/** Who pressed a card's button, where, and what came with it. */
export interface CardAction {
	outTrackId?: string;
	actionIds: string[];
	params: IDataObject;
	/** One of the two, as the card's user ID type says. */
	user: { userId?: string; unionId?: string };
	space: { id?: string; type?: string };
}

/** A card's parameters; DingTalk takes text values only. */
export interface CardParams {
	cardParamMap: Record<string, string>;
}

/** What a card shows from now on: to everybody, and to the one who pressed. */
export interface CardAnswer {
	cardData?: CardParams;
	userPrivateData?: CardParams;
	/** Without them DingTalk takes away all parameters that the response does not name. */
	cardUpdateOptions: IDataObject;
}

/** `userIdType` of cards that name people by union ID. */
export const BY_UNION_ID = 2;

/**
 * The parts of a card callback.
 *
 * @see DingTalk docs "事件回调": `content.cardPrivateData`
 */
export function cardActionOf(data: IDataObject): CardAction {
	const content = objectAt(
		'content' in data ? objectAt(data, 'content') : objectAt(data, 'value'),
		'cardPrivateData',
	);
	const person = textAt(data, 'userId');
	const isUnionId = Number(data.userIdType) === BY_UNION_ID;
	return {
		outTrackId: textAt(data, 'outTrackId'),
		actionIds: Array.isArray(content.actionIds) ? content.actionIds.map(String) : [],
		params: objectAt(content, 'params'),
		user: isUnionId ? { unionId: person } : { userId: person },
		space: { id: textAt(data, 'spaceId'), type: textAt(data, 'spaceType') },
	};
}
