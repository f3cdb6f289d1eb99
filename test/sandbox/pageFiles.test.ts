import type { Browser, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('the page, for files', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`${sandbox.pageUrl}/#/files`);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	it('shows spaces with their folders, and what comes in', async () => {
		const space = page.locator('.space', { hasText: '研发文件' });
		await space.getByText('张伟 owns, 李娜 manages, 研发部 Engineering edits').waitFor();
		await space.locator('li li li').getByText('2.4 发布说明.md').waitFor();
		sandbox.control.addDriveFile('25001000001', 'drawing.dwg', Buffer.alloc(2048), {
			userId: 'lina',
		});
		const row = space.locator('.dentry.file', { hasText: 'drawing.dwg' });
		await row.getByText('2.0 KB').waitFor();
		await row.getByText('李娜').waitFor();
	});
});
