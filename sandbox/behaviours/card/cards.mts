import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Card } from '../../state/types.mts';
import type { CardData } from './data.mts';
import { readCardData, updateCard } from './data.mts';
import { deliver, readDelivery, SPACES } from './deliver.mts';

const userIdTypeOf = ({ body }: Request): number => (body.userIdType as number) ?? 1;

/** The card of the request, if it is the app's own. */
function findCard({ store }: World, { body, app, endpoint }: Request): Card | Answer {
	const card = store.cards.get(body.outTrackId as string);
	return card?.app === app.clientId ? card : apiError(endpoint, 'param.cardNotExist');
}

function templateProblem({ store }: World, { body, endpoint }: Request): Answer | undefined {
	const template = store.cardTemplates.get(body.cardTemplateId as string);
	if (!template) return apiError(endpoint, 'param.templateNotExist');
	return template.published ? undefined : apiError(endpoint, 'param.templateUnpublished');
}

function newCard({ store }: World, request: Request, data: CardData): Card {
	const { body, app } = request;
	const template = store.cardTemplates.get(body.cardTemplateId as string);
	return {
		outTrackId: body.outTrackId as string,
		templateId: body.cardTemplateId as string,
		app: app.clientId,
		params: data.params ?? {},
		privateParams: data.privateParams,
		buttons: template?.buttons ?? [],
		...(body.callbackType ? { callbackType: body.callbackType as Card['callbackType'] } : {}),
		...(body.callbackRouteKey ? { callbackRouteKey: body.callbackRouteKey as string } : {}),
		userIdType: userIdTypeOf(request),
		spaceTypes: SPACES.filter(({ spaceModel }) => isObject(body[spaceModel])).map(
			({ type }) => type,
		),
		places: [],
		createdAt: store.now(),
		updatedAt: store.now(),
	};
}

/** A new card that is not kept yet, or the refusal. */
function prepare(world: World, request: Request): Card | Answer {
	const { store } = world;
	const { body, endpoint } = request;
	const refusal = templateProblem(world, request);
	if (refusal) return refusal;
	if (store.cards.has(body.outTrackId as string)) {
		return apiError(endpoint, 'param.cardAlreadyExist');
	}
	const data = readCardData(store, request, userIdTypeOf(request));
	return 'status' in data ? data : newCard(world, request, data);
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
	if (delivery.some(({ type }) => !card.spaceTypes.includes(type))) {
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
