import { Config, RuntimeOptions, storage, workflow } from './official.mts';
import { sandbox, token, useSandbox } from './started.mts';

useSandbox();

const runtime = () => new RuntimeOptions({});
const headers = () => ({ xAcsDingtalkAccessToken: token });
const config = () =>
	new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') });
const client = () => new workflow.default(config());

describe('the official client, with processes and new approvals', () => {
	it('reads the form of a process, with children and options', async () => {
		const { body } = await client().querySchemaByProcessCodeWithOptions(
			new workflow.QuerySchemaByProcessCodeRequest({ processCode: 'PROC-SANDBOX-EXPENSE' }),
			new workflow.QuerySchemaByProcessCodeHeaders(headers()),
			runtime(),
		);
		const items = body?.result?.schemaContent?.items ?? [];
		expect(items.map(({ componentName }) => componentName)).toContain('TableField');
		const [, table] = items;
		const [, kind] = table.children ?? [];
		expect(kind.props?.options?.[0]).toBe('{"value":"交通 Travel","key":"option_0"}');
	});

	it('lists those that a person may start', async () => {
		const { body } = await client().listUserVisibleBpmsProcessesWithOptions(
			new workflow.ListUserVisibleBpmsProcessesRequest({
				userId: 'lina',
				maxResults: 2,
				nextToken: 0,
			}),
			new workflow.ListUserVisibleBpmsProcessesHeaders(headers()),
			runtime(),
		);
		expect(body?.result?.processList).toHaveLength(2);
		expect(body?.result?.nextToken).toBe(2);
	});

	it('lists those that a person manages, and reads the refusal of who manages none', async () => {
		const managedBy = async (userId: string) =>
			await client().getManageProcessByStaffIdWithOptions(
				new workflow.GetManageProcessByStaffIdRequest({ userId }),
				new workflow.GetManageProcessByStaffIdHeaders(headers()),
				runtime(),
			);
		const { body } = await managedBy('zhangwei');
		expect(body?.success).toBe(true);
		expect(body?.result).toContainEqual(
			new workflow.GetManageProcessByStaffIdResponseBodyResult({
				processCode: 'PROC-SANDBOX-SUITELEAVE',
				flowTitle: '请假(套件) Leave suite',
				attendanceType: 1,
				newProcess: true,
				iconName: expect.any(String),
				iconUrl: expect.stringMatching(/^https:/),
				gmtModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			}),
		);
		await expect(managedBy('lina')).rejects.toMatchObject({ code: 'noPermission' });
		await expect(managedBy('nobody')).rejects.toMatchObject({ code: 'userNotExist' });
	});

	it('asks where a form leads, and starts it with the people for its steps', async () => {
		const request = {
			processCode: 'PROC-SANDBOX-PURCHASE',
			deptId: 100,
			formComponentValues: [
				{ name: '采购内容 What', value: 'Desk' },
				{ name: '数量 Count', value: '2' },
			],
		};
		const { body } = await client().processForecastWithOptions(
			new workflow.ProcessForecastRequest({ ...request, userId: 'lina' }),
			new workflow.ProcessForecastHeaders(headers()),
			runtime(),
		);
		const [step] = body?.result?.workflowActivityRules ?? [];
		expect(step).toMatchObject({
			activityName: '自选审批人',
			isTargetSelect: true,
			workflowActor: { required: true, allowedMulti: true },
		});
		const { body: started } = await client().startProcessInstanceWithOptions(
			new workflow.StartProcessInstanceRequest({
				...request,
				originatorUserId: 'lina',
				targetSelectActioners: [
					{ actionerKey: step.workflowActor?.actorKey, actionerUserIds: ['wangfang'] },
				],
			}),
			new workflow.StartProcessInstanceHeaders(headers()),
			runtime(),
		);
		expect(started?.instanceId).toMatch(/\S/);
	});

	it('is given a space, and an address for an upload', async () => {
		const { body } = await client().getAttachmentSpaceWithOptions(
			new workflow.GetAttachmentSpaceRequest({ userId: 'lina' }),
			new workflow.GetAttachmentSpaceHeaders(headers()),
			runtime(),
		);
		const { body: info } = await new storage.default(config()).getFileUploadInfoWithOptions(
			String(body?.result?.spaceId),
			new storage.GetFileUploadInfoRequest({
				unionId: 'union-lina',
				protocol: 'HEADER_SIGNATURE',
				multipart: false,
			}),
			new storage.GetFileUploadInfoHeaders(headers()),
			runtime(),
		);
		expect(info).toMatchObject({
			uploadKey: expect.any(String),
			protocol: 'HEADER_SIGNATURE',
			headerSignatureInfo: { resourceUrls: [expect.stringMatching(/^http/)] },
		});
	});
});
