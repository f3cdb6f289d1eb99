import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { sift } from '../../shared/listSearch/sift';
import { createApi } from '../../shared/transport/api';
import { actorOf } from '../../shared/contacts/actor';

/** The example of DingTalk's client; the largest is [unverified]. */
const ROOMS_PER_PAGE = 20;

interface WireRoom {
	roomId: string;
	roomName?: string;
	/** How many people it holds. */
	roomCapacity?: number;
	roomLocation?: { title?: string };
}

interface RoomPage {
	hasMore?: boolean;
	nextToken?: number;
	result?: WireRoom[];
}

/**
 * The meeting rooms of the organisation, as the person sees them who acts in the form, or the credential's
 * Operator. The call cannot search, so the filter is applied here. Throws what DingTalk refuses.
 *
 * The permission is [unverified]: VideoConference.Conference.Read (视频会议信息读权限) is documented for its sibling
 * "查询会议室详情".
 *
 * @see DingTalk docs "查询会议室列表": GET /v1.0/rooms/meetingRoomLists
 * @see @alicloud/dingtalk rooms_1_0 queryMeetingRoomList
 */
export async function searchRooms(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const unionId = await actorOf(this, api);
	return await sift(filter, paginationToken, async (token) => {
		const {
			result: rooms = [],
			hasMore,
			nextToken,
		} = await api.request<RoomPage>({
			method: 'GET',
			host: 'api',
			path: '/v1.0/rooms/meetingRoomLists',
			answer: {
				result: 'objects',
				'result[].roomId': 'id',
				'result[].roomName': 'text?',
				'result[].roomCapacity': 'number?',
				'result[].roomLocation': 'map?',
				'result[].roomLocation.title': 'text?',
				hasMore: 'boolean',
				nextToken: 'digits?',
			},
			query: { unionId, maxResults: ROOMS_PER_PAGE, ...(token ? { nextToken: token } : {}) },
		});
		const results = rooms.map(toItem);
		if (!hasMore || rooms.length === 0 || nextToken === undefined) return { results };
		return { results, paginationToken: String(nextToken) };
	});
}

/** Rooms may share a name, so the place goes with it. */
const toItem = ({
	roomId,
	roomName,
	roomLocation,
	roomCapacity,
}: WireRoom): INodeListSearchItems => ({
	name: [
		roomName || roomId,
		roomLocation?.title,
		roomCapacity && `${roomCapacity} ${Number(roomCapacity) === 1 ? 'person' : 'people'}`,
	]
		.filter(Boolean)
		.join(' · '),
	value: roomId,
});
