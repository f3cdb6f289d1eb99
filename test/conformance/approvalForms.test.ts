import type { INode } from 'n8n-workflow';

import { callPicker } from '../helpers/listSearch.mts';
import { binaryOf } from '../helpers/dingTalk.mts';
import { storage, workflow } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const PURCHASE = 'PROC-SANDBOX-PURCHASE';
const LEAVE = 'PROC-SANDBOX-LEAVE';
const STEP = 'manual_e1aa_0001_0001_0001';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new workflow.default(config);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const form = (parameters: object): INode['parameters'] =>
	({ resource: 'approvalProcess', specifyForm: 'json', ...parameters }) as INode['parameters'];

const purchase = {
	processCode: byId(PURCHASE),
	originator: byId('lina'),
	formJson: JSON.stringify({ '采购内容 What': 'Desk', '数量 Count': 2 }),
};
const values = [
	{ id: 'TextField-WHAT', name: '采购内容 What', value: 'Desk' },
	{ id: 'NumberField-COUNT', name: '数量 Count', value: '2' },
];
const wireValues = values.map(
	(value) => new workflow.StartProcessInstanceRequestFormComponentValues(value),
);

describe('an approval is started as by the official client', () => {
	const start = async (official: Official, request: object) =>
		await clientOf(official).startProcessInstanceWithOptions(
			new workflow.StartProcessInstanceRequest({ formComponentValues: wireValues, ...request }),
			new workflow.StartProcessInstanceHeaders(official.headers),
			official.runtime,
		);

	it("with the process's own flow, whose approvers are chosen", async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				...purchase,
				resource: 'approval',
				operation: 'create',
				chosenApprovers: {
					step: [{ name: '', approvers: { list: [{ ids: 'wangfang, zhangwei' }] } }],
				},
			}),
			path: '/v1.0/workflow/processInstances',
			official: async (official) =>
				await start(official, {
					originatorUserId: 'lina',
					processCode: PURCHASE,
					deptId: 100,
					targetSelectActioners: [
						new workflow.StartProcessInstanceRequestTargetSelectActioners({
							actionerKey: STEP,
							actionerUserIds: ['wangfang', 'zhangwei'],
						}),
					],
				}),
		});
		expect(node).toEqual(client);
	});

	it('with approvers that are named, and copies', async () => {
		const { node, client } = await clients.compare({
			parameters: form({
				...purchase,
				resource: 'approval',
				operation: 'create',
				approvalFlow: 'approvers',
				approvers: {
					step: [
						{ people: { list: [{ ids: 'bob' }] }, decision: 'OR' },
						{ people: { list: [{ ids: 'wangfang, zhangwei' }] }, decision: 'AND' },
					],
				},
				copyTo: { list: [{ ids: 'oncall' }] },
				copyWhen: 'START_FINISH',
			}),
			path: '/v1.0/workflow/processInstances',
			official: async (official) =>
				await start(official, {
					originatorUserId: 'lina',
					processCode: PURCHASE,
					approvers: [
						{ actionType: 'NONE', userIds: ['bob'] },
						{ actionType: 'AND', userIds: ['wangfang', 'zhangwei'] },
					].map((one) => new workflow.StartProcessInstanceRequestApprovers(one)),
					ccList: ['oncall'],
					ccPosition: 'START_FINISH',
				}),
		});
		expect(node).toEqual(client);
	});
});

