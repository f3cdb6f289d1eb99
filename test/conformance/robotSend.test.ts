import type { INode } from 'n8n-workflow';

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

/** Message, as the form has it and as DingTalk's page on robot messages has it. */
const KINDS: Array<[string, INode['parameters'], string, Record<string, string>]> = [
	['text', { text: 'Hi 你好 👋 "quoted"' }, 'sampleText', { content: 'Hi 你好 👋 "quoted"' }],
	[
		'markdown',
		{ title: '早报', markdown: '# Numbers\n\n- **7.2 %**' },
		'sampleMarkdown',
		{ title: '早报', text: '# Numbers\n\n- **7.2 %**' },
	],
	[
		'link',
		{
			title: 'Report',
			linkText: 'of today',
			messageUrl: 'https://example.com/report?a=1&b=2',
			picUrl: 'https://example.com/cover.png',
		},
		'sampleLink',
		{
			title: 'Report',
			text: 'of today',
			messageUrl: 'https://example.com/report?a=1&b=2',
			picUrl: 'https://example.com/cover.png',
		},
	],
	[
		'image',
		{ imageSource: 'url', imageUrl: 'https://example.com/chart.png' },
		'sampleImageMsg',
		{ photoURL: 'https://example.com/chart.png' },
	],
	[
		'actionCard',
		{
			title: 'Release',
			markdown: 'Go?',
			buttons: { button: [{ title: 'Open', url: 'https://example.com/1' }] },
		},
		'sampleActionCard',
		{
			title: 'Release',
			text: 'Go?',
			singleTitle: 'Open',
			singleURL: 'https://example.com/1',
		},
	],
	[
		'actionCard',
		{
			title: 'Release',
			markdown: 'Go?',
			buttonLayout: 'horizontal',
			buttons: {
				button: [
					{ title: 'Go', url: 'https://example.com/1' },
					{ title: 'No go', url: 'https://example.com/2' },
				],
			},
		},
		'sampleActionCard6',
		{
			title: 'Release',
			text: 'Go?',
			buttonTitle1: 'Go',
			buttonUrl1: 'https://example.com/1',
			buttonTitle2: 'No go',
			buttonUrl2: 'https://example.com/2',
		},
	],
];

describe('messages of the app robot are sent as the official client sends them', () => {
	it.each(KINDS)('%s to people', async (messageType, fields, msgKey, msgParam) => {
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'people',
				people: { list: [{ ids: 'lina, bob' }] },
				messageType,
				...fields,
			},
			path: '/v1.0/robot/oToMessages/batchSend',
			official: async (official) =>
				await clientOf(official).batchSendOTOWithOptions(
					new robot.BatchSendOTORequest({
						robotCode: ROBOT_CODE,
						userIds: ['lina', 'bob'],
						msgKey,
						msgParam: JSON.stringify(msgParam),
					}),
					new robot.BatchSendOTOHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});

	it.each(KINDS)('%s to a group', async (messageType, fields, msgKey, msgParam) => {
		const { node, client } = await clients.compare({
			parameters: {
				resource: 'message',
				operation: 'send',
				target: 'group',
				openConversationId: { __rl: true, mode: 'id', value: GROUP },
				messageType,
				...fields,
			},
			path: '/v1.0/robot/groupMessages/send',
			official: async (official) =>
				await clientOf(official).orgGroupSendWithOptions(
					new robot.OrgGroupSendRequest({
						robotCode: ROBOT_CODE,
						openConversationId: GROUP,
						msgKey,
						msgParam: JSON.stringify(msgParam),
					}),
					new robot.OrgGroupSendHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});
});
