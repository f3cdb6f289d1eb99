import { client, sandbox, token, useSandbox } from './started.mts';
import { connectStream } from './streamClient.mts';

useSandbox();

type Fields = Record<string, unknown>;

const post = async (path: string, body: Fields) =>
	await client.api('POST', `/v1.0/workflow/${path}`, body, token);
const get = async (path: string) =>
	await client.api('GET', `/v1.0/workflow/${path}`, undefined, token);
const value = (name: string, text: unknown) => ({
	name,
	value: typeof text === 'string' ? text : JSON.stringify(text),
});
const range = '["开始时间","结束时间"]';
const LEAVE = [
	value('请假类型 Type', '年假 Annual'),
	value(range, ['2026-12-01', '2026-12-02']),
	value('天数 Days', '2'),
	value('请假事由 Reason', 'Family'),
];
const row = (item: string, amount: string) => [
	value('费用说明 Item', item),
	value('金额 Amount', amount),
];
const expense = (total: string) => [
	value('报销事由 Purpose', 'Trip'),
	value('费用明细 Items', [row('Taxi', '20'), row('Hotel', '1500')]),
	value('总金额 Total', total),
];

const start = async (fields: Fields = {}) =>
	await post('processInstances', {
		processCode: 'PROC-SANDBOX-LEAVE',
		originatorUserId: 'alice',
		deptId: 111,
		formComponentValues: LEAVE,
		...fields,
	});
const started = async (fields?: Fields) => (await start(fields)).body.instanceId as string;
const read = async (id: string) =>
	(await get(`processInstances?processInstanceId=${encodeURIComponent(id)}`)).body;
const code = async (fields: Fields) => {
	const { status, body } = await start(fields);
	return [status, body.code, body.message];
};
const openTasks = async (id: string): Promise<Array<[string, number]>> =>
	((await read(id)).result.tasks as Array<{ userId: string; status: string; taskId: number }>)
		.filter(({ status }) => status === 'RUNNING')
		.map(({ userId, taskId }) => [userId, taskId]);

