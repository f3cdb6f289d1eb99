import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { openPage, withChromium } from './openPage.mts';

const TASKS = { baseId: '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv', sheetId: 'hERWDMS' };

withChromium('the page, for AI tables', () => {
	const opened = openPage('tables');
	let sandbox: Sandbox;
	let page: Page;
	beforeAll(() => ({ sandbox, page } = opened));

	const records = () =>
		sandbox.control.state().aiTables.find(({ baseId }) => baseId === TASKS.baseId)?.sheets[0]
			.records ?? [];
	const row = (text: string) => page.locator('tbody tr', { hasText: text }).first();

	it('shows each kind of column as people read it', async () => {
		const cells = await row('上线 Launch').locator('td').allInnerTexts();
		expect(cells.slice(0, 4)).toEqual(['上线 Launch', '12.5', '1500.50', '进行中 Open']);
		expect(cells[5]).toBe('2026-05-01 09:00');
		expect(cells[6]).toBe('李娜');
		expect(cells[10]).toContain('plan.pdf 90.1 KB');
		const link = row('上线 Launch').getByRole('link', { name: 'Plan' });
		expect(await link.getAttribute('href')).toBe('https://example.com/plan');
	});

	it('lets a person change cells, by the rules of calls', async () => {
		await page.getByLabel('Who changes 项目 Projects').selectOption({ label: '李娜' });
		await page.getByRole('button', { name: '标题 Title of recTaskTwo' }).click();
		await page.getByRole('textbox', { name: '标题 Title of recTaskTwo' }).fill('<b>Retro</b>');
		await page.keyboard.press('Enter');
		await row('<b>Retro</b>').waitFor();
		await page.getByRole('button', { name: '状态 Status of recTaskTwo' }).click();
		const status = page.getByRole('combobox', { name: '状态 Status of recTaskTwo' });
		await status.selectOption('进行中 Open');
		await status.press('Enter');
		await row('<b>Retro</b>').getByText('进行中 Open').waitFor();
		expect(records()[1]).toMatchObject({
			values: { fldTitle: '<b>Retro</b>', fldStatus: { id: 'optOpen' }, fldCount: '3' },
			lastModifiedBy: 'union-lina',
		});
		await page.getByRole('button', { name: '数量 Count of recTaskTwo' }).click();
		await page.getByRole('textbox', { name: '数量 Count of recTaskTwo' }).fill('many');
		await page.keyboard.press('Enter');
		await page.getByRole('alert').getByText('数量 Count: the value does not fit').waitFor();
		expect(records()[1].values.fldCount).toBe('3');
	});

	it('lets a person add and delete a record', async () => {
		const before = records().length;
		const tasks = page.getByRole('region', { name: '任务 Tasks', exact: true });
		await tasks.getByRole('button', { name: 'Add a record' }).click();
		const added = tasks.locator('tbody tr').nth(before);
		await added.waitFor();
		const { id } = records()[before];
		await added.getByRole('button', { name: `Delete ${id}` }).click();
		await added.waitFor({ state: 'detached' });
		expect(records()).toHaveLength(before);
	});

	it('lets nobody change what they may only read', () => {
		expect(() => sandbox.control.addRecord(TASKS, 'bob', {})).toThrow('"bob" may not change');
		expect(() =>
			sandbox.control.changeRecord(TASKS, 'lina', 'recTaskOne', { 编号: 'T-9' }),
		).toThrow('no column "编号"');
	});
});
