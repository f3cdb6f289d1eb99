import { isObject } from '../../contract/check.mts';
import type { CardSpace } from '../../state/types.mts';

/** A kind of space, with the names of its models in a request. */
interface Space {
	type: string;
	spaceModel: string;
	deliverModel: string;
	/** What the space model must hold. */
	isGood(model: Record<string, unknown>): boolean;
}

const isForwardable = ({ supportForward }: Record<string, unknown>) =>
	typeof supportForward === 'boolean';

/** Spaces of the documentation. */
export const SPACES: readonly Space[] = [
	{
		type: 'IM_GROUP',
		spaceModel: 'imGroupOpenSpaceModel',
		deliverModel: 'imGroupOpenDeliverModel',
		isGood: isForwardable,
	},
	{
		type: 'IM_ROBOT',
		spaceModel: 'imRobotOpenSpaceModel',
		deliverModel: 'imRobotOpenDeliverModel',
		isGood: isForwardable,
	},
	{
		type: 'IM_SINGLE',
		spaceModel: 'imSingleOpenSpaceModel',
		deliverModel: 'imSingleOpenDeliverModel',
		isGood: () => true,
	},
	{
		type: 'ONE_BOX',
		spaceModel: 'topOpenSpaceModel',
		deliverModel: 'topOpenDeliverModel',
		isGood: ({ spaceType }) => spaceType === 'ONE_BOX',
	},
];

/**
 * The spaces a request names, by type; nothing when a model lacks what the documentation requires. That DingTalk
 * refuses it then is [unverified].
 */
export function readSpaces(body: Record<string, unknown>): Record<string, CardSpace> | undefined {
	const named = SPACES.filter(({ spaceModel }) => isObject(body[spaceModel]));
	const modelOf = ({ spaceModel }: Space) => body[spaceModel] as Record<string, unknown>;
	if (!named.every((space) => space.isGood(modelOf(space)))) return undefined;
	return Object.fromEntries(named.map((space) => [space.type, readSpace(modelOf(space))]));
}

function readSpace({ lastMessageI18n, notification }: Record<string, unknown>): CardSpace {
	const alert = isObject(notification) ? notification.alertContent : undefined;
	return {
		...(isObject(lastMessageI18n)
			? { lastMessage: lastMessageI18n as Record<string, string> }
			: {}),
		...(typeof alert === 'string' ? { alert } : {}),
	};
}