describe('an approval', () => {
	it('is started, read, agreed to and over, as DingTalk tells it', async () => {
		const id = await started();
		const running = await read(id);
		expect(running.success).toBe('true');
		expect(running.result).toMatchObject({
			title: 'Alice Chen提交的请假 Leave',
			status: 'RUNNING',
			result: '',
			originatorUserId: 'alice',
			originatorDeptId: '111',
			createTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/),
			tasks: [{ userId: 'lina', status: 'RUNNING', result: 'NONE' }],
		});
		expect(running.result.formComponentValues).toContainEqual({
			id: 'DDPhotoField-PROOF',
			name: '证明照片 Proof',
			value: 'null',
			componentType: 'DDPhotoField',
		});
		const [[, taskId]] = await openTasks(id);
		const done = await post('processInstances/execute', {
			processInstanceId: id,
			taskId,
			actionerUserId: 'lina',
			result: 'agree',
			remark: 'Enjoy',
		});
		expect(done.body).toEqual({ result: true, success: true });
		const { result } = await read(id);
		expect(result).toMatchObject({ status: 'COMPLETED', result: 'agree', ccUserIds: ['wangfang'] });
		expect(result.operationRecords.map(({ type }: { type: string }) => type)).toEqual([
			'START_PROCESS_INSTANCE',
			'EXECUTE_TASK_NORMAL',
			'PROCESS_CC',
		]);
	});

	it('takes the second step only over its amount, where all have to agree', async () => {
		const fields = { processCode: 'PROC-SANDBOX-EXPENSE' };
		const small = await started({ ...fields, formComponentValues: expense('1000') });
		sandbox.control.actOnApproval(small, 'lina', 'agree');
		expect((await read(small)).result.status).toBe('COMPLETED');
		const big = await started({ ...fields, formComponentValues: expense('1520') });
		sandbox.control.actOnApproval(big, 'lina', 'agree');
		expect((await openTasks(big)).map(([userId]) => userId)).toEqual(['bob', 'zhangwei']);
		sandbox.control.actOnApproval(big, 'bob', 'agree');
		expect((await read(big)).result.status).toBe('RUNNING');
		sandbox.control.actOnApproval(big, 'zhangwei', 'refuse', { remark: 'Too much' });
		expect((await read(big)).result).toMatchObject({ status: 'COMPLETED', result: 'refuse' });
	});

	it('asks people in turn, and hands a task on', async () => {
		const id = await started({
			processCode: 'PROC-SANDBOX-NOTICE',
			formComponentValues: [value('事项 About', 'Fire drill')],
		});
		const [[userId, taskId]] = await openTasks(id);
		expect(userId).toBe('wangfang');
		const handed = await post('tasks/redirect', {
			taskId,
			operateUserId: 'wangfang',
			toUserId: 'bob',
		});
		expect(handed.body).toEqual({ result: true });
		sandbox.control.actOnApproval(id, 'bob', 'agree');
		expect((await openTasks(id)).map(([who]) => who)).toEqual(['lina']);
		sandbox.control.actOnApproval(id, 'lina', 'agree');
		expect((await read(id)).result.result).toBe('agree');
	});

	it('is not withdrawn in its first 15 seconds', async () => {
		const id = await started();
		const body = { processInstanceId: id, isSystem: false, operatingUserId: 'alice' };
		const early = await post('processInstances/terminate', body);
		expect(early.body.code).toBe('aflowProcessInstStatusException');
		sandbox.control.advanceClock(15_000);
		expect((await post('processInstances/terminate', body)).body.result).toBe(true);
		expect((await read(id)).result).toMatchObject({
			status: 'TERMINATED',
			tasks: [{ status: 'CANCELED' }],
		});
	});

	it('is refused for what the documentation says', async () => {
		const changed = (n: number, text: string) =>
			LEAVE.map((one, index) => (index === n ? { ...one, value: text } : one));
		const form = async (formComponentValues: unknown) => await code({ formComponentValues });
		const bad = (label: string) => [
			400,
			'formConverterError',
			`表单数据校验失败，失败控件：${label}`,
		];
		expect(await form(LEAVE.slice(1))).toEqual(bad('请假类型 Type'));
		expect(await form(changed(0, 'Sabbatical'))).toEqual(bad('请假类型 Type'));
		expect(await form(changed(1, '["2026-12-02","2026-12-01"]'))).toEqual(bad(range));
		expect(await form(changed(1, '["2026-12-01 10:00","2026-12-02 10:00"]'))).toEqual(bad(range));
		expect(await form(changed(2, 'two'))).toEqual(bad('天数 Days'));
		expect((await form([...LEAVE, value('Nothing', 'x')]))[1]).toBe('illegalComponent');
		expect((await code({ originatorUserId: 'nobody' }))[1]).toBe('processInstanceInvalidParameter');
		expect((await code({ deptId: 200 }))[1]).toBe('processInstanceInvalidParameter');
		expect((await code({ deptId: undefined }))[1]).toBe('processInstanceInvalidParameter');
		expect((await code({ processCode: 'PROC-NONE' }))[1]).toBe('processCodeError');
		expect((await code({ processCode: 'PROC-SANDBOX-OLD' }))[1]).toBe('processGetFailed');
		expect((await code({ processCode: 'PROC-SANDBOX-SUITELEAVE' }))[1]).toBe('illegalComponent');
		expect((await code({ processCode: 'PROC-SANDBOX-PURCHASE' }))[1]).toBe('needAuth');
	});

	it('wants the people whom the originator has to choose', async () => {
		const fields = (targetSelectActioners?: unknown) => ({
			processCode: 'PROC-SANDBOX-PURCHASE',
			originatorUserId: 'lina',
			deptId: 100,
			formComponentValues: [value('采购内容 What', 'Desks'), value('数量 Count', '3')],
			...(targetSelectActioners ? { targetSelectActioners } : {}),
		});
		expect((await code(fields()))[1]).toBe('targetSelectApproverMissing');
		const { body } = await post('processes/forecast', { ...fields(), userId: 'lina' });
		const [select, boss] = body.result.workflowActivityRules;
		expect(select).toMatchObject({ activityType: 'target_select', isTargetSelect: true });
		expect(boss).toMatchObject({
			activityType: 'target_approval',
			activityActioners: [{ userId: 'zhangwei' }],
		});
		const { actorKey: actionerKey } = select.workflowActor;
		const choose = (...actionerUserIds: string[]) => fields([{ actionerKey, actionerUserIds }]);
		expect((await code(choose('bob')))[1]).toBe('targetSelectApproverScopeError');
		const id = await started(choose('wangfang', 'lina'));
		expect((await openTasks(id)).map(([userId]) => userId)).toEqual(['wangfang']);
	});
});

