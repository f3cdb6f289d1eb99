import { client, sandbox, token, useSandbox } from './started.mts';

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
const last = () => sandbox.control.state().messages.at(-1);

describe('robot messages to people', () => {
	it('posts for those it reaches and lists the others', async () => {
		sandbox.control.throttlePeople(['bob'], 1);
		const { status, body } = await people(['lina', 'nobody', 'outsider', 'bob', 'load0042']);
		expect(status).toBe(200);
		expect(body).toEqual({
			processQueryKey: expect.stringMatching(/==$/),
			invalidStaffIdList: ['nobody', 'outsider'],
			flowControlledStaffIdList: ['bob'],
		});
		expect(last()).toMatchObject({
			via: 'robot-oto',
			kind: 'text',
			content: { text: 'hello' },
			sender: { type: 'appRobot', id: 'dingsandboxapp' },
			target: { userIds: ['lina', 'load0042'] },
		});
		expect((await people(['bob'])).body.flowControlledStaffIdList).toEqual([]);
	});

	it('takes 1 to 20 people', async () => {
		const many = Array.from({ length: 21 }, (_, n) => `load00${n + 10}`);
		expect((await people(many)).body.code).toBe('invalidParameter.userIds.overMax');
		expect((await people(many.slice(1))).status).toBe(200);
		expect((await people([])).body.code).toBe('invalidParameter.userIds.empty');
		expect((await people('lina')).body.code).toBe('invalidParameter.param.invalid');
	});

	it('takes only the robot of the app', async () => {
		const other = await people(['lina'], { robotCode: 'dingsandboxnew' });
		expect(other.body.code).toBe('invalidParameter.robotCode.auth');
		const nobodys = await people(['lina'], { robotCode: 'dingnobody' });
		expect(nobodys.body.code).toBe('invalidParameter.robotCode.notExsit');
	});

	it('takes msgParam only as a JSON string of at most 15 000 bytes', async () => {
		const bad = 'invalidParameter.msgParam.invalid';
		expect((await people(['lina'], { msgParam: { content: 'x' } })).body.code).toBe(bad);
		expect((await people(['lina'], { msgParam: 'hello' })).body.code).toBe(bad);
		expect((await people(['lina'], { msgParam: '["hello"]' })).body.code).toBe(bad);
		const long = JSON.stringify({ content: '长'.repeat(5000) });
		expect((await people(['lina'], { msgParam: long })).body.code).toBe(
			'invalidParameter.msgParam.tooLong',
		);
	});
});

describe('robot messages to groups', () => {
	it('need a group that exists and has the robot', async () => {
		expect((await group()).body).toEqual({ processQueryKey: expect.any(String) });
		expect(last()).toMatchObject({ via: 'robot-group', target: { openConversationId: GROUP } });
		const unknown = await group({ openConversationId: 'cidNothing==' });
		expect([unknown.status, unknown.body.code]).toEqual([400, 'invalid.openConversationId']);
		const without = 'cidNoRobot00000000001==';
		expect((await group({ openConversationId: without })).body.code).toBe(
			'invalidParameter.robotCode.notExsit',
		);
		sandbox.control.addRobotToGroup(without, 'dingsandboxapp');
		expect((await group({ openConversationId: without })).status).toBe(200);
	});

	it('tell which groups the robot is in, and which robots a group has', async () => {
		const body = { robotCode: 'dingsandboxapp', pageNumber: 0, pageSize: 1 };
		const first = await client.api('POST', '/v1.0/robot/groups/query', body, token);
		expect(first.body).toEqual({ openConversationIds: [GROUP], hasMore: true });
		const robots = await client.api(
			'POST',
			'/v1.0/robot/groups/robots/query',
			{ openConversationId: GROUP },
			token,
		);
		expect(robots.body.chatbotInstanceVOList).toHaveLength(1);
	});
});
