import type { INode } from 'n8n-workflow';

import { card } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const GROUP = 'cidPhoenix0000000000001==';
const APP = 'dingsandboxapp';
const INSTANCES = '/v1.0/card/instances';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new card.default(config);
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'card',
	...parameters,
});
const languages = (text: string) =>
	Object.fromEntries(
		['ZH_CN', 'ZH_TW', 'EN_US', 'JA_JP', 'VI_VN', 'TH_TH'].map((one) => [one, text]),
	);
const newCard = (outTrackId: string, target: INode['parameters']) =>
	form({
		operation: 'create',
		templateId: 'sandbox-approval.schema',
		variables: { variable: [{ name: 'title', value: '报销 Expense' }] },
		options: { outTrackId },
		...target,
	});
const toGroup = { target: 'group', openConversationId: { __rl: true, mode: 'id', value: GROUP } };
const toPeople = { target: 'people', people: { list: [{ ids: 'lina,bob' }] } };

describe('a card is made, delivered, changed and taken down as by the official client', () => {
	it('in a group, with private variables, by a callback route', async () => {
		const { node, client } = await clients.compare({
			parameters: {
				...newCard('card-1', toGroup),
				privateVariables: {
					private: [{ user: { __rl: true, mode: 'id', value: 'bob' }, values: { title: 'yours' } }],
				},
				callback: 'http',
				callbackRouteKey: 'route',
				summary: 'Decide',
			},
			path: `${INSTANCES}/createAndDeliver`,
			official: async (official) =>
				await clientOf(official).createAndDeliverWithOptions(
					new card.CreateAndDeliverRequest({
						cardTemplateId: 'sandbox-approval.schema',
						outTrackId: 'card-1',
						cardData: new card.CreateAndDeliverRequestCardData({
							cardParamMap: { title: '报销 Expense' },
						}),
						privateData: {
							bob: new card.PrivateDataValue({ cardParamMap: { title: 'yours' } }),
						},
						callbackType: 'HTTP',
						callbackRouteKey: 'route',
						openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
						imGroupOpenSpaceModel: new card.CreateAndDeliverRequestImGroupOpenSpaceModel({
							supportForward: false,
							lastMessageI18n: languages('Decide'),
							notification: new card.CreateAndDeliverRequestImGroupOpenSpaceModelNotification({
								alertContent: 'Decide',
							}),
						}),
						imGroupOpenDeliverModel: new card.CreateAndDeliverRequestImGroupOpenDeliverModel({
							robotCode: APP,
						}),
						userIdType: 1,
					}),
					new card.CreateAndDeliverHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('for people', async () => {
		const { node, client } = await clients.compare({
			parameters: newCard('card-2', toPeople),
			path: `${INSTANCES}/createAndDeliver`,
			official: async (official) =>
				await clientOf(official).createAndDeliverWithOptions(
					new card.CreateAndDeliverRequest({
						cardTemplateId: 'sandbox-approval.schema',
						outTrackId: 'card-2',
						cardData: new card.CreateAndDeliverRequestCardData({
							cardParamMap: { title: '报销 Expense' },
						}),
						callbackType: 'STREAM',
						openSpaceId: 'dtv1.card//IM_ROBOT.lina;IM_ROBOT.bob',
						imRobotOpenSpaceModel: new card.CreateAndDeliverRequestImRobotOpenSpaceModel({
							supportForward: false,
						}),
						imRobotOpenDeliverModel: new card.CreateAndDeliverRequestImRobotOpenDeliverModel({
							spaceType: 'IM_ROBOT',
							robotCode: APP,
						}),
						userIdType: 1,
					}),
					new card.CreateAndDeliverHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('in one more place', async () => {
		const { node, client } = await clients.compare({
			parameters: form({ operation: 'deliver', outTrackId: 'card-1', ...toGroup }),
			path: `${INSTANCES}/deliver`,
			official: async (official) =>
				await clientOf(official).deliverCardWithOptions(
					new card.DeliverCardRequest({
						outTrackId: 'card-1',
						openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
						imGroupOpenDeliverModel: new card.DeliverCardRequestImGroupOpenDeliverModel({
							robotCode: APP,
						}),
						userIdType: 1,
					}),
					new card.DeliverCardHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('by key', async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				operation: 'update',
				outTrackId: 'card-1',
				variables: { variable: [{ name: 'status', value: 'done' }] },
			}),
			path: INSTANCES,
			official: async (official) =>
				await clientOf(official).updateCardWithOptions(
					new card.UpdateCardRequest({
						outTrackId: 'card-1',
						cardData: new card.UpdateCardRequestCardData({ cardParamMap: { status: 'done' } }),
						cardUpdateOptions: new card.UpdateCardRequestCardUpdateOptions({
							updateCardDataByKey: true,
							updatePrivateDataByKey: true,
						}),
						userIdType: 1,
					}),
					new card.UpdateCardHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('from the top of a group', async () => {
		await clients.compare({
			parameters: newCard('card-3', { ...toGroup, target: 'topBox' }),
			path: `${INSTANCES}/createAndDeliver`,
			official: async () => undefined,
		});
		const { node, client } = await clients.compare({
			parameters: form({
				operation: 'closeTopBox',
				outTrackId: 'card-3',
				openConversationId: toGroup.openConversationId,
			}),
			path: /^\/v1\.0\/card\/tops\/close/,
			official: async (official) =>
				await clientOf(official).closeTopCardWithOptions(
					new card.CloseTopCardRequest({ outTrackId: 'card-3', openConversationId: GROUP }),
					new card.CloseTopCardHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('and its callback route is registered', async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				operation: 'registerCallbackRoute',
				callbackRouteKey: 'route',
				callbackUrl: 'https://n8n.example.com/card',
			}),
			path: '/v1.0/card/callbacks/register',
			official: async (official) =>
				await clientOf(official).registerCallbackWithOptions(
					new card.RegisterCallbackRequest({
						callbackRouteKey: 'route',
						callbackUrl: 'https://n8n.example.com/card',
						apiSecret: 'card-secret-of-the-test',
						forceUpdate: false,
					}),
					new card.RegisterCallbackHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('and typed into, but for the key of the frame', async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				operation: 'stream',
				...toGroup,
				templateId: 'sandbox-ai.schema',
				text: 'All **well**.',
				options: { outTrackId: 'card-4', isEndRepeated: false, intervalMs: 500 },
			}),
			path: '/v1.0/card/streaming',
			official: async (official) =>
				await clientOf(official).streamingUpdateWithOptions(
					new card.StreamingUpdateRequest({
						outTrackId: 'card-4',
						guid: 'guid-1',
						key: 'content',
						content: 'All **well**.',
						isFull: true,
						isFinalize: true,
						isError: false,
					}),
					new card.StreamingUpdateHeaders(official.headers),
					official.runtime,
				),
		});
		const [{ body, ...rest }] = node;
		expect([{ ...rest, body: { ...(body as object), guid: 'guid-1' } }]).toEqual(client);
	});
});
