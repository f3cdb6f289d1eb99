import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
afterAll(async () => await sandbox.close());

/** What one operation puts out for one item; fails the test when DingTalk refuses. */
async function run(operation: string, parameters: Record<string, unknown>) {
	const { items, error } = await runDingTalk({
		credentials: sandboxCredential(sandbox, { callsPerSecond: 100_000 }),
		parameters: { resource: 'conversation', operation, ...parameters } as never,
	});
	expect(error?.message).toBeUndefined();
	return items.map(({ json }) => json);
}

const groupOf = (openConversationId: unknown) =>
	sandbox.control.state().groups.find((group) => group.openConversationId === openConversationId);

test('takes an internal group through its life', async () => {
	const [made] = await run('create', {
		name: 'Release 发布',
		ownerUserId: 'lina',
		members: { list: [{ ids: 'bob' }] },
		additionalFields: { searchable: true },
	});
	const { chatId } = made;
	await run('update', { chatId, updateFields: { name: 'Release 2', muteAll: true } });
	expect(
		await run('addMembers', { chatId, members: { list: [{ ids: 'alice,zhangwei' }] } }),
	).toMatchObject([{ success: true, added: ['alice', 'zhangwei'], failed: [] }]);
	await run('removeMembers', { chatId, members: { list: [{ ids: 'bob' }] } });
	expect(await run('get', { chatId, options: { includeSettings: true } })).toMatchObject([
		{
			name: 'Release 2',
			memberUserIds: ['lina', 'alice', 'zhangwei'],
			settings: { muteAll: true, searchable: true, showHistory: false },
		},
	]);
	const members = await run('getMembers', { chatId, returnAll: true });
	expect(members.map(({ userId, isOwner }) => [userId, isOwner])).toEqual([
		['lina', true],
		['alice', false],
		['zhangwei', false],
	]);
	await run('setNickname', { chatId, userId: 'alice', nickname: 'Reviewer' });
	const [{ url }] = await run('getQrCode', { chatId, userId: 'lina' });
	expect(url).toMatch(/^https?:/);
	await run('setSubAdmins', { chatId, members: { list: [{ ids: 'alice' }] } });
	const group = groupOf(made.openConversationId);
	expect(group?.nicks).toMatchObject({ alice: 'Reviewer' });
	expect(group?.subAdminUserIds).toEqual(['alice']);
});

test('takes a scene group through its life', async () => {
	const [{ openConversationId: chatId, chatId: olderId }] = await run('create', {
		kind: 'scene',
		name: 'Customer 客户',
		templateId: 'tpl-sandbox',
		ownerUserId: 'wangfang',
		members: { list: [{ ids: 'wangfang,alice' }] },
		additionalFields: { adminsSendDing: true },
	});
	await run('update', { chatId, updateFields: { name: 'Customer 7', approveJoining: true } });
	// By the older ID it is the same group.
	await run('addMembers', {
		chatId: olderId,
		kind: 'scene',
		members: { list: [{ ids: 'bob,lina' }] },
	});
	await run('removeMembers', { chatId, members: { list: [{ ids: 'lina' }] } });
	expect(await run('get', { chatId })).toMatchObject([
		{ openConversationId: chatId, name: 'Customer 7', ownerUserId: 'wangfang' },
	]);
	await run('setSubAdmins', { chatId, members: { list: [{ ids: 'alice' }] } });
	await run('setNickname', { chatId, userId: 'bob', nickname: 'Support' });
	expect(
		await run('muteMembers', { chatId, members: { list: [{ ids: 'bob' }] }, muteMinutes: 5 }),
	).toMatchObject([{ muted: ['bob'] }]);
	const members = await run('getMembers', { chatId, returnAll: true });
	const colleagues = members.filter(({ isExternal }) => isExternal === false);
	expect(colleagues.map(({ userId, nickname }) => [userId, nickname])).toEqual([
		['wangfang', undefined],
		['alice', undefined],
		['bob', 'Support'],
	]);
	const group = groupOf(chatId);
	expect(group?.subAdminUserIds).toEqual(['alice']);
	expect(Object.keys(group?.mutes ?? {})).toEqual(['bob']);
	await run('muteMembers', { chatId, members: { list: [{ ids: 'bob' }] }, muteAction: 'unmute' });
	expect(await run('disband', { chatId })).toEqual([{ success: true, openConversationId: chatId }]);
	const { error } = await runDingTalk({
		credentials: sandboxCredential(sandbox),
		parameters: { resource: 'conversation', operation: 'get', chatId } as never,
	});
	expect(error?.name).toBe('NodeApiError');
});

test('says what to do when an internal group is given by its open conversation ID', async () => {
	const { error } = await runDingTalk({
		credentials: sandboxCredential(sandbox),
		parameters: {
			resource: 'conversation',
			operation: 'get',
			chatId: { __rl: true, mode: 'list', value: 'cidPhoenix0000000000001==' },
		},
	});
	expect(error?.message).toBe('The app may not manage this group');
	expect(error?.description).toMatch(/Give an internal group's chat ID/);
});

test('adds 250 people with 7 calls of an internal group and 3 of a scene group', async () => {
	const userIds = Array.from(
		{ length: 250 },
		(_, index) => `load${String(index + 1).padStart(4, '0')}`,
	);
	const before = sandbox.control.counts();
	const called = (id: string) => (sandbox.control.counts()[id] ?? 0) - (before[id] ?? 0);
	await run('addMembers', { chatId: 'chatphoenix', members: { list: [{ ids: userIds.join() }] } });
	await run('addMembers', {
		chatId: 'cidScene00000000000001==',
		members: { list: [{ ids: userIds.join() }] },
	});
	expect(called('im.group.update')).toBe(7);
	expect(called('im.sceneGroup.member.add')).toBe(3);
	expect(groupOf('cidPhoenix0000000000001==')?.userIds).toHaveLength(254);
	expect(groupOf('cidScene00000000000001==')?.userIds).toHaveLength(253);
});
