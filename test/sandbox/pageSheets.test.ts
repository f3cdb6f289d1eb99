import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { openPage, withChromium } from './openPage.mts';

const ORDERS = 'nodeOrders000000000000000000001';
const NAME = '订单 Orders';

withChromium('the page, for spreadsheets', () => {
	const opened = openPage('sheets');
	let sandbox: Sandbox;
	let page: Page;
	beforeAll(() => ({ sandbox, page } = opened));

	const cell = (address: string) =>
		page.getByRole('button', { name: `${address} of ${NAME}`, exact: true });

	async function type(address: string, text: string): Promise<void> {
		await cell(address).click();
		const input = page.getByRole('textbox', { name: `${address} of ${NAME}`, exact: true });
		await input.fill(text);
		await input.press('Enter');
	}

	it('shows cells by their addresses, as people see them, formulas as text', async () => {
		expect(await cell('A2').innerText()).toBe('007');
		expect(await cell('C2').innerText()).toBe('1520.5');
		expect(await cell('C4').innerText()).toBe('=SUM(C2:C3)');
		expect(await cell('D2').innerText()).toBe('2026-06-01');
		expect(await cell('E2').innerText()).toBe('TRUE');
	});

	it('lets an editor type numbers, texts and formulas', async () => {
		await type('C3', '<i>none</i>');
		await cell('C3').filter({ hasText: '<i>none</i>' }).waitFor();
		await type('B5', '=A2');
		await cell('B5').getByText('=A2').waitFor();
		const texts = sandbox.control.sheetTexts(ORDERS, NAME);
		expect(texts[2][2]).toBe('<i>none</i>');
		expect(texts[4][1]).toBe('=A2');
		// A text that reads like a number stays one when its cell is opened and left.
		await cell('A2').click();
		await page.keyboard.press('Enter');
		expect(await cell('A2').innerText()).toBe('007');
		await cell('A2').click();
		const input = page.getByRole('textbox', { name: `A2 of ${NAME}`, exact: true });
		expect(await input.inputValue()).toBe("'007");
		await input.press('Escape');
	});

	it('lets nobody type who may only read', () => {
		const { control } = sandbox;
		expect(() => control.typeCells(ORDERS, NAME, 'A1', [['x']], 'alice')).toThrow(
			'"alice" may not edit the workbook "订单 Orders"',
		);
	});
});
