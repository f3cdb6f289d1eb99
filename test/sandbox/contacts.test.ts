import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

type Fields = Record<string, unknown>;

const oapi = async (path: string, body: Fields) =>
	(await client.oapi('POST', path, body, token)).body;
const api = async (path: string, body: Fields) =>
	(await client.api('POST', path, body, token)).body;
/** The answer as text: numbers beyond 2^53 survive only there. */
const rawOapi = async (path: string, body: string) => {
	const url = `${sandbox.oapiUrl}${path}?access_token=${token}`;
	const headers = { 'content-type': 'application/json' };
	return (await client.call(url, { method: 'POST', headers, body })).bytes.toString();
};
const OVERSEAS = '9007199254740993';

describe('users', () => {
	it('tells about one person', async () => {
		const { result } = await oapi('/topapi/v2/user/get', { userid: 'lina' });
		expect(result).toMatchObject({
			userid: 'lina',
			unionid: 'union-lina',
			name: '李娜',
			mobile: '13800000002',
			manager_userid: 'zhangwei',
			dept_id_list: [100, 300],
			leader_in_dept: [
				{ dept_id: 100, leader: true },
				{ dept_id: 300, leader: false },
			],
			extension: '{}',
			admin: false,
		});
	});

	it('refuses unknown people and those outside the visible range', async () => {
		const codeOf = async (body: Fields) => (await oapi('/topapi/v2/user/get', body)).errcode;
		expect(await codeOf({ userid: 'nobody' })).toBe(33012);
		expect(await codeOf({ userid: 'partner' })).toBe(33012);
		expect(await codeOf({ userid: 'outsider' })).toBe(50002);
		expect(await codeOf({})).toBe(400002);
		expect(await codeOf({ userid: 'lina', language: 'de' })).toBe(400002);
		expect(await codeOf({ userid: 'x'.repeat(65) })).toBe(400002);
	});

	it('finds by mobile', async () => {
		const find = async (mobile: unknown) => await oapi('/topapi/v2/user/getbymobile', { mobile });
		expect((await find('13800000005')).result).toEqual({ userid: 'alice' });
		expect((await find('+86-13800000005')).result).toEqual({ userid: 'alice' });
		expect((await find('13999999999')).errcode).toBe(60121);
		expect((await find('not a number')).errcode).toBe(40104);
		expect((await find('13800000099')).errcode).toBe(50002);
		expect((await find(13800000005)).errcode).toBe(400002);
	});

	it('finds by unionId, external contacts too', async () => {
		const find = async (unionid: string) => await oapi('/topapi/user/getbyunionid', { unionid });
		expect((await find('union-bob')).result).toEqual({ contact_type: 0, userid: 'bob' });
		expect((await find('union-partner')).result).toEqual({ contact_type: 1, userid: 'partner' });
		expect((await find('union-nobody')).errcode).toBe(60121);
		const { errcode } = await oapi('/topapi/v2/user/getbyunionid', { unionid: 'union-bob' });
		expect(errcode).toBe(22);
	});

	it('pages a department, without its sub-departments', async () => {
		const list = async (body: Fields) => await oapi('/topapi/v2/user/list', body);
		const first = (await list({ dept_id: 900, cursor: 0, size: 100 })).result;
		expect(first).toMatchObject({ has_more: true, next_cursor: 100 });
		expect(first.list).toHaveLength(100);
		const last = (await list({ dept_id: 900, cursor: 1950, size: 100 })).result;
		expect(last.list.map(({ userid }: Fields) => userid)).toContain('load2000');
		expect(last).toMatchObject({ has_more: false });
		expect(last).not.toHaveProperty('next_cursor');
		const { result } = await list({ dept_id: 100, cursor: 0, size: 10 });
		expect(result.list).toMatchObject([{ userid: 'lina', leader: true, dept_id_list: [100, 300] }]);
		const back = await list({ dept_id: 900, cursor: 0, size: 1, order_field: 'entry_desc' });
		expect(back.result.list[0].userid).toBe('load2000');
		expect((await list({ dept_id: 900, cursor: 0, size: 101 })).errcode).toBe(40035);
		expect((await list({ dept_id: 7, cursor: 0, size: 10 })).errcode).toBe(60003);
		expect((await list({ dept_id: 800, cursor: 0, size: 10 })).errcode).toBe(50004);
	});

	it('lists names and ids, at paths without v2', async () => {
		const names = async (body: Fields) => await oapi('/topapi/user/listsimple', body);
		expect((await names({ dept_id: 300, cursor: 0, size: 10 })).result).toEqual({
			has_more: false,
			list: [
				{ userid: 'lina', name: '李娜' },
				{ userid: 'oncall', name: '赵强' },
			],
		});
		expect((await names({ dept_id: 300, cursor: 0, size: 101 })).errcode).toBe(40069);
		expect((await names({ dept_id: 300, cursor: -1, size: 10 })).errcode).toBe(40068);
		const { result } = await oapi('/topapi/user/listid', { dept_id: 300 });
		expect(result).toEqual({ userid_list: ['lina', 'oncall'] });
	});
});

