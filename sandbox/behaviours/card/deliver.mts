import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Request, World } from '../../server/call.mts';
import type { Card, CardPlace } from '../../state/types.mts';
import { robotSender } from '../robot/message.mts';
import { toUserId } from './data.mts';
import { SPACES } from './spaces.mts';

/** One place a card is to go to. */
export interface Destination {
	type: string;
	id: string;
	model: Record<string, unknown>;
}

const PREFIX = 'dtv1.card//';

/** Reads `openSpaceId` (`dtv1.card//TYPE.id;TYPE.id`) and the models, or refuses them. */
export function readDelivery({ body, endpoint }: Request): Destination[] | Answer {
	const openSpaceId = body.openSpaceId as string;
	if (!openSpaceId.startsWith(PREFIX)) return apiError(endpoint, 'param.openSpaceIdInvalid');
	if (!SPACES.some(({ deliverModel }) => isObject(body[deliverModel]))) {
		return apiError(endpoint, 'param.openDeliverModelEmpty');
	}
	const destinations: Destination[] = [];
	for (const part of openSpaceId.slice(PREFIX.length).split(';')) {
		const [, name = '', id = ''] = /^(\w+)\.(.+)$/.exec(part) ?? [];
		// The documentation also writes the types in lower case.
		const space = SPACES.find(({ type }) => type === name.toUpperCase());
		if (!space) return apiError(endpoint, 'param.openSpaceIdInvalid');
		const model = body[space.deliverModel];
		if (!isObject(model) || lacksWhatItNeeds(space.type, model)) {
			// Each endpoint lists a code of its own; that it means this is [unverified].
			const own =
				endpoint.id === 'card.deliver' ? 'spaceDeliverModelEmpty' : 'openDeliverModelError';
			return apiError(endpoint, `param.${own}`);
		}
		destinations.push({ type: space.type, id, model });
	}
	return destinations;
}

/** `robotCode` in a group, `expiredTimeMillis` on top of a chat. */
function lacksWhatItNeeds(type: string, model: Record<string, unknown>): boolean {
	if (type === 'ONE_BOX') return typeof model.expiredTimeMillis !== 'number';
	return type === 'IM_GROUP' && !model.robotCode;
}

/** Delivers to each place; the texts of failures are [unverified]. */
export function deliver(world: World, request: Request, card: Card, places: Destination[]) {
	return places.map((place) => {
		const problem = problemOf(world, request, card, place);
		const base = { spaceType: place.type, spaceId: place.id };
		if (problem !== undefined) return { ...base, success: false, errorMsg: problem };
		card.places.push(
			place.type === 'ONE_BOX' ? putOnTop(world, place) : postCard(world, request, card, place),
		);
		world.store.changed();
		return { ...base, success: true, carrierId: randomBytes(16).toString('base64'), errorMsg: '' };
	});
}

/** On top of a chat the card is no message. */
function putOnTop({ store }: World, { type, id, model }: Destination): CardPlace {
	return {
		spaceType: type,
		spaceId: id,
		expiresAt: model.expiredTimeMillis as number,
		...namedOnly(model.userIds),
		deliveredAt: store.now(),
	};
}

function postCard(
	{ store }: World,
	{ app }: Request,
	card: Card,
	{ type, id, model }: Destination,
): CardPlace {
	const userId = toUserId(store, id, card.userIdType) ?? '';
	const isGroup = type === 'IM_GROUP';
	const { id: messageId } = store.post({
		via: 'card-instance',
		sender: robotSender(app),
		target: isGroup ? { openConversationId: id } : { userIds: [userId] },
		kind: 'card',
		content: { outTrackId: card.outTrackId },
		mediaIds: [],
	});
	return {
		spaceType: type,
		spaceId: isGroup ? id : userId,
		messageId,
		...(isGroup ? namedOnly(model.recipients) : {}),
		deliveredAt: store.now(),
	};
}

const namedOnly = (userIds: unknown) =>
	Array.isArray(userIds) && userIds.length > 0 ? { userIds: userIds as string[] } : {};

/** Why the card cannot go there. */
function problemOf(
	{ store }: World,
	{ app }: Request,
	card: Card,
	{ type, id, model }: Destination,
): string | undefined {
	if (!card.spaces[type]) return `The card was made without a space of ${type}`;
	const { robotCode, expiredTimeMillis } = model;
	if (robotCode && robotCode !== app.robotCode) return 'robotCode is not of this app';
	if (type === 'IM_ROBOT') {
		return toUserId(store, id, card.userIdType) ? undefined : 'userId does not exist';
	}
	if (type === 'IM_SINGLE') return `The sandbox shows no cards in ${type}`;
	const group = store.liveGroup(id);
	if (!group) return 'spaceId is illegal';
	if (!group.robotCodes.includes(app.robotCode)) return 'the robot is not in the group';
	if (type === 'ONE_BOX' && !(Number(expiredTimeMillis) > store.now())) {
		return 'expiredTimeMillis is over';
	}
	return undefined;
}
