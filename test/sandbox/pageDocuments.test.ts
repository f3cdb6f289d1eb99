import type { Browser, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import { clientFor } from './client.mts';

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('the page, for documents', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`${sandbox.pageUrl}/#/documents`);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

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
