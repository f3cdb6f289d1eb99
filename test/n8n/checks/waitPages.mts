import assert from 'node:assert/strict';
import { hasChromium, launchChromium, type Page } from '../../../harness/browser/browser.mts';
import { until } from '../../../harness/n8n/until.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { answer, asker, linksIn } from './waitAsked.mts';

/** A phone; what runs in DingTalk is a browser too. */
const PHONE = {
	viewport: { width: 375, height: 667 },
	deviceScaleFactor: 2,
	isMobile: true,
	hasTouch: true,
} as const;

/** The pages of links in a real browser, on a phone. */
export async function checkWaitPages(report: Report, bench: Bench): Promise<void> {
	if (!hasChromium()) return report.skip('pages of links in a browser');
	const { ask, stays, dataOf, lastDataOf, untilWaiting } = asker(bench);
	const browser = await launchChromium();
	/** Opens a link; nothing but the page may be asked for, and its policy may refuse nothing of it. */
	const open = async (url: string, locale: string, use: (page: Page) => Promise<void>) => {
		const context = await browser.newContext({ ...PHONE, locale });
		try {
			const page = await context.newPage();
			const asked: string[] = [];
			const complaints: string[] = [];
			page.on('request', (request) => asked.push(request.url()));
			page.on('console', (message) => complaints.push(message.text()));
			await page.goto(url);
			await use(page);
			const foreign = asked.filter((one) => one !== url && !one.endsWith('/favicon.ico'));
			assert.deepEqual(foreign, []);
			// The browser says that it got an answer with an error status, which is what is shown.
			assert.deepEqual(
				complaints.filter((text) => !text.startsWith('Failed to load resource')),
				[],
			);
			const { scroll, width } = await page.evaluate(() => ({
				scroll: document.documentElement.scrollWidth,
				width: window.innerWidth,
			}));
			assert.ok(scroll <= width, `the page is ${scroll} wide on a phone of ${width}`);
		} finally {
			await context.close();
		}
	};
	try {
		await report.check('in a browser: a reader of Chinese approves by one press', async () => {
			const asked = await ask('approval');
			await open(asked.link(1), 'zh-CN', async (page) => {
				assert.equal(await page.locator('h1').innerText(), '需要您的答复');
				assert.equal(await page.locator('script').count(), 0);
				await stays(asked);
				await page.getByRole('button').tap();
				await page.getByText('谢谢，您的答复已记录').waitFor();
				assert.match(await page.locator('main').innerText(), /答复内容：同意 Approve/);
			});
			assert.equal((await dataOf(asked)).approved, true);
		});
		await report.check('in a browser: declined', async () => {
			const asked = await ask('approval');
			await open(asked.link(0), 'en-US', async (page) => {
				await page.getByRole('button').tap();
				await page.getByText('your answer was recorded').waitFor();
			});
			const { approved, responder } = await dataOf(asked);
			assert.deepEqual([approved, responder], [false, { id: 'lina', source: 'link' }]);
		});
		await report.check(
			'in a browser: who presses second is told by whose link, and what',
			async () => {
				const effectsOf = watch(bench.sandbox);
				const asked = await ask('loop');
				await open(asked.link(0, 1), 'en-US', async (page) => {
					await answer(asked.link(1, 0));
					await until('it is asked again', () => effectsOf().messages.length === 4);
					await untilWaiting(asked.executionId);
					await page.getByRole('button').tap();
					await page.getByText('This has been answered already').waitFor();
					const said = await page.locator('main').innerText();
					assert.match(said, /同意 Approve/);
					assert.match(said, /By the link of lina/);
				});
				await stays(asked);
				await answer(linksIn(effectsOf().messages)(0, 3));
				assert.equal((await lastDataOf(asked)).approved, false);
			},
		);
		await report.check('in a browser: a text', async () => {
			const asked = await ask('text');
			await open(asked.link(0), 'zh-CN', async (page) => {
				await page.locator('textarea').fill('下周一，<b>好的</b>');
				await page.getByRole('button').tap();
				await page.getByText('谢谢，您的答复已记录').waitFor();
			});
			assert.equal((await dataOf(asked)).text, '下周一，<b>好的</b>');
		});
		await report.check('in a browser: a form, wrong at first, then right', async () => {
			const asked = await ask('form');
			await open(asked.link(0), 'en-US', async (page) => {
				await page.getByLabel('Why "now"?').fill('  ');
				await page.getByLabel('Amount').fill('12.5');
				await page.getByLabel('<Hangzhou>').check();
				await page.getByRole('button', { name: 'Submit' }).tap();
				await page.getByRole('alert').waitFor();
				assert.equal(await page.getByRole('alert').innerText(), 'Please fill this in');
				assert.equal(await page.getByLabel('Amount').inputValue(), '12.5');
				await page.getByLabel('Why "now"?').fill('because\n"it" burns');
				await page.getByRole('button', { name: 'Submit' }).tap();
				await page.getByText('your answer was recorded').waitFor();
			});
			const { why, Amount: amount, Where: where } = await dataOf(asked);
			assert.deepEqual([why, amount, where], ['because\n"it" burns', 12.5, ['<Hangzhou>']]);
		});
	} finally {
		await browser.close();
	}
}