describe('the forms', () => {
	it('are listed for a person and for those who manage them, page by page', async () => {
		const path = 'processes/userVisibilities/templates';
		const first = await get(`${path}?userId=alice&maxResults=4&nextToken=0`);
		expect(first.body.result.processList).toHaveLength(4);
		const { nextToken } = first.body.result;
		const second = await get(`${path}?userId=alice&maxResults=4&nextToken=${nextToken}`);
		const names = second.body.result.processList.map(({ name }: { name: string }) => name);
		expect(names).toEqual(['加班申请 Overtime', '请假(套件) Leave suite']);
		expect(second.body.result.nextToken).toBeUndefined();
		const managed = await get('processes/managements/templates?userId=zhangwei');
		expect(managed.body.result).toContainEqual(
			expect.objectContaining({ processCode: 'PROC-SANDBOX-SUITELEAVE', attendanceType: 1 }),
		);
		expect((await get('processes/managements/templates?userId=alice')).body.code).toBe(
			'noPermission',
		);
		const named = await get(
			`processCentres/schemaNames/processCodes?name=${encodeURIComponent('请假 Leave')}`,
		);
		expect(named.body.result.processCode).toBe('PROC-SANDBOX-LEAVE');
	});

	it('tell their options as JSON texts', async () => {
		const { body } = await get('forms/schemas/processCodes?processCode=PROC-SANDBOX-LEAVE');
		expect(body.result.schemaContent.items[0].props.options[0]).toBe(
			'{"value":"年假 Annual","key":"option_0"}',
		);
	});
});

describe('the list of approvals', () => {
	it('goes back 120 days at once, and 365 in all', async () => {
		const id = await started();
		const now = Date.now();
		const day = 86_400_000;
		const query = async (fields: Fields) =>
			(
				await post('processes/instanceIds/query', {
					processCode: 'PROC-SANDBOX-LEAVE',
					startTime: now - day,
					nextToken: 0,
					maxResults: 20,
					...fields,
				})
			).body;
		expect(await query({})).toEqual({ success: true, result: { list: [id], nextToken: '' } });
		expect((await query({ userIds: ['bob'] })).result.list).toEqual([]);
		expect((await query({ statuses: ['COMPLETED'] })).result.list).toEqual([]);
		expect((await query({ startTime: now - 121 * day })).code).toBe('invalidEndTime');
		expect((await query({ startTime: now - 366 * day, endTime: now - 360 * day })).code).toBe(
			'invalidInstanceListIdsStartTime',
		);
		expect((await query({ maxResults: 21 })).code).toBe('invalidMaxResults');
		await started();
		const first = (await query({ maxResults: 1 })).result;
		expect(first.nextToken).toBe('1');
		expect((await query({ maxResults: 1, nextToken: 1 })).result.list).toEqual([id]);
	});
});

