import { client, sandbox, signIn, token, useSandbox } from './started.mts';

useSandbox();

type Body = Record<string, unknown>;

const ORDERS = '/v1.0/doc/workbooks/nodeOrders000000000000000000001/sheets';
const SHEET = `${ORDERS}/${encodeURIComponent('订单 Orders')}`;

const call = async (method: string, path: string, body?: Body, who = 'zhangwei') =>
	await client.api(
		method,
		`${path}${path.includes('?') ? '&' : '?'}operatorId=union-${who}`,
		body,
		token,
	);
const valuesOf = async (range: string, part = 'values') =>
	(await call('GET', `${SHEET}/ranges/${range}?select=${part}`)).body[part];
const write = async (range: string, body: Body) =>
	await call('PUT', `${SHEET}/ranges/${range}`, body);
const refusedWith = (code: string, status = 400) =>
	expect.objectContaining({ status, body: expect.objectContaining({ code }) });

describe('cells', () => {
	it('hold numbers, switches, formulas and texts; an apostrophe keeps a text', async () => {
		const texts = [['1.5', 'true', '=A1*2', "'007", "'=1+1", '2026-05-01', '1e5', '']];
		expect((await write('A10:H10', { values: texts })).body).toEqual({ a1Notation: 'A10:H10' });
		expect(await valuesOf('A10:H10')).toEqual([
			[1.5, true, '', '007', '=1+1', '2026-05-01', '1e5', ''],
		]);
		expect(await valuesOf('A10:H10', 'formulas')).toEqual([['', '', '=A1*2', '', '', '', '', '']]);
		expect(sandbox.control.sheetTexts('nodeOrders000000000000000000001', '订单 Orders')[9]).toEqual(
			[...['1.5', 'TRUE', '=A1*2', '007', '=1+1', '2026-05-01', '1e5']],
		);
	});

	it('show dates, decimals, thousands and percent by their formats', async () => {
		expect(await valuesOf('D2', 'displayValues')).toEqual([['2026-06-01']]);
		await write('A10', { values: [['1234.5']], numberFormat: '#,##0.00' });
		expect(await valuesOf('A10', 'displayValues')).toEqual([['1,234.50']]);
		await write('A10', { values: [['0.25']], numberFormat: '0%' });
		expect(await valuesOf('A10', 'displayValues')).toEqual([['25%']]);
	});

	it('keep what a call does not give', async () => {
		await write('A2', { backgroundColors: [['#ff0000']] });
		await write('A2', { hyperlinks: [[{ type: 'path', link: 'https://example.com', text: 'x' }]] });
		const { body } = await call('GET', `${SHEET}/ranges/A2`);
		expect(body).toMatchObject({
			values: [['x']],
			hyperlinks: [[{ type: 'path', link: 'https://example.com', text: 'x' }]],
			backgroundColors: [[{ red: 255, green: 0, blue: 0, hexString: '#ff0000' }]],
			horizontalAlignments: [['general']],
		});
	});

	it('are cleared with or without their formats', async () => {
		expect((await call('POST', `${SHEET}/ranges/D2:D3/clearData`)).body).toEqual({
			a1Notation: 'D2:D3',
		});
		await write('D2', { values: [['46174']] });
		expect(await valuesOf('D2', 'displayValues')).toEqual([['2026-06-01']]);
		await call('POST', `${SHEET}/ranges/D2/clear`);
		await write('D2', { values: [['46174']] });
		expect(await valuesOf('D2', 'displayValues')).toEqual([['46174']]);
	});

	it.each<[string, string, Body, string]>([
		['numbers for values', 'A1', { values: [[1]] }, 'MissingString'],
		['values of another shape', 'A1:B1', { values: [['1']] }, 'invalidRequest.inputArgs.invalid'],
		['what is no range', 'A:B', { values: [['1']] }, 'invalidRequest.inputArgs.invalid'],
		[
			'a range the wrong way round',
			'B2:A1',
			{ values: [['1']] },
			'invalidRequest.inputArgs.invalid',
		],
		['a range below the sheet', 'A201', { values: [['1']] }, 'invalidRequest.inputArgs.invalid'],
		['a colour by name', 'A1', { backgroundColors: [['red']] }, 'invalidRequest.inputArgs.invalid'],
		['another wrapping', 'A1', { wordWrap: 'never' }, 'invalidRequest.inputArgs.invalid'],
		['sizes as text', 'A1', { fontSizes: [['12']] }, 'invalidRequest.inputArgs.invalid'],
	])('are not written with %s', async (_what, range, body, code) => {
		expect(await write(range, body)).toEqual(refusedWith(code));
	});
});

