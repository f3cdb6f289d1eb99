import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

const call = async (name: string, body: Record<string, unknown>) =>
	(await client.oapi('POST', `/topapi/workrecord/${name}`, body, token)).body;
const record = (n: number, more: Record<string, unknown> = {}) => ({
	userid: 'lina',
	create_time: 1_700_000_000_000 + n,
	title: `Record ${n}`,
	url: 'https://example.com',
	formItemList: [{ title: 'n', content: String(n) }],
	...more,
});
const list = async (more: Record<string, unknown> = {}) =>
	await call('getbyuserid', { userid: 'lina', offset: 0, limit: 50, status: 0, ...more });

describe('work records', () => {
	it('are added, listed, finished and counted', async () => {
		const first = await call('add', record(1));
		expect(first).toMatchObject({ errcode: 0, record_id: expect.stringMatching(/^\d{19}$/) });
		await call('add', record(2, { biz_id: 'biz-2' }));
		expect((await list()).records).toEqual({
			has_more: false,
			list: [
				expect.objectContaining({ title: 'Record 2' }),
				{
					record_id: first.record_id,
					create_time: 1_700_000_000_001,
					title: 'Record 1',
					url: 'https://example.com',
					forms: [{ title: 'n', content: '1' }],
				},
			],
		});
		const count = async () =>
			(await client.api('GET', '/v1.0/workrecord/counts?userId=lina', undefined, token)).body;
		expect(await count()).toEqual({ undoCount: 2 });
		expect(await call('update', { userid: 'lina', record_id: 'biz-2' })).toMatchObject({
			errcode: 0,
			result: true,
		});
		await call('update', { userid: 'lina', record_id: first.record_id });
		expect(await count()).toEqual({ undoCount: 0 });
		expect((await list({ status: 1 })).records.list).toHaveLength(2);
	});

	it('are listed in pages', async () => {
		for (let n = 0; n < 5; n++) await call('add', record(n));
		const page = (await list({ offset: 2, limit: 2 })).records;
		expect([page.list.length, page.has_more]).toEqual([2, true]);
		expect((await list({ offset: 4, limit: 2 })).records.has_more).toBe(false);
		expect((await list({ offset: -1 })).errcode).toBe(40068);
		expect((await list({ limit: 51 })).errcode).toBe(40069);
		expect((await list({ limit: 0 })).errcode).toBe(40069);
		expect((await list({ status: 2 })).errcode).toBe(40035);
	});

	it('with the same form are refused for the same person and day', async () => {
		await call('add', record(1));
		expect(await call('add', record(1))).toMatchObject({ errcode: 854001, errmsg: '待办任务重复' });
		expect((await call('add', record(1, { userid: 'bob' }))).errcode).toBe(0);
		sandbox.control.advanceClock(24 * 3_600_000);
		await signIn();
		expect((await call('add', record(1))).errcode).toBe(0);
	});

	it('are at most 100 per person and day', async () => {
		sandbox.control.limits({ callsPerSecond: Infinity });
		for (let n = 0; n < 100; n++) expect((await call('add', record(n))).errcode).toBe(0);
		expect((await call('add', record(100))).errcode).toBe(854002);
		expect((await call('add', record(100, { userid: 'bob' }))).errcode).toBe(0);
	});

	it('take a form body with formItemList as JSON text', async () => {
		const fields = { ...record(1), formItemList: JSON.stringify(record(1).formItemList) };
		const body = new URLSearchParams(
			Object.entries(fields).map(([name, value]) => [name, String(value)]),
		);
		const url = `${sandbox.oapiUrl}/topapi/workrecord/add?access_token=${token}`;
		expect((await client.call(url, { method: 'POST', body })).body.errcode).toBe(0);
	});

	it.each([
		['an unknown person', record(1, { userid: 'nobody' }), 33012],
		['a person outside the range', record(1, { userid: 'outsider' }), 50002],
		['an unknown originator', record(1, { originator_user_id: 'nobody' }), 33012],
		['a long title', record(1, { title: 'x'.repeat(51) }), 40035],
		['no form', record(1, { formItemList: [] }), 40035],
		[
			'twenty form items',
			record(1, { formItemList: Array(20).fill({ title: 'a', content: 'b' }) }),
			40035,
		],
		['a form item without content', record(1, { formItemList: [{ title: 'a' }] }), 40035],
		['a wrong window', record(1, { pc_open_type: 3 }), 40035],
		['snake_case form', record(1, { formItemList: undefined, form_item_list: [] }), 40035],
	])('refuse %s', async (_what, body, errcode) => {
		expect((await call('add', body)).errcode).toBe(errcode);
	});

	it('refuse unknown records and people', async () => {
		expect((await call('update', { userid: 'lina', record_id: '1' })).errcode).toBe(400002);
		expect((await call('update', { userid: 'nobody', record_id: '1' })).errcode).toBe(33012);
		expect((await list({ userid: 'nobody' })).errcode).toBe(33012);
		const count = await client.api(
			'GET',
			'/v1.0/workrecord/counts?userId=nobody',
			undefined,
			token,
		);
		expect(count.status).toBe(400);
	});
});