describe('departments', () => {
	const path = (name: string) => `/topapi/v2/department/${name}`;

	it('lists direct children as an array, the root by default', async () => {
		const { result } = await oapi(path('listsub'), {});
		expect(result).toMatchObject([
			{ dept_id: 100, name: '研发部 Engineering', parent_id: 1 },
			{ dept_id: 200 },
			{ dept_id: 300 },
			{ dept_id: 900 },
		]);
		const ids = await oapi(path('listsubid'), { dept_id: 100 });
		expect(ids.result).toEqual({ dept_id_list: [110, 120] });
	});

	it('tells about one department', async () => {
		expect((await oapi(path('get'), { dept_id: 110 })).result).toMatchObject({
			dept_id: 110,
			name: '平台组 Platform',
			parent_id: 100,
			dept_manager_userid_list: ['wangfang'],
			member_count: 1,
		});
		expect((await oapi(path('get'), { dept_id: 7 })).errcode).toBe(60003);
		expect((await oapi(path('get'), { dept_id: 800 })).errcode).toBe(50004);
		expect((await oapi(path('get'), {})).errcode).toBe(400002);
		expect((await oapi(path('get'), { dept_id: 1.5 })).errcode).toBe(400002);
	});

	it('goes up to the root', async () => {
		const ofDepartment = await oapi(path('listparentbydept'), { dept_id: 111 });
		expect(ofDepartment.result).toEqual({ parent_id_list: [111, 110, 100, 1] });
		const ofUser = await oapi(path('listparentbyuser'), { userid: 'lina' });
		expect(ofUser.result).toEqual({
			parent_list: [{ parent_dept_id_list: [100, 1] }, { parent_dept_id_list: [300, 1] }],
		});
		expect((await oapi(path('listparentbyuser'), { userid: 'nobody' })).errcode).toBe(33012);
	});

	it('keeps every digit of an id beyond 2^53', async () => {
		expect(await rawOapi(path('listsubid'), '{"dept_id":200}')).toContain(`[${OVERSEAS}]`);
		expect(await rawOapi(path('get'), `{"dept_id":${OVERSEAS}}`)).toContain(
			`"dept_id":${OVERSEAS},"name":"海外区 Overseas"`,
		);
		expect(await rawOapi(path('get'), `{"dept_id":"${OVERSEAS}"}`)).toContain('Overseas');
		expect(await rawOapi(path('get'), '{"dept_id":9007199254740992}')).toContain('60003');
		expect(await rawOapi('/topapi/v2/user/get', '{"userid":"bob"}')).toContain(
			`"dept_id_list":[${OVERSEAS}]`,
		);
		expect(await rawOapi(path('get'), '{"dept_id":99999999999999999999}')).toContain('400002');
		const { request, answer } = sandbox.control.journal()[1];
		expect(request).toEqual({ dept_id: 200 });
		expect(answer).toMatchObject({ result: { dept_id_list: [OVERSEAS] } });
	});

	it('takes form bodies', async () => {
		const body = new URLSearchParams({ dept_id: OVERSEAS });
		const url = `${sandbox.oapiUrl}${path('get')}?access_token=${token}`;
		const { bytes } = await client.call(url, { method: 'POST', body });
		expect(bytes.toString()).toContain('Overseas');
	});
});

describe('search', () => {
	const users = async (body: Fields) => await api('/v1.0/contact/users/search', body);

	it('answers user ids, page by page', async () => {
		const query = { queryWord: 'Load', size: 100 };
		const second = await users({ ...query, offset: 1 });
		expect(second).toMatchObject({ hasMore: true, totalCount: 2000 });
		expect(second.list[0]).toBe('load0101');
		expect((await users({ ...query, offset: 19 })).hasMore).toBe(false);
		expect(await users({ queryWord: 'chen', offset: 0, size: 10 })).toEqual({
			hasMore: false,
			totalCount: 1,
			list: ['alice'],
		});
		const exact = { queryWord: '李', offset: 0, size: 10, fullMatchField: 1 };
		expect((await users(exact)).list).toEqual([]);
		expect((await users({ ...exact, queryWord: '李娜' })).list).toEqual(['lina']);
		expect((await users({ queryWord: '外部', offset: 0, size: 10 })).list).toEqual([]);
		expect((await users({ queryWord: 'a', offset: 0, size: 101 })).code).toBe('parameter.error');
		expect((await users({ offset: 0, size: 10 })).code).toBe('parameter.error');
	});

	it('answers numeric department ids', async () => {
		const body = { queryWord: '组', offset: 0, size: 3 };
		const path = '/v1.0/contact/departments/search';
		expect(await api(path, body)).toEqual({ hasMore: true, totalCount: 4, list: [110, 111, 120] });
		const { bytes } = await client.api('POST', path, { ...body, queryWord: '海外' }, token);
		expect(bytes.toString()).toContain(`"list":[${OVERSEAS}]`);
		expect((await api(path, { ...body, queryWord: '财务' })).list).toEqual([]);
	});

	it('needs its scope', async () => {
		const bare = await client.token('bare');
		const { body } = await client.api('POST', '/v1.0/contact/users/search', {}, bare);
		expect(body.accessdenieddetail).toEqual({ requiredScopes: ['qyapi_addresslist_search'] });
		const get = await client.oapi('POST', '/topapi/v2/user/get', {}, bare);
		expect(get.body).toMatchObject({ errcode: 88, sub_code: '60011' });
	});
});
