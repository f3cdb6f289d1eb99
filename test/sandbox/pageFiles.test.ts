import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { openPage, withChromium } from './openPage.mts';

withChromium('the page, for files', () => {
	const opened = openPage('files');
	let sandbox: Sandbox;
	let page: Page;
	beforeAll(() => ({ sandbox, page } = opened));

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
