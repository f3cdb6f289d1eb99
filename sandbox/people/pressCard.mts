import { answerPress, fillIn, readParams, viewOf } from '../behaviours/card/data.mts';
import { cardSignature } from '../callback/crypto.mts';
import { postJson } from '../callback/post.mts';
import { isObject } from '../contract/check.mts';
import { toJson } from '../json.mts';
import type { World } from '../server/call.mts';
import { CORP_ID } from '../state/seed.mts';
import type { Card, CardAnswered, CardPress, CardRoute } from '../state/types.mts';
import { CARD_WAIT_MS } from '../stream/delivery.mts';
import { TOPICS } from '../stream/frame.mts';

/** What came back: parsed JSON, or nothing in time. */
type Response = { data: unknown } | undefined;

function readPress({ store }: World, outTrackId: string, press: CardPress): Card {
	const card = store.cards.get(outTrackId);
	if (!card) throw new TypeError(`No card has the outTrackId "${outTrackId}"`);
	const { userId, actionIds } = press;
	if (!store.people.has(userId)) {
		throw new TypeError(`Expected a userId of the sandbox, got "${userId}"`);
	}
	if (!Array.isArray(actionIds) || actionIds.some((id) => typeof id !== 'string')) {
		throw new TypeError('Expected actionIds to be a list of texts');
	}
	return card;
}

/** What the pressed buttons carry, as this person has them. */
function buttonParams(card: Card, { userId, actionIds }: CardPress): Record<string, string> {
	const view = viewOf(card, userId);
	const pressed = card.buttons.filter(({ id }) => actionIds.includes(id));
	const bound = pressed.flatMap(({ params = {} }) => Object.entries(params));
	return Object.fromEntries(bound.map(([name, text]) => [name, fillIn(text, view)]));
}

/** What the app hears: `content` is JSON inside JSON. */
function callbackBody({ store }: World, card: Card, press: CardPress) {
	const { userId, actionIds } = press;
	const params = { ...buttonParams(card, press), ...press.params };
	const unionId = store.people.get(userId)?.unionId;
	return {
		type: 'actionCallback',
		outTrackId: card.outTrackId,
		corpId: CORP_ID,
		userId: card.userIdType === 2 ? unionId : userId,
		content: toJson({ cardPrivateData: { actionIds, params } }),
	};
}

/** The space the presser sees the card in; which names DingTalk gives it is [unverified]. */
function spaceOf({ store }: World, { places, userIdType }: Card, userId: string) {
	const place =
		places.find(({ spaceType, spaceId }) =>
			spaceType === 'IM_GROUP'
				? store.groups.get(spaceId)?.userIds.includes(userId)
				: spaceId === userId,
		) ?? places[0];
	const space = place ? { spaceId: place.spaceId, spaceType: place.spaceType } : {};
	return { ...space, extension: '{}', userIdType };
}

async function askByStream(world: World, card: Card, press: CardPress): Promise<Response> {
	return await new Promise((resolve) => {
		world.gateway.push({
			kind: 'cardAction',
			key: card.outTrackId,
			clientId: card.app,
			data: { ...callbackBody(world, card, press), ...spaceOf(world, card, press.userId) },
			// Over Stream the update stands under `response`.
			onAnswer: (answer) =>
				resolve(
					answer === undefined
						? undefined
						: { data: isObject(answer) ? answer.response : undefined },
				),
		});
	});
}

async function askByHttp(
	world: World,
	card: Card,
	press: CardPress,
	{ url, apiSecret }: CardRoute,
): Promise<Response> {
	const { store, ledger, callbacks } = world;
	const info = ledger.open({
		kind: 'cardAction',
		key: card.outTrackId,
		clientId: card.app,
		via: 'http',
		createdAt: store.now(),
	});
	Object.assign(info, { attempts: 1, status: 'pushed', lastPushedAt: store.now() });
	store.changed();
	const timestamp = String(store.now());
	const headers: Record<string, string> = apiSecret
		? {
				'x-ddpaas-signature-timestamp': timestamp,
				'x-ddpaas-signature': cardSignature(apiSecret, timestamp),
			}
		: {};
	const text = toJson(callbackBody(world, card, press));
	const answer = await postJson(url, text, callbacks.signal, headers, CARD_WAIT_MS);
	const problem = 'problem' in answer ? answer.problem : statusProblem(answer.status);
	Object.assign(info, problem ? { status: 'lost', problem } : { status: 'acked' });
	store.changed();
	return 'problem' in answer || problem ? undefined : { data: parse(answer.text) };
}

const statusProblem = (status: number): string | undefined =>
	status === 200 ? undefined : `HTTP status ${status}`;

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Asks the app, when the card says how. */
async function ask(world: World, card: Card, press: CardPress): Promise<Response | 'nobody'> {
	const { callbackType, callbackRouteKey = '', app } = card;
	if (callbackType === 'STREAM') {
		if (!world.gateway.listens(app, TOPICS.cardAction)) return 'nobody';
		return await askByStream(world, card, press);
	}
	const route = world.callbacks.cardRoute(app, callbackRouteKey);
	if (callbackType !== 'HTTP' || !route) return 'nobody';
	return await askByHttp(world, card, press, route);
}

/** Applies what the app answered to the card. */
function apply({ store }: World, card: Card, userId: string, data: unknown): CardAnswered {
	if (!isObject(data)) return { answered: 'empty' };
	const { cardData, userPrivateData, cardUpdateOptions } = data;
	const params = cardData ? readParams(cardData) : undefined;
	const own = userPrivateData ? readParams(userPrivateData) : undefined;
	if ((cardData && !params) || (userPrivateData && !own)) {
		return { answered: 'empty', problem: 'every value of a cardParamMap must be a text' };
	}
	if (!params && !own) return { answered: 'empty' };
	answerPress(store, card, userId, { params, own }, cardUpdateOptions);
	return { answered: 'inTime' };
}

/** Somebody presses a button: the app is asked and has two seconds to change the card. */
export async function pressCard(
	world: World,
	outTrackId: string,
	press: CardPress,
): Promise<CardAnswered> {
	const card = readPress(world, outTrackId, press);
	const response = await ask(world, card, press);
	if (response === 'nobody') return { answered: 'nobody' };
	if (!response) return { answered: 'tooLate' };
	return apply(world, card, press.userId, response.data);
}
