import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { CardParams } from './params';
import { BY_USER_ID, privateDataOf } from './params';

/** Kinds of places: a group, a person's chat with the robot, the top of a group. */
export type SpaceType = 'IM_GROUP' | 'IM_ROBOT' | 'ONE_BOX';

/** Where a card goes: an openConversationId, or a userId. */
export interface Place {
	spaceType: SpaceType;
	spaceId: string;
}

/** What became of a card in one place. */
export interface Placed extends IDataObject {
	spaceType: string;
	spaceId: string;
	status: 'delivered' | 'failed' | 'unknown';
	/** DingTalk's ID of it there. */
	carrierId?: string;
	/** DingTalk's words, where it failed. */
	reason?: string;
}

/** Who hears of pressed buttons: over Stream mode, by the address of a callback route, or nobody. */
export type CardCallback = { by: 'stream' } | { by: 'http'; routeKey: string } | { by: 'nobody' };

/** A card that is to be made. */
export interface CardDraft {
	templateId: string;
	outTrackId: string;
	params: CardParams;
	/** By userId; shown to that person in place of the others. */
	privateParams: Record<string, CardParams>;
	callback: CardCallback;
	/** What the list of chats says; DingTalk has words of its own where it is ''. */
	summary: string;
	/** What the notification says; likewise. */
	notification: string;
	isForwardable: boolean;
	/** Where it may be put later on, beside its first places; that DingTalk takes them so is [unverified]. */
	furtherSpaces?: SpaceType[];
	/** What of it shows in no error. */
	secrets?: string[];
}

/** How it gets to its places. */
export interface Delivery {
	robotCode: string;
	/** Only these members of the group have it; all where it is empty. */
	visibleTo: string[];
	mentionsEveryone: boolean;
	/** Of the top of a group: until when, Unix ms. */
	expiresAt: number;
	/** The chat list shows what is typed into the card. */
	isTyped: boolean;
}

/** The languages of the chat list; DingTalk docs "创建并投放卡片": `lastMessageI18n`. */
const LANGUAGES = ['ZH_CN', 'ZH_TW', 'EN_US', 'JA_JP', 'VI_VN', 'TH_TH'];

/**
 * Makes a card and puts it into its places. What failed there stands in the answer, under HTTP 200.
 *
 * @see DingTalk docs "创建并投放卡片": POST /v1.0/card/instances/createAndDeliver
 */
export async function createAndDeliver(
	api: DingTalkApi,
	draft: CardDraft,
	places: readonly Place[],
	delivery: Delivery,
): Promise<Outcome<Placed[]>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/card/instances/createAndDeliver',
		answer: {
			success: 'true',
			'result.deliverResults': 'objects',
			'result.deliverResults[].success': 'boolean',
		},
		body: {
			...creationOf(draft),
			...spaceModels(draft, places),
			openSpaceId: openSpaceIdOf(places),
			...deliverModels(places, delivery),
			userIdType: BY_USER_ID,
		},
		secrets: draft.secrets,
	});
	if (!outcome.ok) return outcome;
	const { result } = outcome.value.body as { result: { deliverResults: WireResult[] } };
	return success(placedOf(places, result.deliverResults));
}

/**
 * Puts a card that is there into further places.
 *
 * @see DingTalk docs "投放卡片": POST /v1.0/card/instances/deliver
 */
export async function deliverCard(
	api: DingTalkApi,
	outTrackId: string,
	places: readonly Place[],
	delivery: Delivery,
): Promise<Outcome<Placed[]>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/card/instances/deliver',
		answer: { success: 'true', result: 'objects', 'result[].success': 'boolean' },
		body: {
			outTrackId,
			openSpaceId: openSpaceIdOf(places),
			...deliverModels(places, delivery),
			userIdType: BY_USER_ID,
		},
	});
	if (!outcome.ok) return outcome;
	return success(placedOf(places, (outcome.value.body as { result: WireResult[] }).result));
}

