import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

const SEND = '/v1.0/robot/oToMessages/batchSend';
const GROUP = 'cidPhoenix0000000000001==';

const people = async (userIds: unknown, more: Record<string, unknown> = {}) =>
	await client.api(
		'POST',
		SEND,
		{
			robotCode: 'dingsandboxapp',
			userIds,
			msgKey: 'sampleText',
			msgParam: JSON.stringify({ content: 'hello' }),
			...more,
		},
		token,
	);
const group = async (more: Record<string, unknown> = {}) =>
	await client.api(
		'POST',
		'/v1.0/robot/groupMessages/send',
		{
			robotCode: 'dingsandboxapp',
			openConversationId: GROUP,
			msgKey: 'sampleText',
			msgParam: JSON.stringify({ content: 'hello' }),
			...more,
		},
		token,
	);

describe('recall and read status', () => {
	const recall = async (processQueryKeys: string[]) =>
		await client.api(
			'POST',
			'/v1.0/robot/otoMessages/batchRecall',
			{ robotCode: 'dingsandboxapp', processQueryKeys },
			token,
		);
	const status = async (key: string) =>
		await client.api(
			'GET',
			`/v1.0/robot/oToMessages/readStatus?robotCode=dingsandboxapp&processQueryKey=${encodeURIComponent(key)}`,
			undefined,
			token,
		);

	it('recalls what it knows and lists the rest', async () => {
		const { processQueryKey } = (await people(['lina'])).body;
		const groupKey = (await group()).body.processQueryKey as string;
		const { body } = await recall([processQueryKey, 'unknown', groupKey]);
		expect(body).toEqual({
			successResult: [processQueryKey],
			failedResult: {
				unknown: 'invalid.processQueryKey',
				[groupKey]: 'invalid.processQueryKey',
			},
		});
		expect(sandbox.control.state().messages[0].recalled).toBe(true);
		expect((await recall(Array.from({ length: 21 }, String))).body.code).toBe(
			'invalidParameter.processQueryKeys.overMax',
		);
	});

	it('ends after 24 hours', async () => {
		const { processQueryKey } = (await people(['lina'])).body;
		sandbox.control.advanceClock(24 * 3_600_000 + 1);
		await signIn();
		expect((await recall([processQueryKey])).body.failedResult).toEqual({
			[processQueryKey]: 'robot.processQueryKey.expired',
		});
		expect((await status(processQueryKey)).body.code).toBe('processQueryKey.expireTime');
	});

	it('tells who has read a message', async () => {
		const { processQueryKey } = (await people(['lina', 'bob'])).body;
		sandbox.control.markRead(processQueryKey, 'bob');
		const { body } = await status(processQueryKey);
		expect(body.sendStatus).toBe('SUCCESS');
		expect(body.messageReadInfoList).toMatchObject([
			{ userId: 'lina', name: '李娜', readStatus: 'UNREAD' },
			{ userId: 'bob', readStatus: 'READ' },
		]);
		await recall([processQueryKey]);
		expect((await status(processQueryKey)).body.sendStatus).toBe('RECALLED');
		expect((await status('unknown')).body.code).toBe('invalid.processQueryKey');
	});

	it('recalls and pages the readers of group messages', async () => {
		const { processQueryKey } = (await group()).body;
		for (const userId of ['zhangwei', 'lina', 'alice']) {
			sandbox.control.markRead(processQueryKey, userId);
		}
		const query = async (more: Record<string, unknown>) =>
			await client.api(
				'POST',
				'/v1.0/robot/groupMessages/query',
				{ processQueryKey, robotCode: 'dingsandboxapp', openConversationId: GROUP, ...more },
				token,
			);
		const first = (await query({ maxResults: 2 })).body;
		expect(first).toMatchObject({ readUserIds: ['zhangwei', 'lina'], hasMore: true });
		const second = (await query({ maxResults: 2, nextToken: first.nextToken })).body;
		expect(second).toEqual({ sendStatus: 'SUCCESS', readUserIds: ['alice'], hasMore: false });
		expect((await query({ maxResults: 201 })).body.code).toBe('invalidParameter.pageSize.invalid');
		expect((await query({ nextToken: 'x' })).body.code).toBe('invalidParameter.cursor.invalid');
		const recalled = await client.api(
			'POST',
			'/v1.0/robot/groupMessages/recall',
			{
				robotCode: 'dingsandboxapp',
				openConversationId: GROUP,
				processQueryKeys: [processQueryKey],
			},
			token,
		);
		expect(recalled.body).toEqual({ successResult: [processQueryKey], failedResult: {} });
	});
});
