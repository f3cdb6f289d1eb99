import type { Clock } from '../run/clock';
import type { DingTalkApi } from '../transport/api';
import type { CardAnswer } from './card';
import { BY_UNION_ID, cardActionOf } from './card';
import type { Push } from './push';

/** DingTalk waits 2 s for what a card shall show; the way there and back takes some of it. */
const CARD_WAIT_MS = 1800;

/** What comes as long as DingTalk waits for the answer to a press; undefined where it comes later. */
export async function whileAsked<T>(
	clock: Clock,
	work: Promise<T>,
): Promise<{ value: T } | undefined> {
	const isHere = new AbortController();
	const first = await Promise.race([
		work.then((value) => ({ value })),
		clock.sleep(CARD_WAIT_MS, isHere.signal).then(() => undefined),
	]).finally(() => isHere.abort());
	return first;
}

/**
 * Updates the card after the two seconds in which DingTalk would have taken the update as the answer.
 *
 * @see DingTalk docs "更新卡片": PUT /v1.0/card/instances
 * @throws NodeApiError when DingTalk refuses
 */
export async function updateCardLater(
	api: DingTalkApi,
	{ data }: Push,
	{ cardData, userPrivateData, cardUpdateOptions }: CardAnswer,
): Promise<void> {
	const { outTrackId, user } = cardActionOf(data);
	const person = user.userId ?? user.unionId;
	await api.request({
		method: 'PUT',
		host: 'api',
		path: '/v1.0/card/instances',
		body: {
			outTrackId,
			...(cardData ? { cardData } : {}),
			...(userPrivateData && person ? { privateData: { [person]: userPrivateData } } : {}),
			cardUpdateOptions,
			...(user.unionId ? { userIdType: BY_UNION_ID } : {}),
		},
		// The same update twice shows the same.
		repeatable: true,
		answer: { success: 'true' },
	});
}
