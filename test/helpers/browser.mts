/** A real Chromium for tests of the sandbox page. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser, Download, Locator, Page } from 'playwright-core';

export { selectors } from 'playwright-core';
export type { Browser, Locator, Page } from 'playwright-core';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

const INSTALL_CHROMIUM =
	'Page tests SKIPPED, no Chromium found: install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) or set CHROMIUM_PATH';

/** Where Chromium is on this machine, if anywhere; CHROMIUM_PATH overrules the usual places. */
function findChromium(): string | undefined {
	const { CHROMIUM_PATH } = process.env;
	const places = CHROMIUM_PATH ? [CHROMIUM_PATH] : [...USUAL_PLACES, chromium.executablePath()];
	return places.find((place) => existsSync(place));
}

/** True when the page tests can run; says on stderr how to make them run when they cannot. */
export function hasChromium(): boolean {
	if (findChromium()) return true;
	// Jest does not print the names of skipped tests when it runs several files.
	process.stderr.write(`\n${INSTALL_CHROMIUM}\n`);
	return false;
}

/** Starts Chromium without a window and without its own network traffic. */
export async function launchChromium(): Promise<Browser> {
	return await chromium.launch({
		executablePath: findChromium(),
		// Without a locale Chromium gives downloads with Chinese names another one.
		env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
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
