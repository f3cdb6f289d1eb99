import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { EXPENSE, LEAVE } from '../nodes/DingTalk/approval/forms';
import { openPage, withChromium } from './openPage.mts';

withChromium('the page, for approvals', () => {
	const opened = openPage('approvals');
	let sandbox: Sandbox;
	let page: Page;
	beforeAll(() => ({ sandbox, page } = opened));

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

	it('lets people hand a task over, comment and withdraw, with a reason', async () => {
		const { control } = sandbox;
		const { processInstanceId } = control.startApproval('bob', {
			processCode: 'PROC-SANDBOX-LEAVE',
			values: LEAVE,
		});
		const card = page.locator('.approval').first();
		await card.getByText('Bob Smith提交的请假 Leave').waitFor();
		const handOver = card.getByLabel('Hand over as 李娜');
		const to = card.getByLabel('Hand over the task of 李娜 to');
		// To somebody else, and to somebody.
		expect(await to.locator('option').allTextContents()).not.toContain('李娜');
		expect(await handOver.isDisabled()).toBe(true);
		await card.getByLabel('Reason of 李娜').fill('On holiday');
		await to.selectOption({ label: '王芳' });
		await handOver.click();
		await card.getByText('李娜 handed it over: On holiday').waitFor();
		await card.getByLabel('Approve as 王芳').waitFor();

		const send = card.getByLabel('Send the comment');
		expect(await send.isDisabled()).toBe(true);
		await card.getByLabel('Who comments').selectOption({ label: '王芳' });
		await card.getByLabel('Comment', { exact: true }).fill('Which days?');
		await send.click();
		await card.getByText('王芳 commented: Which days?').waitFor();

		await card.getByLabel('Reason to withdraw').fill('Plans changed');
		await card.getByLabel('Withdraw as Bob Smith').click();
		await card.getByText('Bob Smith withdrew it: Plans changed').waitFor();
		await card.locator('.approval-terminated').waitFor();
		expect(await card.getByRole('button', { name: / as |comment/ }).count()).toBe(0);
		const instance = control
			.state()
			.approvals.find((one) => one.processInstanceId === processInstanceId);
		expect(instance).toMatchObject({
			status: 'TERMINATED',
			tasks: [
				{ userId: 'lina', result: 'REDIRECTED' },
				{ userId: 'wangfang', status: 'CANCELED' },
			],
		});
	});

	it('takes comments on what is decided, and nothing else', async () => {
		const card = page.locator('.approval', { has: page.locator('.approval-refuse') });
		expect(await card.getByRole('button', { name: / as / }).count()).toBe(0);
		await card.getByLabel('Comment', { exact: true }).fill('Too much');
		await card.getByLabel('Send the comment').click();
		await card.getByText('Alice Chen commented: Too much').waitFor();
	});
});
