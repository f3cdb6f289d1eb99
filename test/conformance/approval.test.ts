import type { INode } from 'n8n-workflow';

import { workflow } from '../sandbox/official.mts';
import { EXPENSE, LEAVE } from '../nodes/DingTalk/approval/forms';
import { TwoClients, type Official } from './twoClients.mts';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new workflow.default(config);
const user = (userId: string) => ({ __rl: true, mode: 'id', value: userId });
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'approval',
	...parameters,
});
const leave = () =>
	clients.sandbox.control.startApproval('alice', {
		processCode: 'PROC-SANDBOX-LEAVE',
		values: LEAVE,
	}).processInstanceId;
const taskOf = (id: string) =>
	clients.sandbox.control.state().approvals.find((one) => one.processInstanceId === id)?.tasks[0]
		.taskId ?? '';
const same = ({ node, client }: { node: unknown[]; client: unknown[] }) => {
	expect(node).toEqual(client);
	expect(node).toHaveLength(1);
};
const PHOTO = 'https://example.com/1.png';

describe('approvals go over the wire as by the official client', () => {
	it('read, and what is read is what the client reads', async () => {
		const processInstanceId = leave();
		let answer: unknown;
		const { node, client, items } = await clients.compare({
			parameters: form({ operation: 'get', processInstanceId, simplify: false }),
			path: '/v1.0/workflow/processInstances',
			official: async (official) => {
				const { body } = await clientOf(official).getProcessInstanceWithOptions(
					new workflow.GetProcessInstanceRequest({ processInstanceId }),
					new workflow.GetProcessInstanceHeaders(official.headers),
					official.runtime,
				);
				answer = body;
			},
		});
		same({ node, client });
		const { result, success } = answer as {
			result: { title: string; tasks: unknown[]; formComponentValues: object[] };
			success: string;
		};
		expect(success).toBe('true');
		expect(items[0].json).toMatchObject({
			title: result.title,
			tasks: JSON.parse(JSON.stringify(result.tasks)) as unknown[],
			formComponentValues: JSON.parse(JSON.stringify(result.formComponentValues)) as object[],
		});
	});

	it('listed', async () => {
		leave();
		const startedFrom = new Date(Date.now() - 86_400_000).toISOString();
		const startedUntil = new Date(Date.now() - 3_600_000).toISOString();
		same(
			await clients.compare({
				parameters: form({
					operation: 'getAll',
					processCode: { __rl: true, mode: 'id', value: 'PROC-SANDBOX-LEAVE' },
					returnAll: true,
					filters: {
						startedFrom,
						startedUntil,
						originators: { list: [{ ids: 'alice' }] },
						statuses: ['RUNNING'],
					},
				}),
				path: '/v1.0/workflow/processes/instanceIds/query',
				official: async (official) =>
					await clientOf(official).listProcessInstanceIdsWithOptions(
						new workflow.ListProcessInstanceIdsRequest({
							processCode: 'PROC-SANDBOX-LEAVE',
							startTime: Date.parse(startedFrom),
							endTime: Date.parse(startedUntil) - 1,
							nextToken: 0,
							maxResults: 20,
							userIds: ['alice'],
							statuses: ['RUNNING'],
						}),
						new workflow.ListProcessInstanceIdsHeaders(official.headers),
						official.runtime,
					),
			}),
		);
	});

	it.each([
		['approve', 'agree'],
		['refuse', 'refuse'],
	])('decided: %s', async (operation, result) => {
		const processInstanceId = leave();
		const taskId = taskOf(processInstanceId);
		same(
			await clients.compare({
				parameters: form({
					operation,
					processInstanceId,
					userId: user('lina'),
					remark: 'OK 同意',
					options: { photos: PHOTO },
				}),
				path: '/v1.0/workflow/processInstances/execute',
				official: async (official) =>
					await clientOf(official).executeProcessInstanceWithOptions(
						new workflow.ExecuteProcessInstanceRequest({
							processInstanceId,
							taskId: Number(taskId),
							actionerUserId: 'lina',
							result,
							remark: 'OK 同意',
							file: new workflow.ExecuteProcessInstanceRequestFile({ photos: [PHOTO] }),
						}),
						new workflow.ExecuteProcessInstanceHeaders(official.headers),
						official.runtime,
					),
			}),
		);
	});

	it('handed on', async () => {
		const processInstanceId = leave();
		const taskId = taskOf(processInstanceId);
		same(
			await clients.compare({
				parameters: form({
					operation: 'redirect',
					processInstanceId,
					userId: user('lina'),
					toUserId: user('bob'),
					remark: 'Yours',
					options: { actionName: 'Stand-in' },
				}),
				path: '/v1.0/workflow/tasks/redirect',
				official: async (official) =>
					await clientOf(official).redirectWorkflowTaskWithOptions(
						new workflow.RedirectWorkflowTaskRequest({
							taskId: Number(taskId),
							toUserId: 'bob',
							operateUserId: 'lina',
							remark: 'Yours',
							actionName: 'Stand-in',
						}),
						new workflow.RedirectWorkflowTaskHeaders(official.headers),
						official.runtime,
					),
			}),
		);
	});

	it('commented', async () => {
		const processInstanceId = leave();
		same(
			await clients.compare({
				parameters: form({
					operation: 'comment',
					processInstanceId,
					userId: user('alice'),
					text: 'Please 请',
				}),
				path: '/v1.0/workflow/processInstances/comments',
				official: async (official) =>
					await clientOf(official).addProcessInstanceCommentWithOptions(
						new workflow.AddProcessInstanceCommentRequest({
							processInstanceId,
							commentUserId: 'alice',
							text: 'Please 请',
						}),
						new workflow.AddProcessInstanceCommentHeaders(official.headers),
						official.runtime,
					),
			}),
		);
	});

	it('withdrawn', async () => {
		const processInstanceId = leave();
		clients.sandbox.control.advanceClock(15_000);
		same(
			await clients.compare({
				parameters: form({ operation: 'terminate', processInstanceId, remark: 'No' }),
				path: '/v1.0/workflow/processInstances/terminate',
				official: async (official) =>
					await clientOf(official).terminateProcessInstanceWithOptions(
						new workflow.TerminateProcessInstanceRequest({
							processInstanceId,
							isSystem: false,
							operatingUserId: 'alice',
							remark: 'No',
						}),
						new workflow.TerminateProcessInstanceHeaders(official.headers),
						official.runtime,
					),
			}),
		);
	});

	it('downloaded, both ways', async () => {
		const { control } = clients.sandbox;
		const file = control.addApprovalFile('a.csv', Buffer.from('a,b'));
		const { fileId } = file;
		const values = { ...EXPENSE, '附件 Attachments': JSON.stringify([file]) };
		const { processInstanceId } = control.startApproval('alice', {
			processCode: 'PROC-SANDBOX-EXPENSE',
			values,
		});
		const parameters = form({ operation: 'downloadAttachments', processInstanceId });
		same(
			await clients.compare({
				parameters,
				path: '/v1.0/workflow/processInstances/spaces/files/urls/download',
				official: async (official) =>
					await clientOf(official).grantProcessInstanceForDownloadFileWithOptions(
						new workflow.GrantProcessInstanceForDownloadFileRequest({ processInstanceId, fileId }),
						new workflow.GrantProcessInstanceForDownloadFileHeaders(official.headers),
						official.runtime,
					),
			}),
		);
		control.addFault({
			match: { id: 'workflow.attachment.downloadUrl' },
			answer: { status: 400, body: { code: 'noPermission', message: '无访问权限' } },
		});
		const preview = await clients.compare({
			parameters,
			path: '/v1.0/workflow/processInstances/spaces/authPreview',
			official: async (official) =>
				await clientOf(official).getSpaceWithDownloadAuthWithOptions(
					new workflow.GetSpaceWithDownloadAuthRequest({
						userId: 'alice',
						processInstanceId,
						fileId,
					}),
					new workflow.GetSpaceWithDownloadAuthHeaders(official.headers),
					official.runtime,
				),
		});
		control.clearFaults();
		same(preview);
		expect(preview.items[0].json.via).toBe('drive');
	});
});
