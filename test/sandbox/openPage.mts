import type { Browser, Page } from 'playwright-core';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';

export const withChromium = hasChromium() ? describe : describe.skip;

/** A sandbox for the tests of a file, with a view of its page open; whatever the page throws fails the test. */
export function openPage(view: string): { readonly sandbox: Sandbox; readonly page: Page } {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`${sandbox.pageUrl}/#/${view}`);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});
	return {
		get sandbox() {
			return sandbox;
		},
		get page() {
			return page;
		},
	};
}
