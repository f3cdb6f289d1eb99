import type { ApiCall } from '../../shared/transport/api';
import type { CardParams } from './params';

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
	const people = Object.entries(privateParams);
	return {
		method: 'PUT',
		host: 'api',
		path: '/v1.0/card/instances',
		answer: { success: 'true', result: 'boolean?' },
		body: {
			outTrackId,
			...(params ? { cardData: { cardParamMap: params } } : {}),
			...(people.length > 0
				? {
						privateData: Object.fromEntries(
							people.map(([userId, cardParamMap]) => [userId, { cardParamMap }]),
						),
					}
				: {}),
			cardUpdateOptions: { updateCardDataByKey: isByKey, updatePrivateDataByKey: isByKey },
			userIdType: 1,
		},
		// It names the wanted end state.
		repeatable: true,
	};
}
