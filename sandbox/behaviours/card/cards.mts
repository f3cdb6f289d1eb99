import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Card, CardPlace, CardSpace, CardTemplate } from '../../state/types.mts';
import type { CardData } from './data.mts';
import { readCardData, updateCard } from './data.mts';
import { deliver, readDelivery } from './deliver.mts';
import { readSpaces } from './spaces.mts';

const userIdTypeOf = ({ body }: Request): number => (body.userIdType as number) ?? 1;

/** The card of the request, if it is the app's own. */
function findCard({ store }: World, { body, query, app, endpoint }: Request): Card | Answer {
	const card = store.cards.get((body.outTrackId ?? query.outTrackId) as string);
	return card?.app === app.clientId ? card : apiError(endpoint, 'param.cardNotExist');
}

function findTemplate({ store }: World, { body, endpoint }: Request): CardTemplate | Answer {
	const template = store.cardTemplates.get(body.cardTemplateId as string);
	if (!template) return apiError(endpoint, 'param.templateNotExist');
	return template.published ? template : apiError(endpoint, 'param.templateUnpublished');
}

function newCard(
	{ store }: World,
	request: Request,
	template: CardTemplate,
	{ params = {}, privateParams }: CardData,
	spaces: Record<string, CardSpace>,
): Card {
	const { body, app } = request;
	const { id, variables, inputs, buttons, isAi } = template;
	const isForeign = template.app !== undefined && template.app !== app.clientId;
	return {
		outTrackId: body.outTrackId as string,
		templateId: id,
		app: app.clientId,
		params,
		privateParams,
		answeredParams: {},
		variables,
		inputs,
		buttons,
		...(isAi ? { typing: { state: 'processing', frames: 0, guids: [] } } : {}),
		// Every call goes well all the same.
		...(isForeign ? { unreadable: 'foreignTemplate' } : {}),
		...(body.callbackType ? { callbackType: body.callbackType as Card['callbackType'] } : {}),
		...(body.callbackRouteKey ? { callbackRouteKey: body.callbackRouteKey as string } : {}),
		userIdType: userIdTypeOf(request),
		spaces,
		places: [],
		createdAt: store.now(),
		updatedAt: store.now(),
	};
}

/** A new card that is not kept yet, or the refusal. */
function prepare(world: World, request: Request): Card | Answer {
	const { store } = world;
	const { body, endpoint } = request;
	const template = findTemplate(world, request);
	if ('status' in template) return template;
	if (store.cards.has(body.outTrackId as string)) {
		return apiError(endpoint, 'param.cardAlreadyExist');
	}
	const spaces = readSpaces(body);
	if (!spaces) return apiError(endpoint, 'param.openSpaceModelInvalid');
	const data = readCardData(store, request, userIdTypeOf(request));
	return 'status' in data ? data : newCard(world, request, template, data, spaces);
}

function keep({ store }: World, card: Card): void {
	store.cards.set(card.outTrackId, card);
	store.changed();
}

/** `POST /v1.0/card/instances`. */
export const createCard: Behaviour = (world, request) => {
	const card = prepare(world, request);
	if ('status' in card) return card;
	keep(world, card);
	return ok({ success: true, result: card.outTrackId });
};

/** `POST /v1.0/card/instances/deliver`: what failed is in the result, under HTTP 200. */
export const deliverCard: Behaviour = (world, request) => {
	const card = findCard(world, request);
	if ('status' in card) return card;
	const delivery = readDelivery(request);
	if ('status' in delivery) return delivery;
	return ok({ success: true, result: deliver(world, request, card, delivery) });
};

/** `POST /v1.0/card/instances/createAndDeliver`. */
export const createAndDeliverCard: Behaviour = (world, request) => {
	const card = prepare(world, request);
	if ('status' in card) return card;
	const delivery = readDelivery(request);
	if ('status' in delivery) return delivery;
	// A space wants its …OpenSpaceModel as well.
	if (delivery.some(({ type }) => !card.spaces[type])) {
		return apiError(request.endpoint, 'param.openSpaceModelInvalid');
	}
	keep(world, card);
	const deliverResults = deliver(world, request, card, delivery);
	return ok({ success: true, result: { outTrackId: card.outTrackId, deliverResults } });
};

/** `PUT /v1.0/card/instances`. */
export const updateCardInstance: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	if (!isObject(body.cardData) && !isObject(body.privateData)) {
		return apiError(endpoint, 'param.cardDataAndPrivateDataBothEmpty');
	}
	const card = findCard(world, request);
	if ('status' in card) return card;
	const data = readCardData(world.store, request, userIdTypeOf(request));
	if ('status' in data) return data;
	updateCard(world.store, card, data, body.cardUpdateOptions);
	return ok({ success: true, result: true });
};

/** `PUT /v1.0/card/instances/spaces`: adds spaces, or changes those that are there. */
export const appendSpaces: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const spaces = readSpaces(body);
	if (!spaces) return apiError(endpoint, 'param.openSpaceModelInvalid');
	if (Object.keys(spaces).length === 0) return apiError(endpoint, 'param.emptyAppendSpaces');
	const card = findCard(world, request);
	if ('status' in card) return card;
	Object.assign(card.spaces, spaces);
	world.store.changed();
	return ok({ success: true, result: true });
};

/**
 * `POST /v1.0/card/tops/close`. Closing what is not on top is refused as a conversation that does not fit
 * [unverified].
 */
export const closeTopCard: Behaviour = (world, request) => {
	const { query, endpoint } = request;
	const card = findCard(world, request);
	if ('status' in card) return card;
	const isMeant = ({ spaceType, spaceId }: CardPlace) =>
		spaceType === 'ONE_BOX' && spaceId === query.openConversationId;
	if (!card.places.some(isMeant)) return apiError(endpoint, 'param.conversationIdInvalid');
	card.places = card.places.filter((place) => !isMeant(place));
	world.store.changed();
	return ok({ success: true, result: true });
};

/** `POST /v1.0/card/callbacks/register`. */
export const registerCardCallback: Behaviour = ({ callbacks }, { body, app, endpoint }) => {
	const { callbackRouteKey, callbackUrl, apiSecret, forceUpdate } = body;
	const key = callbackRouteKey as string;
	if (callbacks.cardRoute(app.clientId, key) && forceUpdate !== true) {
		return apiError(endpoint, 'param.callbackRouteKeyExist');
	}
	if (!URL.canParse(callbackUrl as string))
		return apiError(endpoint, 'system.updateCallbackFailed');
	const secret = apiSecret ? { apiSecret: apiSecret as string } : {};
	callbacks.setCardRoute(app.clientId, key, { url: callbackUrl as string, ...secret });
	return ok({ success: true, result: { callbackUrl, ...secret } });
};
