import type { Browser, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import { EXPENSE, LEAVE } from '../nodes/DingTalk/approval/forms';

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('the page, for approvals', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`${sandbox.pageUrl}/#/approvals`);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	it('shows form, tables and who has to decide; people decide with a reason', async () => {
		await page.getByText('No approvals').waitFor();
		const { control } = sandbox;
		control.startApproval('bob', { processCode: 'PROC-SANDBOX-LEAVE', values: LEAVE });
		const { processInstanceId } = control.startApproval('alice', {
			processCode: 'PROC-SANDBOX-EXPENSE',
			values: EXPENSE,
		});
		const card = page.locator('.approval').first();
		await card.getByText('Alice Chen提交的报销 Expense').waitFor();
		expect(await card.locator('table tr').count()).toBe(3);
		await card.getByLabel('Reason of 李娜').fill('Receipts checked');
		await card.getByLabel('Approve as 李娜').click();
		await card.getByText('李娜 approved: Receipts checked').waitFor();
		await card.getByLabel('Refuse as Bob Smith').click();
		await card.locator('.approval-refuse').waitFor();
		const instance = control
			.state()
			.approvals.find((one) => one.processInstanceId === processInstanceId);
		expect(instance).toMatchObject({ status: 'COMPLETED', result: 'refuse' });
	});
});
