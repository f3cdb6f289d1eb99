import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

type Fields = Record<string, unknown>;

const SCENE = 'cidScene00000000000001==';
const PHOENIX = 'cidPhoenix0000000000001==';
const call = async (method: string, path: string, body?: Fields) =>
	await client.api(method, `/v1.0/im/${path}`, body, token);
const post = async (path: string, body: Fields) => (await call('POST', path, body)).body;
const group = (openConversationId = SCENE) =>
	sandbox.control.state().groups.find((one) => one.openConversationId === openConversationId);

it('tells settings and admins over the older call, as text', async () => {
	const get = async (open_conversation_id: string) =>
		(await client.oapi('POST', '/topapi/im/chat/scenegroup/get', { open_conversation_id }, token))
			.body;
	expect(await get(SCENE)).toMatchObject({
		errcode: 0,
		result: {
			open_conversation_id: SCENE,
			template_id: 'tpl-sandbox',
			management_options: { searchable: '0', chat_banned_type: '0' },
		},
	});
	expect(await get(PHOENIX)).toMatchObject({ errcode: 400020 });
	expect(await get('cidNobody==')).toMatchObject({ errcode: 40035 });
});

describe('making and changing a scene group', () => {
	const draft = {
		title: '项目群',
		template_id: 'tpl-sandbox',
		owner_user_id: 'lina',
		user_ids: ['bob'],
		subadmin_ids: ['alice'],
	};
	const create = async (more: Fields = {}) =>
		await post('sceneGroup/create', { ...draft, ...more });

	it('is snake_case, with the robot of the template in it', async () => {
		const answer = await create({
			management_options: { searchable: 1, only_admin_can_ding: 1 },
		});
		expect(answer).toEqual({
			open_conversation_id: expect.stringMatching(/^cid.*==$/),
			chat_id: expect.stringMatching(/^chat/),
		});
		expect(group(answer.open_conversation_id as string)).toMatchObject({
			name: '项目群',
			ownerUserId: 'lina',
			userIds: ['lina', 'bob', 'alice'],
			subAdminUserIds: ['alice'],
			robotCodes: ['dingsandboxapp'],
			templateId: 'tpl-sandbox',
			flags: { searchable: 1 },
			switches: { only_admin_can_ding: 1 },
		});
	});

	it('gives the same group for the same uuid', async () => {
		const first = await create({ uuid: 'once' });
		expect(await create({ uuid: 'once' })).toEqual(first);
		expect(await create()).not.toEqual(first);
	});

	it('refuses with the codes of its page', async () => {
		const codeOf = async (more: Fields) => (await create(more)).code;
		expect(await codeOf({ template_id: 'nothing' })).toBe('groupTemplate.notFound');
		expect(await codeOf({ template_id: 'tpl-other' })).toBe(
			'groupTemplate.permessionDenied.appNotInstalled',
		);
		expect(await codeOf({ owner_user_id: 'outsider' })).toBe('permession.checkFailed');
		expect(await codeOf({ user_ids: ['nobody'] })).toBe('member.notFound');
		expect(await codeOf({ user_ids: 'bob' })).toBe('parameter.invalid');
		expect(await codeOf({ user_ids: Array.from({ length: 1000 }, String) })).toBe('member.exceed');
		expect(await codeOf({ title: '' })).toBe('parameter.invalid');
	});

	it('is changed, told about and disbanded', async () => {
		const body = { open_conversation_id: SCENE, title: 'New', owner_union_id: 'union-lina' };
		expect(await post('sceneGroup/update', body)).toEqual({ success: true });
		expect(await post('sceneGroups/query', { openConversationId: SCENE })).toMatchObject({
			success: true,
			title: 'New',
			ownerUserId: 'lina',
			templateId: 'tpl-sandbox',
		});
		const disband = async () =>
			await post('chat/scenegroup/disband', { openConversationId: SCENE });
		expect(await disband()).toEqual({ success: true });
		expect(group()?.disbanded).toBe(true);
		expect((await disband()).code).toBe('paramIllegal');
		const send = await client.api(
			'POST',
			'/v1.0/robot/groupMessages/send',
			{
				robotCode: 'dingsandboxapp',
				openConversationId: SCENE,
				msgKey: 'sampleText',
				msgParam: '{"content":"x"}',
			},
			token,
		);
		expect(send.body.code).toBe('group.disbanded');
		const get = await client.oapi('GET', '/chat/get?chatid=chatscene', undefined, token);
		expect(get.body.errcode).toBe(40016);
	});

	it('works with groups of the own template only', async () => {
		const query = async (openConversationId: string) =>
			(await post('sceneGroups/query', { openConversationId })).code;
		expect(await query('cidNothing==')).toBe('cidEncryptError');
		expect(await query(PHOENIX)).toBe('groupPermissionDenied');
		await signIn('new');
		expect(await query(SCENE)).toBe('groupTemplatePermissionDenied');
		const body = { open_conversation_id: SCENE, user_ids: ['lina'] };
		expect((await post('sceneGroup/member/add', body)).code).toBe('permession.checkFailed');
	});
});

