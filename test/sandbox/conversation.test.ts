import { client, token, useSandbox } from './started.mts';

useSandbox();

const oapi = async (path: string, body: Record<string, unknown>) =>
	(await client.oapi('POST', path, body, token)).body;
const api = async (path: string, body?: Record<string, unknown>) =>
	await client.api('POST', path, body, token);

describe('groups by the new API', () => {
	const CREATE = '/v1.0/im/group/create';
	const UPDATE = '/v1.0/im/group/update';
	const group = { name: 'New', owner: 'lina', useridlist: ['lina', 'bob'] };

	it('are made, read, changed and converted', async () => {
		const made = (await api(CREATE, { ...group, managementOptions: { searchable: 1 } })).body;
		expect(made).toEqual({
			conversationTag: 2,
			openConversationId: expect.stringMatching(/^cid.+==$/),
			chatid: expect.stringMatching(/^chat/),
		});
		const { chatid } = made;
		const changed = await api(UPDATE, {
			chatid,
			name: 'Newer',
			owner: 'bob',
			add_useridlist: ['alice'],
			del_useridlist: ['lina'],
		});
		expect(changed.body).toEqual({ success: true });
		const { body } = await client.oapi('GET', `/chat/get?chatid=${chatid}`, undefined, token);
		expect(body.chat_info).toMatchObject({
			name: 'Newer',
			owner: 'bob',
			useridlist: ['bob', 'alice'],
			searchable: 1,
		});
		const converted = await api(`/v1.0/im/chat/${chatid}/convertToOpenConversationId`);
		expect(converted.body).toEqual({ openConversationId: made.openConversationId });
	});

	it.each([
		['a long name', { ...group, name: 'x'.repeat(21) }, 'parameter.invalid'],
		['no name', { ...group, name: '' }, 'parameter.invalid'],
		['no members', { ...group, useridlist: [] }, 'parameter.invalid'],
		['unknown people', { ...group, useridlist: ['nobody'] }, 'parameter.invalid'],
		['people outside the range', { ...group, useridlist: ['outsider'] }, 'permession.checkFailed'],
		['an owner outside the range', { ...group, owner: 'outsider' }, 'permession.checkFailed'],
		['a bad flag', { ...group, managementOptions: { searchable: '1' } }, 'parameter.invalid'],
	])('are refused with %s', async (_what, body, code) => {
		const reply = await api(CREATE, body);
		expect([reply.status, reply.body.code]).toEqual([400, code]);
	});

	it('refuse unknown chats and impossible changes', async () => {
		const change = async (body: Record<string, unknown>) =>
			(await api(UPDATE, { chatid: 'chatphoenix', ...body })).body.code as string;
		expect(await change({ chatid: 'chatnothing' })).toBe('parameter.invalid');
		expect(await change({ name: '' })).toBe('parameter.invalid');
		expect(await change({ del_useridlist: ['zhangwei'] })).toBe('parameter.invalid');
		expect(await change({ add_useridlist: ['outsider'] })).toBe('permession.checkFailed');
		const unknown = await api('/v1.0/im/chat/chatnothing/convertToOpenConversationId');
		expect([unknown.status, unknown.body.code]).toEqual([400, 'invalideChatId']);
	});
});

describe('groups by the old API', () => {
	const group = { name: 'Old', owner: 'lina', useridlist: ['lina', 'bob'] };

	it('are made and changed', async () => {
		const { chatid, errcode } = await oapi('/chat/create', group);
		expect(errcode).toBe(0);
		expect(await oapi('/chat/update', { chatid, add_useridlist: ['alice'] })).toMatchObject({
			errcode: 0,
		});
	});

	it.each([
		['/chat/create', { ...group, useridlist: ['bob'] }, 40031],
		['/chat/create', { ...group, useridlist: ['lina', 'nobody'] }, 40031],
		['/chat/create', { ...group, useridlist: ['lina', 'outsider'] }, 50002],
		['/chat/create', { ...group, useridlist: [] }, 49010],
		['/chat/create', { ...group, owner: '' }, 49013],
		['/chat/create', { ...group, useridlist: Array.from({ length: 41 }, String) }, 49011],
		['/chat/create', { ...group, name: 'x'.repeat(21) }, 400002],
		['/chat/update', {}, 49000],
		['/chat/update', { chatid: 'chatnothing' }, 40016],
		['/chat/update', { chatid: 'chatphoenix', name: 'x'.repeat(21) }, 49015],
		[
			'/chat/update',
			{ chatid: 'chatphoenix', add_useridlist: ['bob'], del_useridlist: ['bob'] },
			49004,
		],
	])('%s %j is refused with %i', async (path, body, errcode) => {
		expect((await oapi(path, body)).errcode).toBe(errcode);
	});

	it('refuse unknown chats when read', async () => {
		const get = async (query: string) =>
			(await client.oapi('GET', `/chat/get${query}`, undefined, token)).body.errcode as number;
		expect(await get('?chatid=chatnothing')).toBe(40016);
		expect(await get('')).toBe(49000);
	});
});
