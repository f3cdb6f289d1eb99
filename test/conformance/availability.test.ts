import type { INode } from 'n8n-workflow';

import { callPicker } from '../helpers/listSearch.mts';
import { calendar, rooms } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const ZHANGWEI = 'union-zhangwei';
const ROOM = 'room10floor0001a8b4e740a317813ab6f';
const FROM = '2027-03-01T09:00:00+08:00';
const UNTIL = '2027-03-01T18:00:00+08:00';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new calendar.default(config);
const union = (userId: string) => ({ __rl: true, mode: 'unionId', value: `union-${userId}` });
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'availability',
	operation: 'get',
	from: FROM,
	until: UNTIL,
	options: { operatorId: union('zhangwei'), timeZone: 'Asia/Shanghai' },
	...parameters,
});

describe('free and busy times are asked for as by the official client', () => {
	it('of people', async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				people: { person: [{ user: union('lina') }, { user: union('bob') }] },
			}),
			path: /\/querySchedule$/,
			official: async (official) =>
				await clientOf(official).getScheduleWithOptions(
					ZHANGWEI,
					new calendar.GetScheduleRequest({
						userIds: ['union-lina', 'union-bob'],
						startTime: FROM,
						endTime: UNTIL,
					}),
					new calendar.GetScheduleHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('of meeting rooms', async () => {
		const { node, client } = await clients.compare({
			parameters: form({ roomIds: { list: [{ ids: ROOM }] } }),
			path: /\/meetingRooms\/schedules\/query$/,
			official: async (official) =>
				await clientOf(official).getMeetingRoomsScheduleWithOptions(
					ZHANGWEI,
					new calendar.GetMeetingRoomsScheduleRequest({
						roomIds: [ROOM],
						startTime: FROM,
						endTime: UNTIL,
					}),
					new calendar.GetMeetingRoomsScheduleHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});
});

it('rooms are listed for the picker as by the official client, page by page', async () => {
	const names = Array.from({ length: 20 }, (_, index) => `Room ${index}`);
	for (const name of names) clients.sandbox.control.addMeetingRoom({ name });
	const call = {
		credentials: clients.credential(),
		parameters: { userId: union('zhangwei') },
	};
	const { paginationToken } = await callPicker('searchRooms', call);
	const page = await callPicker('searchRooms', { ...call, paginationToken });
	expect(page.results).toHaveLength(6);
	const node = clients.taken().filter(({ path }) => path === '/v1.0/rooms/meetingRoomLists');
	const { client } = await clients.compare({
		parameters: { resource: 'calendar', operation: 'getAll', userId: union('zhangwei') },
		path: 'none',
		official: async (official) => {
			for (const nextToken of [undefined, Number(paginationToken)]) {
				await new rooms.default(official.config).queryMeetingRoomListWithOptions(
					new rooms.QueryMeetingRoomListRequest({
						unionId: ZHANGWEI,
						maxResults: 20,
						nextToken,
					}),
					new rooms.QueryMeetingRoomListHeaders(official.headers),
					official.runtime,
				);
			}
		},
	});
	expect(node).toEqual(client);
});

it('calendars are listed as by the official client', async () => {
	const { node, client } = await clients.compare({
		parameters: {
			resource: 'calendar',
			operation: 'getAll',
			userId: union('zhangwei'),
			returnAll: true,
		},
		path: /\/calendars$/,
		official: async (official) =>
			await clientOf(official).listCalendarsWithOptions(
				ZHANGWEI,
				new calendar.ListCalendarsHeaders(official.headers),
				official.runtime,
			),
	});
	expect(node).toEqual(client);
});
