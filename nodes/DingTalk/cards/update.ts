import type { ApiCall } from '../../shared/transport/api';
import type { CardParams } from './params';
import { BY_USER_ID, privateDataOf } from './params';

/** What a card shows from now on. */
export interface CardChange {
	outTrackId: string;
	/** Absent: what everybody sees stays. */
	params?: CardParams;
	/** By userId. */
	privateParams: Record<string, CardParams>;
	/** Variables that are not named stay; otherwise they are taken away. */
	isByKey: boolean;
}

/**
 * The call that changes a card for everybody who has it.
 *
 * @see DingTalk docs "更新卡片": PUT /v1.0/card/instances
 */
export function updateCall({ outTrackId, params, privateParams, isByKey }: CardChange): ApiCall {
	return {
		method: 'PUT',
		host: 'api',
		path: '/v1.0/card/instances',
		answer: { success: 'true', result: 'boolean?' },
		body: {
			outTrackId,
			...(params ? { cardData: { cardParamMap: params } } : {}),
			...privateDataOf(privateParams),
			cardUpdateOptions: { updateCardDataByKey: isByKey, updatePrivateDataByKey: isByKey },
			userIdType: BY_USER_ID,
		},
		// It names the wanted end state.
		repeatable: true,
	};
}