describe('processes are read as by the official client', () => {
	it('the form of one', async () => {
		const { node, client } = await clients.compare({
			parameters: form({ operation: 'getSchema', processCode: byId(LEAVE) }),
			path: /forms\/schemas/,
			official: async (official) =>
				await clientOf(official).querySchemaByProcessCodeWithOptions(
					new workflow.QuerySchemaByProcessCodeRequest({ processCode: LEAVE }),
					new workflow.QuerySchemaByProcessCodeHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('those that a person may start', async () => {
		const startable = await clients.compare({
			parameters: form({ operation: 'getAll', userId: byId('lina'), limit: 10 }),
			path: /userVisibilities/,
			official: async (official) =>
				await clientOf(official).listUserVisibleBpmsProcessesWithOptions(
					new workflow.ListUserVisibleBpmsProcessesRequest({
						nextToken: 0,
						maxResults: 10,
						userId: 'lina',
					}),
					new workflow.ListUserVisibleBpmsProcessesHeaders(official.headers),
					official.runtime,
				),
		});
		expect(startable.node).toEqual(startable.client);
	});

	it('those that one manages, and what is read is what the client reads', async () => {
		let answer: workflow.GetManageProcessByStaffIdResponseBodyResult[] = [];
		const managed = await clients.compare({
			parameters: form({ operation: 'getAll', scope: 'managed', userId: byId('zhangwei') }),
			path: /managements/,
			official: async (official) => {
				const { body } = await clientOf(official).getManageProcessByStaffIdWithOptions(
					new workflow.GetManageProcessByStaffIdRequest({ userId: 'zhangwei' }),
					new workflow.GetManageProcessByStaffIdHeaders(official.headers),
					official.runtime,
				);
				answer = body?.result ?? [];
			},
		});
		expect(managed.node).toEqual(managed.client);
		expect(managed.node).toHaveLength(1);
		expect(managed.items.map(({ json }) => json)).toEqual(
			answer.map((one) => ({
				processCode: one.processCode,
				name: one.flowTitle,
				changedAt: one.gmtModified,
				attendanceType: one.attendanceType,
				iconUrl: one.iconUrl,
			})),
		);
		expect(answer.length).toBeGreaterThan(5);
	});

	it('for the picker, of the whole organisation where the credential has no Operator', async () => {
		await callPicker('searchApprovalProcesses', { credentials: clients.credential() });
		const node = clients.taken().filter(({ path }) => path.includes('userVisibilities'));
		const { client } = await clients.compare({
			parameters: form({ operation: 'getSchema', processCode: byId(LEAVE) }),
			path: 'none',
			official: async (official) =>
				await clientOf(official).listUserVisibleBpmsProcessesWithOptions(
					new workflow.ListUserVisibleBpmsProcessesRequest({ nextToken: 0, maxResults: 100 }),
					new workflow.ListUserVisibleBpmsProcessesHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});

	it('and where one leads', async () => {
		const { node, client } = await clients.compare({
			parameters: form({ operation: 'forecast', ...purchase }),
			path: /processes\/forecast/,
			official: async (official) =>
				await clientOf(official).processForecastWithOptions(
					new workflow.ProcessForecastRequest({
						processCode: PURCHASE,
						userId: 'lina',
						deptId: 100,
						formComponentValues: values.map(
							(value) => new workflow.ProcessForecastRequestFormComponentValues(value),
						),
					}),
					new workflow.ProcessForecastHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
	});
});

it('attachments get into the space of approvals as by the official client', async () => {
	const file = binaryOf('%PDF-1.7', 'a.pdf', 'application/pdf');
	const { node, client } = await clients.compare({
		parameters: form({
			resource: 'approval',
			operation: 'create',
			processCode: byId('PROC-SANDBOX-EXPENSE'),
			originator: byId('lina'),
			formJson: JSON.stringify({
				'报销事由 Purpose': 'Trip',
				'费用明细 Items': [{ '费用说明 Item': 'Taxi', '金额 Amount': '20.50' }],
				'总金额 Total': '20.50',
				'附件 Attachments': 'file',
			}),
		}),
		input: [{ json: {}, binary: { file } }],
		path: /\/(spaces\/infos|uploadInfos)\/query$|\/files\/commit$/,
		official: async (official) => {
			const { body } = await clientOf(official).getAttachmentSpaceWithOptions(
				new workflow.GetAttachmentSpaceRequest({ userId: 'lina' }),
				new workflow.GetAttachmentSpaceHeaders(official.headers),
				official.runtime,
			);
			const spaceId = String(body?.result?.spaceId);
			const drive = new storage.default(official.config);
			const { body: info } = await drive.getFileUploadInfoWithOptions(
				spaceId,
				new storage.GetFileUploadInfoRequest({
					unionId: 'union-lina',
					protocol: 'HEADER_SIGNATURE',
					multipart: false,
					option: new storage.GetFileUploadInfoRequestOption({
						preCheckParam: new storage.GetFileUploadInfoRequestOptionPreCheckParam({
							name: 'a.pdf',
							size: 8,
						}),
					}),
				}),
				new storage.GetFileUploadInfoHeaders(official.headers),
				official.runtime,
			);
			await drive.commitFileWithOptions(
				spaceId,
				new storage.CommitFileRequest({
					unionId: 'union-lina',
					uploadKey: info?.uploadKey,
					name: 'a.pdf',
					parentId: '0',
					option: new storage.CommitFileRequestOption({ size: 8 }),
				}),
				new storage.CommitFileHeaders(official.headers),
				official.runtime,
			);
		},
	});
	// Each upload has a key of its own.
	const withoutKey = node.map(({ body, ...request }) => ({
		...request,
		body: { ...(body as object), uploadKey: undefined },
	}));
	expect(withoutKey).toEqual(
		client.map(({ body, ...request }) => ({
			...request,
			body: { ...(body as object), uploadKey: undefined },
		})),
	);
	expect(node).toHaveLength(3);
});
