import type { INode } from 'n8n-workflow';

import { robot } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const ROBOT_CODE = 'dingsandboxapp';
const SEND_PATH = '/v1.0/robot/ding/send';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new robot.default(config);
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'ding',
	...parameters,
});
const wakeUp = form({
	operation: 'send',
	people: { list: [{ ids: 'lina, bob' }] },
	content: 'Wake up 起床',
});

describe('a DING is sent, recalled and looked after as by the official client', () => {
	it.each([
		['by app', { remindType: 'app' }, { remindType: 1 }],
		['by SMS', { remindType: 'sms' }, { remindType: 2 }],
		[
			'by call',
			{ remindType: 'call', callVoice: 'Standard_Male_Voice' },
			{ remindType: 3, callVoice: 'Standard_Male_Voice' },
		],
	])('%s', async (_, fields, wire) => {
		const { node, client } = await clients.compare({
			parameters: { ...wakeUp, ...fields },
			path: SEND_PATH,
			official: async (official) =>
				await clientOf(official).robotSendDingWithOptions(
					new robot.RobotSendDingRequest({
						robotCode: ROBOT_CODE,
						receiverUserIdList: ['lina', 'bob'],
						content: 'Wake up 起床',
						...wire,
					}),
					new robot.RobotSendDingHeaders(official.headers),
					official.runtime,
				),
		});
		// The page of this call has the voice; the official client has no field for it.
		const voice = 'callVoice' in wire ? { callVoice: wire.callVoice } : {};
		const [request] = client;
		expect(node).toEqual([{ ...request, body: { ...(request.body as object), ...voice } }]);
	});

	it('its status and its recall', async () => {
		const { items } = await clients.compare({
			parameters: wakeUp,
			path: SEND_PATH,
			official: async () => undefined,
		});
		const [openDingId] = items[0].json.openDingIds as string[];
		const status = await clients.compare({
			parameters: form({ operation: 'getReadStatus', openDingIds: openDingId }),
			path: '/v1.0/robot/ding/readStatuses/query',
			official: async (official) =>
				await clientOf(official).queryRobotDingReadStatusWithOptions(
					new robot.QueryRobotDingReadStatusRequest({ robotCode: ROBOT_CODE, openDingId }),
					new robot.QueryRobotDingReadStatusHeaders(official.headers),
					official.runtime,
				),
		});
		expect(status.node).toEqual(status.client);
		const recall = await clients.compare({
			parameters: form({ operation: 'recall', openDingIds: openDingId }),
			path: '/v1.0/robot/ding/recall',
			official: async (official) =>
				await clientOf(official).robotRecallDingWithOptions(
					new robot.RobotRecallDingRequest({ robotCode: ROBOT_CODE, openDingId }),
					new robot.RobotRecallDingHeaders(official.headers),
					official.runtime,
				),
		});
		expect(recall.node).toEqual(recall.client);
	});
});
