import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Request, World } from '../../server/call.mts';
import type { Card, MessageTarget } from '../../state/types.mts';
import { toUserId } from './data.mts';
import { robotSender } from '../robot/message.mts';

/** Spaces of the documentation, with the names of their models in a request. */
export const SPACES = [
	{
		type: 'IM_GROUP',
		spaceModel: 'imGroupOpenSpaceModel',
		deliverModel: 'imGroupOpenDeliverModel',
	},
	{
		type: 'IM_ROBOT',
		spaceModel: 'imRobotOpenSpaceModel',
		deliverModel: 'imRobotOpenDeliverModel',
	},
	{
		type: 'IM_SINGLE',
		spaceModel: 'imSingleOpenSpaceModel',
		deliverModel: 'imSingleOpenDeliverModel',
	},
	{ type: 'ONE_BOX', spaceModel: 'topOpenSpaceModel', deliverModel: 'topOpenDeliverModel' },
];

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
		if (!isObject(model) || (space.type === 'IM_GROUP' && !model.robotCode)) {
			// Each endpoint lists a code of its own; that it means this is [unverified].
			const own =
				endpoint.id === 'card.deliver' ? 'spaceDeliverModelEmpty' : 'openDeliverModelError';
			return apiError(endpoint, `param.${own}`);
		}
		destinations.push({ type: space.type, id, model });
	}
	return destinations;
}

/** Delivers to each place; the texts of failures are [unverified]. */
export function deliver(world: World, request: Request, card: Card, places: Destination[]) {
	return places.map((place) => {
		const target = findTarget(world, request, card, place);
		const base = { spaceType: place.type, spaceId: place.id };
		if (typeof target === 'string') return { ...base, success: false, errorMsg: target };
		const { id: messageId } = world.store.post({
			via: 'card-instance',
			sender: robotSender(request.app),
			target,
			kind: 'card',
			content: { outTrackId: card.outTrackId },
			mediaIds: [],
		});
		const spaceId = target.openConversationId ?? (target.userIds as string[])[0];
		card.places.push({ spaceType: place.type, spaceId, messageId });
		return { ...base, success: true, carrierId: randomBytes(16).toString('base64'), errorMsg: '' };
	});
}

function findTarget(
	{ store }: World,
	{ app }: Request,
	card: Card,
	{ type, id, model }: Destination,
): MessageTarget | string {
	if (!card.spaceTypes.includes(type)) return `The card was made without a space of ${type}`;
	const { robotCode } = model;
	if (robotCode && robotCode !== app.robotCode) return 'robotCode is not of this app';
	if (type === 'IM_ROBOT') {
		const userId = toUserId(store, id, card.userIdType);
		return userId ? { userIds: [userId] } : 'userId does not exist';
	}
	if (type !== 'IM_GROUP') return `The sandbox shows no cards in ${type}`;
	const group = store.liveGroup(id);
	if (!group) return 'openConversationId does not exist';
	if (!group.robotCodes.includes(app.robotCode)) return 'the robot is not in the group';
	return { openConversationId: id };
}