describe('members', () => {
	it('are added and removed by either id', async () => {
		const change = async (what: string, body: Fields) =>
			await post(`sceneGroup/member/${what}`, { open_conversation_id: SCENE, ...body });
		expect(await change('add', { user_ids: ['lina'], union_ids: ['union-oncall'] })).toEqual({
			success: true,
		});
		expect(group()?.userIds).toEqual(['wangfang', 'alice', 'bob', 'lina', 'oncall']);
		expect(await change('delete', { union_ids: ['union-lina'], user_ids: ['bob'] })).toEqual({
			success: true,
		});
		expect(group()?.userIds).toEqual(['wangfang', 'alice', 'oncall']);
		expect((await change('add', {})).code).toBe('parameter.invalid');
		expect((await change('add', { user_ids: 'lina,bob' })).code).toBe('parameter.invalid');
		expect((await change('add', { union_ids: ['nobody'] })).code).toBe('parameter.invalid');
		expect((await change('add', { user_ids: ['outsider'] })).code).toBe('permession.checkFailed');
		expect((await change('delete', { user_ids: ['wangfang'] })).code).toBe('parameter.invalid');
	});

	it('come in one page up to a thousand', async () => {
		const userIds = Array.from({ length: 1200 }, (_, n) => `load${String(n + 1).padStart(4, '0')}`);
		const query = async (more: Fields = {}) =>
			await post('sceneGroups/members/batchQuery', {
				openConversationId: SCENE,
				maxResults: 2,
				...more,
			});
		await call('PUT', 'sceneGroups/members/groupNicks', {
			openConversationId: SCENE,
			userId: 'bob',
			groupNick: 'Bobby',
		});
		expect(await query()).toEqual({
			success: true,
			memberUserIds: ['wangfang', 'alice', 'bob'],
			unionIdList: ['union-wangfang', 'union-alice', 'union-bob'],
			staffIdNickMap: { bob: 'Bobby' },
			unionIdNickMap: { 'union-bob': 'Bobby' },
			hasMore: false,
		});
		await post('sceneGroup/member/add', { open_conversation_id: SCENE, user_ids: userIds });
		const first = await query();
		expect(first.memberUserIds).toHaveLength(1000);
		const rest = await query({ nextToken: first.nextToken });
		expect(rest.memberUserIds).toHaveLength(203);
		expect(rest.hasMore).toBe(false);
		expect((await query({ nextToken: 'x' })).code).toBe('paramIllegal');
	});

	it('of internal groups are listed and checked', async () => {
		const query = { openConversationId: PHOENIX, userId: 'lina', maxResults: 3 };
		const first = await post('innerGroups/members/query', query);
		expect(first).toMatchObject({ userIds: ['zhangwei', 'lina', 'wangfang'], hasMore: true });
		const { nextToken } = first;
		expect(await post('innerGroups/members/query', { ...query, nextToken })).toEqual({
			userIds: ['alice'],
			hasMore: false,
		});
		const check = async (userId: string) =>
			await post('innerGroups/members/check', { openConversationId: PHOENIX, userId });
		expect([await check('alice'), await check('bob')]).toEqual([
			{ result: true },
			{ result: false },
		]);
	});
});

