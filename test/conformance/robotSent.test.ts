import type { INode } from 'n8n-workflow';

import { callPicker } from '../helpers/listSearch.mts';
import { robot } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const GROUP = 'cidPhoenix0000000000001==';
const ROBOT_CODE = 'dingsandboxapp';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new robot.default(config);

describe('what comes after a message is asked as the official client asks it', () => {
	const send = async (to: INode['parameters']) => {
		const { items } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'send',
				messageType: 'text',
				text: 'to be recalled',
				...to,
			},
			path: /Messages/,
			official: async () => undefined,
		});
		const { processQueryKey, processQueryKeys } = items[0].json;
		return String(processQueryKey ?? (processQueryKeys as string[])[0]);
	};

	it('recall from people', async () => {
		const key = await send({ target: 'people', people: { list: [{ ids: 'lina' }] } });
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'recall',
				target: 'people',
				processQueryKeys: key,
			},
			path: '/v1.0/robot/otoMessages/batchRecall',
			official: async (official) =>
				await clientOf(official).batchRecallOTOWithOptions(
					new robot.BatchRecallOTORequest({ robotCode: ROBOT_CODE, processQueryKeys: [key] }),
					new robot.BatchRecallOTOHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('recall from a group', async () => {
		const group = { __rl: true, mode: 'id', value: GROUP };
		const key = await send({ target: 'group', openConversationId: group });
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'recall',
				target: 'group',
				openConversationId: group,
				processQueryKeys: key,
			},
			path: '/v1.0/robot/groupMessages/recall',
			official: async (official) =>
				await clientOf(official).orgGroupRecallWithOptions(
					new robot.OrgGroupRecallRequest({
						robotCode: ROBOT_CODE,
						openConversationId: GROUP,
						processQueryKeys: [key],
					}),
					new robot.OrgGroupRecallHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('read status of a message to people', async () => {
		const key = await send({ target: 'people', people: { list: [{ ids: 'lina' }] } });
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'getReadStatus',
				target: 'people',
				processQueryKeys: key,
			},
			path: '/v1.0/robot/oToMessages/readStatus',
			official: async (official) =>
				await clientOf(official).batchOTOQueryWithOptions(
					new robot.BatchOTOQueryRequest({ robotCode: ROBOT_CODE, processQueryKey: key }),
					new robot.BatchOTOQueryHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});

	it('read status of a message to a group', async () => {
		const group = { __rl: true, mode: 'id', value: GROUP };
		const key = await send({ target: 'group', openConversationId: group });
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'getReadStatus',
				target: 'group',
				openConversationId: group,
				processQueryKeys: key,
				returnAll: true,
			},
			path: '/v1.0/robot/groupMessages/query',
			official: async (official) =>
				await clientOf(official).orgGroupQueryWithOptions(
					new robot.OrgGroupQueryRequest({
						robotCode: ROBOT_CODE,
						openConversationId: GROUP,
						processQueryKey: key,
						maxResults: 200,
					}),
					new robot.OrgGroupQueryHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});

	it('download of a file that was sent to the robot', async () => {
		const content = 'bytes of a report';
		const { downloadCode } = clients.sandbox.control.sendToRobot('lina', {
			msgtype: 'file',
			content: new TextEncoder().encode(content),
		});
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'media',
				operation: 'download',
				source: 'downloadCode',
				downloadCode,
			},
			path: '/v1.0/robot/messageFiles/download',
			official: async (official) =>
				await clientOf(official).robotMessageFileDownloadWithOptions(
					new robot.RobotMessageFileDownloadRequest({ robotCode: ROBOT_CODE, downloadCode }),
					new robot.RobotMessageFileDownloadHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('the groups of the robot, for the picker', async () => {
		await callPicker('searchGroups', { credentials: clients.credential() });
		const node = clients.taken().find(({ path }) => path === '/v1.0/robot/groups/query');
		const { pageNumber, pageSize } = node?.body as { pageNumber: number; pageSize: number };
		const { client } = await clients.compare({
			parameters: { resource: 'conversation', operation: 'convertChatId', chatId: 'chatphoenix' },
			path: 'none',
			official: async (official) =>
				await clientOf(official).queryBotInstanceInGroupInfoWithOptions(
					new robot.QueryBotInstanceInGroupInfoRequest({
						robotCode: ROBOT_CODE,
						pageNumber,
						pageSize,
					}),
					new robot.QueryBotInstanceInGroupInfoHeaders(official.headers),
					official.runtime,
				),
		});
		expect([node]).toEqual(client);
	});
});
