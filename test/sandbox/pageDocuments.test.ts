import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';
import { openPage, withChromium } from './openPage.mts';

withChromium('the page, for documents', () => {
	const opened = openPage('documents');
	let sandbox: Sandbox;
	let page: Page;
	beforeAll(() => ({ sandbox, page } = opened));

	it('shows knowledge bases with their documents, block by block, and what is added', async () => {
		const base = page.locator('.space', { hasText: '员工手册 Handbook' });
		await base.getByText('张伟 edits').waitFor();
		const minutes = base.locator('.document', { hasText: '周会纪要 Minutes' });
		await minutes.locator('summary').click();
		await minutes.getByRole('heading', { name: '周会 Weekly' }).waitFor();
		expect(await minutes.locator('li').allInnerTexts()).toEqual([
			'发布 Release 2.4',
			'招聘 Hiring',
		]);
		expect(await minutes.locator('td').allInnerTexts()).toContain('Li Na');
		const { api, token } = clientFor(sandbox);
		const path = '/v1.0/doc/suites/documents/docMinutes000000000000000000001/blocks';
		const element = {
			blockType: 'paragraph',
			paragraph: {},
			children: [{ text: '<b>not bold</b>' }, { text: 'bold', bold: true }],
		};
		const added = await api(
			'POST',
			`${path}?operatorId=union-zhangwei`,
			{ element },
			await token(),
		);
		expect(added.status).toBe(200);
		await minutes.getByText('<b>not bold</b>').waitFor();
		await minutes.locator('b', { hasText: /^bold$/ }).waitFor();
	});
});