describe('roles, nicknames and mutes', () => {
	const put = async (path: string, body: Fields) =>
		(await call('PUT', path, { openConversationId: SCENE, ...body })).body;

	it('sets sub-admins of scene groups and of internal groups', async () => {
		const set = async (role: number, userIds: string[]) =>
			await put('sceneGroups/subAdmins', { role, userIds });
		expect(await set(2, ['alice', 'bob'])).toEqual({ success: true });
		expect(await set(3, ['alice'])).toEqual({ success: true });
		expect(group()?.subAdminUserIds).toEqual(['bob']);
		expect((await set(2, ['lina'])).code).toBe('userNotInGroup');
		expect((await set(2, ['nobody'])).code).toBe('userNotExists');
		expect((await set(4, ['bob'])).code).toBe('invalidParams');
		const many = Array.from({ length: 13 }, String);
		expect((await set(2, many)).code).toBe('subAdminNumberExcessive');
		const inner = { openConversationId: PHOENIX, role: 2, userIds: ['lina'] };
		expect(await post('subAdministrators', inner)).toEqual({ success: 'true' });
		expect(group(PHOENIX)?.subAdminUserIds).toEqual(['lina']);
		expect((await post('subAdministrators', { ...inner, role: 9 })).code).toBe(
			'invalidParamter.role',
		);
	});

	it('gives nicknames', async () => {
		const nick = async (userId: string, groupNick = 'Nick') =>
			await put('sceneGroups/members/groupNicks', { userId, groupNick });
		expect(await nick('bob')).toEqual({ success: true });
		expect(group()?.nicks).toEqual({ bob: 'Nick' });
		expect((await nick('lina')).code).toBe('userNotInGroup');
		expect((await nick('bob', '')).code).toBe('paramBlank');
	});

	it('mutes members for a time, with an empty answer', async () => {
		const mute = async (more: Fields) =>
			await call('POST', 'sceneGroups/muteMembers/set', {
				openConversationId: SCENE,
				userIdList: ['bob'],
				muteStatus: 1,
				muteDuration: 60_000,
				...more,
			});
		const settings = async () => {
			const query = new URLSearchParams({ openConversationId: SCENE, userId: 'bob' });
			return (await call('GET', `sceneGroups/muteSettings?${query}`)).body;
		};
		const { status, bytes } = await mute({});
		expect([status, bytes.length]).toEqual([200, 0]);
		const muted = await settings();
		expect(muted).toMatchObject({ groupMuteMode: false, userMuteResult: { userMuteMode: true } });
		const { muteStartTime, muteEndTime } = muted.userMuteResult;
		expect(muteEndTime - muteStartTime).toBe(60_000);
		sandbox.control.advanceClock(60_000);
		expect((await settings()).userMuteResult).toEqual({ userMuteMode: false });
		expect((await mute({ muteStatus: 0 })).status).toBe(200);
		expect(group()?.mutes).toEqual({});
		expect((await mute({ userIdList: ['wangfang'] })).body.code).toBe('cannot.ban.owner');
		expect((await mute({ userIdList: ['lina'] })).body.code).toBe('cannot.find.user');
		expect((await mute({ muteStatus: 2 })).body.code).toBe('invalidParameter.muteStatusError');
		const options = { chat_banned_type: 1 };
		await post('sceneGroup/update', { open_conversation_id: SCENE, management_options: options });
		expect((await settings()).groupMuteMode).toBe(true);
	});
});

describe('the groups of a robot', () => {
	it('come in pages, without disbanded ones', async () => {
		const page = async (pageNumber: number) =>
			(
				await client.api(
					'POST',
					'/v1.0/robot/groups/query',
					{ robotCode: 'dingsandboxapp', pageNumber, pageSize: 2 },
					token,
				)
			).body;
		expect(await page(0)).toMatchObject({ hasMore: true });
		expect(await page(1)).toEqual({ openConversationIds: [SCENE], hasMore: false });
		await post('chat/scenegroup/disband', { openConversationId: SCENE });
		expect(await page(1)).toEqual({ openConversationIds: [], hasMore: false });
	});
});
