/** A real Chromium for tests of the sandbox page. */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { chromiumSource, findChromium } from './chromium.mts';

export { selectors } from 'playwright-core';
export type { Browser, Locator, Page } from 'playwright-core';

const INSTALL_CHROMIUM =
	'Page tests SKIPPED, no Chromium found: none comes for this kind of machine; install one, or set CHROMIUM_PATH';

/** True when the page tests can run; says on stderr how to make them run when they cannot. */
export function hasChromium(): boolean {
	if (chromiumSource() !== undefined) return true;
	// Jest does not print the names of skipped tests when it runs several files.
	process.stderr.write(`\n${INSTALL_CHROMIUM}\n`);
	return false;
}

/** Starts Chromium without a window and without its own network traffic. */
export async function launchChromium(): Promise<Browser> {
	const found = await findChromium();
	if (found === undefined) throw new Error(INSTALL_CHROMIUM);
	return await chromium.launch({
		executablePath: found.executablePath,
		// Without a locale Chromium gives downloads with Chinese names another one.
		env: { ...process.env, ...found.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** The bytes of a finished download. */
export async function downloadedBytes(download: Download): Promise<Buffer> {
	return await readFile(await download.path());
}

/**
 * The text of the panel that a button opens. A message that has just come may move and close the panel
 * again, as it would for a person, who would then open it once more.
 */
export async function openedText(page: Page, button: Locator, panel: string): Promise<string> {
	for (let tries = 1; ; tries++) {
		await button.press('Enter');
		try {
			return await page.locator(panel).innerText({ timeout: 2_000 });
		} catch (error) {
			if (tries === 3) throw error;
		}
	}
}