describe('a file of an approval', () => {
	const space = '/v1.0/storage/spaces/115770306';
	const upload = async () => {
		const info = await client.api(
			'POST',
			`${space}/files/uploadInfos/query?unionId=union-alice`,
			{ protocol: 'HEADER_SIGNATURE', multipart: false },
			token,
		);
		return info;
	};

	it('is uploaded, named in the form, and downloaded both ways', async () => {
		expect((await upload()).body.code).toBe('permissionDenied');
		const { body } = await post('processInstances/spaces/infos/query', { userId: 'alice' });
		expect(body).toEqual({ result: { spaceId: 115770306 }, success: true });
		const { uploadKey, headerSignatureInfo } = (await upload()).body;
		const put = async (headers: Record<string, string>) =>
			(
				await client.call(headerSignatureInfo.resourceUrls[0], {
					method: 'PUT',
					headers,
					body: new Uint8Array([1, 2, 3]),
				})
			).status;
		expect(await put({})).toBe(403);
		expect(await put({ ...headerSignatureInfo.headers, 'content-type': 'text/plain' })).toBe(403);
		expect(await put(headerSignatureInfo.headers)).toBe(200);
		const committed = await client.api(
			'POST',
			`${space}/files/commit?unionId=union-alice`,
			{ uploadKey, name: 'receipt.pdf', parentId: '0' },
			token,
		);
		const { id: fileId, spaceId, size, extension } = committed.body.dentry;
		const file = {
			spaceId,
			fileId,
			fileName: 'receipt.pdf',
			fileSize: String(size),
			fileType: extension,
		};
		const processInstanceId = await started({
			processCode: 'PROC-SANDBOX-EXPENSE',
			formComponentValues: [...expense('10'), value('附件 Attachments', [file])],
		});
		const url = await post('processInstances/spaces/files/urls/download', {
			processInstanceId,
			fileId,
		});
		expect([...(await client.call(url.body.result.downloadUri)).bytes]).toEqual([1, 2, 3]);
		const info = async () =>
			await client.api(
				'POST',
				`${space}/dentries/${fileId}/downloadInfos/query?unionId=union-lina`,
				{},
				token,
			);
		expect((await info()).body.code).toBe('permissionDenied');
		await post('processInstances/spaces/authPreview', {
			userId: 'lina',
			processInstanceId,
			fileId,
		});
		const { resourceUrls, headers } = (await info()).body.headerSignatureInfo;
		expect((await client.call(resourceUrls[0])).status).toBe(403);
		expect([...(await client.call(resourceUrls[0], { headers })).bytes]).toEqual([1, 2, 3]);
	});
});

describe('events of an approval', () => {
	it('tell each change of it and of its tasks', async () => {
		const stream = await connectStream(sandbox);
		const events = () => stream.frames.filter(({ type }) => type === 'EVENT');
		const id = await started();
		sandbox.control.actOnApproval(id, 'lina', 'agree', { remark: 'OK' });
		await stream.until(() => events().length >= 4);
		expect(
			events().map(({ headers, data }) => [headers.eventType, data.type, data.result]),
		).toEqual([
			['bpms_instance_change', 'start', undefined],
			['bpms_task_change', 'start', undefined],
			['bpms_task_change', 'finish', 'agree'],
			['bpms_instance_change', 'finish', 'agree'],
		]);
		expect(events()[2].data).toMatchObject({
			processInstanceId: id,
			processCode: 'PROC-SANDBOX-LEAVE',
			staffId: 'lina',
			remark: 'OK',
			taskId: expect.any(Number),
		});
	});
});

describe('people', () => {
	it('start, hand on, comment and withdraw approvals in DingTalk', async () => {
		const { processInstanceId: id } = sandbox.control.startApproval('bob', {
			processCode: 'PROC-SANDBOX-LEAVE',
			values: Object.fromEntries(LEAVE.map(({ name, value: text }) => [name, text])),
		});
		sandbox.control.actOnApproval(id, 'lina', 'redirect', {
			toUserId: 'wangfang',
			remark: 'Yours',
		});
		sandbox.control.actOnApproval(id, 'bob', 'comment', { remark: 'Please' });
		const act = (userId: string, what: 'agree' | 'comment' | 'withdraw') => () =>
			sandbox.control.actOnApproval(id, userId, what);
		expect(act('lina', 'agree')).toThrow('has nothing to decide');
		expect(act('lina', 'withdraw')).toThrow('did not start');
		act('bob', 'withdraw')();
		expect(act('bob', 'withdraw')).toThrow('is over');
		expect(act('lina', 'comment')).toThrow('is over');
		const { result } = await read(id);
		expect(result.tasks.map((task: Fields) => [task.userId, task.status, task.result])).toEqual([
			['lina', 'COMPLETED', 'REDIRECTED'],
			['wangfang', 'CANCELED', 'NONE'],
		]);
		const count = await get('processes/todoTasks/numbers?userId=wangfang');
		expect(count.body).toEqual({ result: 0 });
	});

	it('change forms', async () => {
		sandbox.control.changeProcess('PROC-SANDBOX-LEAVE', { name: 'Days off' });
		const { body } = await get('forms/schemas/processCodes?processCode=PROC-SANDBOX-LEAVE');
		expect(body.result.name).toBe('Days off');
	});
});