describe('rows and columns', () => {
	it('are appended below what is filled, and the sheet grows', async () => {
		const values = Array.from({ length: 300 }, (_row, index) => [`row ${index}`, 'x']);
		expect((await call('POST', `${SHEET}/appendRows`, { values })).body).toEqual({
			a1Notation: 'A5:B304',
		});
		expect((await call('GET', SHEET)).body).toMatchObject({ rowCount: 304, lastNonEmptyRow: 303 });
		const empty = await call('POST', `${ORDERS}/Empty/appendRows`, { values: [['a']] });
		expect(empty.body).toEqual({ a1Notation: 'A1' });
	});

	it('are at most 1,000, and 30,000 cells, a call', async () => {
		const rows = (count: number, columns: number) => ({
			values: Array.from({ length: count }, () => Array.from({ length: columns }, () => 'x')),
		});
		const append = async (body: Body) => await call('POST', `${SHEET}/appendRows`, body);
		expect(await append(rows(1001, 1))).toEqual(refusedWith('invalidRequest.inputArgs.invalid'));
		expect(await append(rows(1000, 31))).toEqual(refusedWith('invalidRequest.inputArgs.invalid'));
		expect((await append(rows(1000, 30))).status).toBe(200);
		const { body } = await call('GET', `${SHEET}/ranges/A1:AD1001`);
		expect(body.code).toBe('invalidRequest.inputArgs.invalid');
	});

	it('are inserted and deleted, counting from 0', async () => {
		const at = (row: number, rowCount = 1) => ({ row, rowCount });
		expect((await call('POST', `${SHEET}/insertRowsBefore`, at(1, 2))).status).toBe(200);
		expect(await valuesOf('A1:A4')).toEqual([['No.'], [''], [''], ['007']]);
		await call('POST', `${SHEET}/deleteRows`, at(1, 2));
		expect(await valuesOf('A1:A2')).toEqual([['No.'], ['007']]);
		await call('POST', `${SHEET}/insertColumnsBefore`, { column: 1, columnCount: 1 });
		expect(await valuesOf('A1:C1')).toEqual([['No.', '', '客户 Customer']]);
		await call('POST', `${SHEET}/deleteColumns`, { column: 0, columnCount: 2 });
		expect(await valuesOf('A1:B1')).toEqual([['客户 Customer', 'Amount']]);
		expect((await call('GET', SHEET)).body).toMatchObject({ rowCount: 200, columnCount: 39 });
		expect(await call('POST', `${SHEET}/deleteRows`, at(0, 200))).toEqual(
			refusedWith('invalidRequest.inputArgs.invalid'),
		);
	});
});

describe('sheets', () => {
	it('are listed, made once by a name, read by name or id, and deleted but for the last', async () => {
		const made = await call('POST', ORDERS, { name: 'New 新' });
		expect(made.body).toEqual({ visibility: 'visible', name: 'New 新', id: expect.any(String) });
		expect((await call('GET', ORDERS)).body.value).toHaveLength(3);
		expect((await call('GET', `${ORDERS}/${made.body.id}`)).body).toEqual({
			...{ id: made.body.id, name: 'New 新', visibility: 'visible' },
			...{ rowCount: 200, columnCount: 40, frozenRowCount: 0, frozenColumnCount: 0 },
			...{ lastNonEmptyRow: -1, lastNonEmptyColumn: -1 },
		});
		expect(await call('POST', ORDERS, { name: 'New 新' })).toEqual(
			refusedWith('invalidRequest.inputArgs.invalid'),
		);
		expect((await call('DELETE', SHEET)).body).toEqual({ success: true });
		await call('DELETE', `${ORDERS}/Empty`);
		expect(await call('DELETE', `${ORDERS}/${made.body.id}`)).toEqual(
			refusedWith('forbidden.operationIllegal', 403),
		);
	});

	it('of a new workbook take some seconds', async () => {
		const workbookId = 'nodeNew0000000000000000000000003';
		sandbox.control.makeWorkbook({
			...{ workbookId, name: 'New', editors: ['lina'], readyAfterMs: 5000 },
			sheets: [{ name: 'A' }],
		});
		const list = async () =>
			await call('GET', `/v1.0/doc/workbooks/${workbookId}/sheets`, undefined, 'lina');
		expect(await list()).toEqual(refusedWith('invalidRequest.document.stillInitializing'));
		sandbox.control.advanceClock(5000);
		expect((await list()).status).toBe(200);
	});
});

describe('people', () => {
	it('write as editors, read as readers, and see nothing of what is not theirs', async () => {
		expect((await call('GET', ORDERS, undefined, 'alice')).status).toBe(200);
		expect(await call('POST', ORDERS, { name: 'x' }, 'alice')).toEqual(
			refusedWith('forbidden.accessDenied', 403),
		);
		expect(await call('GET', ORDERS, undefined, 'bob')).toEqual(
			refusedWith('forbidden.accessDenied', 403),
		);
	});

	it('are named by unionId, and there has to be one', async () => {
		expect(await client.api('GET', `${ORDERS}?operatorId=lina`, undefined, token)).toEqual(
			refusedWith('invalidRequest.inputArgs.operatorIdIllegal'),
		);
		expect(await client.api('GET', ORDERS, undefined, token)).toEqual(
			refusedWith('MissingoperatorId'),
		);
	});

	it('name a workbook and a sheet that are there', async () => {
		expect(await call('GET', '/v1.0/doc/workbooks/x/sheets')).toEqual(
			refusedWith('invalidRequest.inputArgs.workbookIdIllegal'),
		);
		expect(await call('GET', '/v1.0/doc/workbooks/nodeOrders00000000000000000009/sheets')).toEqual(
			refusedWith('invalidRequest.resource.notFound', 404),
		);
		expect(await call('GET', `${ORDERS}/Sheet9`)).toEqual(
			refusedWith('invalidRequest.resource.notFound', 404),
		);
	});

	it('need an app with the permission', async () => {
		await signIn('bare');
		const { body } = await call('GET', ORDERS);
		expect(body).toMatchObject({ code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' });
	});
});