/** What the calls tell of one place. */
interface WireResult {
	spaceType?: string;
	spaceId?: string;
	success: boolean | string;
	carrierId?: string;
	errorMsg?: string;
}

/** A place of which the answer says nothing may have the card. */
const placedOf = (places: readonly Place[], results: WireResult[]): Placed[] =>
	places.map((place) => {
		const result = results.find(
			({ spaceType, spaceId }) =>
				spaceId === place.spaceId &&
				(spaceType === undefined || spaceType.toUpperCase() === place.spaceType),
		);
		if (!result) {
			return { ...place, status: 'unknown', reason: 'DingTalk did not say what became of it' };
		}
		const { carrierId, errorMsg } = result;
		if (String(result.success) === 'true') {
			return { ...place, status: 'delivered', ...(carrierId ? { carrierId } : {}) };
		}
		return { ...place, status: 'failed', reason: errorMsg || 'DingTalk gives no reason' };
	});

/** `dtv1.card//IM_GROUP.cid…;IM_ROBOT.lina`; how many places one call takes is [unverified]. */
const openSpaceIdOf = (places: readonly Place[]): string =>
	`dtv1.card//${places.map(({ spaceType, spaceId }) => `${spaceType}.${spaceId}`).join(';')}`;

function creationOf({
	templateId,
	outTrackId,
	params,
	privateParams,
	callback,
}: CardDraft): IDataObject {
	return {
		cardTemplateId: templateId,
		outTrackId,
		cardData: { cardParamMap: params },
		...privateDataOf(privateParams),
		...callbackOf(callback),
	};
}

function callbackOf(callback: CardCallback): IDataObject {
	if (callback.by === 'nobody') return {};
	return callback.by === 'stream'
		? { callbackType: 'STREAM' }
		: { callbackType: 'HTTP', callbackRouteKey: callback.routeKey };
}

const has = (places: readonly Place[], type: SpaceType): boolean =>
	places.some(({ spaceType }) => spaceType === type);

function spaceModels(draft: CardDraft, places: readonly Place[]): IDataObject {
	const chat: IDataObject = {
		supportForward: draft.isForwardable,
		...(draft.summary
			? { lastMessageI18n: Object.fromEntries(LANGUAGES.map((one) => [one, draft.summary])) }
			: {}),
		...(draft.notification ? { notification: { alertContent: draft.notification } } : {}),
	};
	const isFor = (type: SpaceType) => has(places, type) || draft.furtherSpaces?.includes(type);
	return {
		...(isFor('IM_GROUP') ? { imGroupOpenSpaceModel: chat } : {}),
		...(isFor('IM_ROBOT') ? { imRobotOpenSpaceModel: chat } : {}),
		...(has(places, 'ONE_BOX') ? { topOpenSpaceModel: { spaceType: 'ONE_BOX' } } : {}),
	};
}

function deliverModels(places: readonly Place[], delivery: Delivery): IDataObject {
	const { robotCode, visibleTo, mentionsEveryone, expiresAt, isTyped } = delivery;
	// As DingTalk's own clients of AI cards have it [unverified].
	const extension = isTyped ? { extension: { dynamicSummary: 'true' } } : {};
	return {
		...(has(places, 'IM_GROUP')
			? {
					imGroupOpenDeliverModel: {
						robotCode,
						...(mentionsEveryone ? { atUserIds: { '@ALL': '@ALL' } } : {}),
						...(visibleTo.length > 0 ? { recipients: visibleTo } : {}),
						...extension,
					},
				}
			: {}),
		...(has(places, 'IM_ROBOT')
			? { imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode, ...extension } }
			: {}),
		...(has(places, 'ONE_BOX')
			? {
					topOpenDeliverModel: {
						expiredTimeMillis: expiresAt,
						...(visibleTo.length > 0 ? { userIds: visibleTo } : {}),
					},
				}
			: {}),
	};
}
