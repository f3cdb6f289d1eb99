import type { Browser, Locator, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import {
	downloadedBytes,
	hasChromium,
	launchChromium,
	openedText,
} from '../../harness/browser/browser.mts';
import { OPS_ALERTS, PHOENIX, sandboxCalls } from '../helpers/sandboxCalls.mts';
import type { SandboxCalls } from '../helpers/sandboxCalls.mts';

// 2 × 2 pixels, red.
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
	'base64',
);

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('sandbox page', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	let calls: SandboxCalls;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		calls = await sandboxCalls(sandbox);
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		page.on('pageerror', (error) => problems.push(error.message));
		page.on('dialog', (dialog) => problems.push(`dialog: ${dialog.message()}`));
		await page.goto(sandbox.pageUrl);
		await page.locator('.connection[data-state="live"]').waitFor();
		// Gone after a reload: proves that everything below arrived without one.
		await page.evaluate(() => Object.assign(window, { loadedOnce: true }));
	});

	afterEach(async () => {
		expect(await page.evaluate(() => 'loadedOnce' in window)).toBe(true);
		expect(problems).toEqual([]);
	});

	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	const show = async (id: string) => await page.locator(`a[href="#/${encodeURI(id)}"]`).click();
	const message = (text: string): Locator =>
		page.locator('.message').filter({ hasText: text }).last();
	const isLoaded = async (image: Locator) => {
		await image.waitFor();
		return await image.evaluate(async (element) => {
			const picture = element as HTMLImageElement;
			await picture.decode();
			return picture.naturalWidth > 0;
		});
	};

	it('shows the seed groups and people', async () => {
		for (const name of ['Project Phoenix 凤凰项目', 'Ops Alerts 运维告警', '张伟', 'Alice Chen']) {
			await page.locator('#side .chat').filter({ hasText: name }).waitFor();
		}
		expect(await page.locator('#side').getByText('load0001').count()).toBe(0);
	});

	describe('messages of the app robot in a group', () => {
		beforeAll(async () => await show(`group/${PHOENIX}`));

		it('shows text with its line breaks and a link', async () => {
			await calls.sendToGroup('sampleText', {
				content: 'Build 早上好 ☀️\nhttps://example.com/b?x=1',
			});
			const bubble = message('Build 早上好').locator('.bubble.text');
			await bubble.waitFor();
			expect(await bubble.innerText()).toBe('Build 早上好 ☀️\nhttps://example.com/b?x=1');
			const link = bubble.locator('a');
			expect(await link.getAttribute('href')).toBe('https://example.com/b?x=1');
			expect(await link.getAttribute('rel')).toContain('noopener');
			expect(await message('Build 早上好').locator('.badge').innerText()).toBe('App robot');
		});

		it('draws markdown', async () => {
			const text =
				'## Release\n\n**bold** *italic* `code`\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```\nx < y\n```\n\n[docs](https://example.com/docs)';
			await calls.sendToGroup('sampleMarkdown', { title: 'Release list title', text });
			const body = message('Release').locator('.bubble.markdown');
			await body.waitFor();
			const found = async (selector: string) => await body.locator(selector).allInnerTexts();
			expect(await found('h2')).toEqual(['Release']);
			expect([await found('strong'), await found('em')]).toEqual([['bold'], ['italic']]);
			expect(await found('li')).toEqual(['one', 'two']);
			expect(await found('blockquote')).toEqual(['quoted']);
			expect(await found('td')).toEqual(['1', '2']);
			expect(await found('pre')).toEqual(['x < y']);
			expect(await body.locator('a').getAttribute('target')).toBe('_blank');
		});

		it('draws newlines as DingTalk does: a single one is a space, two spaces make a break', async () => {
			const text =
				'Newlines one\ntwo  \nthree\n\n- item\n  goes on  \n  below\n\n> said\n> more  \n> below\n\nfour';
			await calls.sendToGroup('sampleMarkdown', { title: 'Newlines', text });
			const body = message('Newlines one').locator('.bubble.markdown');
			await body.waitFor();
			const found = async (selector: string) => await body.locator(selector).allInnerTexts();
			expect(await found(':scope > p')).toEqual(['Newlines one two\nthree', 'four']);
			expect(await found('li')).toEqual(['item goes on\nbelow']);
			expect(await found('blockquote')).toEqual(['said more\nbelow']);
		});

		it('shows as text what DingTalk does not draw', async () => {
			const text =
				'Undrawn ~~old~~<br>new[^1] &lt;b&gt; <font color="#ff0000">red</font>\n\nTitle\n===\n\n- [ ] task\n\n> a\n>\n> > b\n\nback\\\nslash';
			await calls.sendToGroup('sampleMarkdown', { title: 'Undrawn', text });
			const body = message('Undrawn').locator('.bubble.markdown');
			await body.waitFor();
			const found = async (selector: string) => await body.locator(selector).allInnerTexts();
			expect(await found(':scope > p')).toEqual([
				'Undrawn ~~old~~<br>new[^1] <b> red',
				'Title ===',
				'back\\ slash',
			]);
			expect(await found('li')).toEqual(['[ ] task']);
			expect(await found('blockquote > p')).toEqual(['a', '> b']);
			expect(await body.locator('del, br, h1, input, blockquote blockquote').count()).toBe(0);
			const red = body.getByText('red', { exact: true });
			expect(await red.evaluate((element) => getComputedStyle(element).color)).toBe(
				'rgb(255, 0, 0)',
			);
		});

		it('loads an uploaded picture', async () => {
			const mediaId = await calls.upload('image', 'dot.png', 'image/png', PNG);
			await calls.sendToGroup('sampleImageMsg', { photoURL: mediaId });
			expect(await isLoaded(page.locator('[data-kind="image"] img.photo').last())).toBe(true);
		});

		it('offers an uploaded file with the same bytes', async () => {
			const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256));
			const mediaId = await calls.upload('file', '报告 Q3.pdf', 'application/pdf', bytes);
			const fileName = '报告 Q3.pdf';
			await calls.sendToGroup('sampleFile', { mediaId, fileName, fileType: 'pdf' });
			const bubble = message(fileName).locator('a.bubble.file');
			expect(await bubble.innerText()).toContain('4.9 KB');
			const [download] = await Promise.all([page.waitForEvent('download'), bubble.click()]);
			expect(download.suggestedFilename()).toBe(fileName);
			expect((await downloadedBytes(download)).equals(bytes)).toBe(true);
		});

		it('shows a voice message with its length', async () => {
			const mediaId = await calls.upload(
				'voice',
				'hello.mp3',
				'audio/mpeg',
				Buffer.from('ID3 sound'),
			);
			await calls.sendToGroup('sampleAudio', { mediaId, duration: '9400' });
			const bubble = page.locator('[data-kind="audio"]').last();
			await bubble.getByRole('button', { name: 'Play voice message' }).waitFor();
			expect(await bubble.locator('.length').innerText()).toBe('0:09');
		});

		it('draws a link card', async () => {
			await calls.sendToGroup('sampleLink', {
				title: 'Review',
				text: 'What we learned',
				messageUrl: 'https://example.com/review',
				picUrl: await calls.upload('image', 'dot.png', 'image/png', PNG),
			});
			const card = message('What we learned').locator('a.link-card');
			expect(await isLoaded(card.locator('img'))).toBe(true);
			expect(await card.getAttribute('href')).toBe('https://example.com/review');
		});

		it('draws the buttons of action cards in their order and layout', async () => {
			const urls = { buttonUrl1: 'https://example.com/yes', buttonUrl2: 'https://example.com/no' };
			const titles = { buttonTitle1: '同意', buttonTitle2: 'Reject' };
			const content = { title: 'Expense', text: '### Side by side', ...titles, ...urls };
			await calls.sendToGroup('sampleActionCard6', content);
			const card = message('Side by side');
			await card.waitFor();
			expect(await card.locator('.horizontal .card-button').allInnerTexts()).toEqual([
				'同意',
				'Reject',
			]);
			expect(await card.locator('.card-button').last().getAttribute('href')).toBe(
				'https://example.com/no',
			);
			await calls.sendToGroup('sampleActionCard3', {
				...{ title: 'Three', text: 'Below each other' },
				...{ actionTitle1: 'A', actionURL1: 'https://example.com/a' },
				...{ actionTitle2: 'B', actionURL2: 'https://example.com/b' },
				...{ actionTitle3: 'C', actionURL3: 'https://example.com/c' },
			});
			const stacked = message('Below each other').locator('.vertical .card-button');
			await stacked.first().waitFor();
			expect(await stacked.allInnerTexts()).toEqual(['A', 'B', 'C']);
		});

		it('replaces a recalled message', async () => {
			const key = await calls.sendToGroup('sampleText', { content: 'A slip of the pen' });
			await message('A slip of the pen').waitFor();
			await calls.recallFromGroup(key);
			await message('recalled a message').waitFor();
			expect(await page.getByText('A slip of the pen').count()).toBe(0);
		});

		it('never runs what a message contains', async () => {
			const attack =
				'<img src=x onerror="window.hit=1"><script>window.hit=1</script> [a](javascript:window.hit=1) ![b](javascript:window.hit=1) <svg onload=window.hit=1> [c](data:text/html,hit) [d](javascript://x%0Awindow.hit=1) "><b id=injected>';
			await calls.sendToGroup('sampleText', { content: `inert text ${attack}` });
			await calls.sendToGroup('sampleMarkdown', {
				title: attack,
				text: `inert markdown ${attack}`,
			});
			await calls.sendToGroup('sampleLink', {
				title: `inert link ${attack}`,
				text: attack,
				messageUrl: 'https://example.com/',
				picUrl: 'https://127.0.0.1:9/none.png',
			});
			for (const text of ['inert text', 'inert markdown', 'inert link']) {
				const one = message(text);
				await one.waitFor();
				expect(
					await one.locator('script, svg:not(.icon), #injected, [onerror], [onload]').count(),
				).toBe(0);
				expect(await one.locator('a[href^="javascript"], a[href^="data"]').count()).toBe(0);
				expect(await one.innerText()).toContain('<script>window.hit=1</script>');
			}
			expect(await page.evaluate(() => 'hit' in window)).toBe(false);
		});
	});

	describe('messages of a group robot', () => {
		beforeAll(async () => await show(`group/${OPS_ALERTS}`));

		it('marks mentioned members by name', async () => {
			await calls.sendByWebhook({
				msgtype: 'text',
				text: { content: 'Disk is full @13800000004, mail ops@example.com' },
				at: { atMobiles: ['13800000004'], atUserIds: ['bob'], isAtAll: false },
			});
			const alert = message('Disk is full');
			await alert.waitFor();
			expect(await alert.locator('.mention').allInnerTexts()).toEqual(['@赵强', '@Bob Smith']);
			expect(await alert.locator('.bubble').innerText()).toContain('mail ops@example.com');
			expect(await alert.locator('.badge').innerText()).toBe('Group robot');
		});

		it('draws a feed card: one large picture, then rows', async () => {
			const picURL = await calls.upload('image', 'dot.png', 'image/png', PNG);
			const links = ['Numbers', '周报', 'Builds'].map((title, index) => {
				return { title, messageURL: `https://example.com/${index}`, picURL };
			});
			await calls.sendByWebhook({ msgtype: 'feedCard', feedCard: { links } });
			const card = message('周报').locator('.feed-card');
			expect(await isLoaded(card.locator('.feed-first img'))).toBe(true);
			expect(await card.locator('.feed-row').allInnerTexts()).toEqual(['周报', 'Builds']);
			expect(await isLoaded(card.locator('.feed-row img').first())).toBe(true);
		});
	});

	it('draws an OA message sent to a picked conversation', async () => {
		await show(`group/${PHOENIX}`);
		await page.getByRole('button', { name: 'Details', exact: true }).click();
		await page.getByRole('button', { name: 'Get a cid' }).click();
		const cid = await page.locator('.cid code').innerText();
		await calls.sendToConversation('zhangwei', cid, {
			msgtype: 'oa',
			oa: {
				message_url: 'https://example.com/oa',
				head: { bgcolor: 'FFE2762F', text: 'Order' },
				body: {
					title: 'Laptop',
					form: [{ key: 'Who:', value: 'Bob' }],
					rich: { num: '15.9', unit: '元' },
				},
			},
		});
		const card = message('Laptop').locator('.oa-card');
		await card.waitFor();
		expect(await card.locator('.oa-rich').innerText()).toBe('15.9 元');
		expect(await card.locator('dd').innerText()).toBe('Bob');
		expect(await message('Laptop').locator('.badge').innerText()).toBe('Legacy');
	});

	it('counts unread messages of a chat that is not open, and clears them', async () => {
		await show('person/lina');
		await calls.sendToPeople(['alice', 'bob'], 'sampleText', { content: 'Lunch?' });
		const chat = page.locator('#side .chat').filter({ hasText: 'Alice Chen' });
		await chat.locator('.unread').waitFor();
		expect(await chat.innerText()).toContain('Lunch?');
		await chat.click();
		await message('Lunch?').waitFor();
		await chat.locator('.unread').waitFor({ state: 'detached' });
	});

	it('lets a person write to the robot', async () => {
		await show('person/zhangwei');
		await page.getByLabel('Write to the robot as 张伟').fill('deploy please 部署');
		await page.keyboard.press('Enter');
		await page.locator('.message.own').filter({ hasText: 'deploy please 部署' }).waitFor();
		expect(sandbox.control.state().messages.at(-1)).toMatchObject({
			via: 'to-robot',
			sender: { id: 'zhangwei' },
			content: { text: 'deploy please 部署' },
		});
	});

	it('sends a file to the robot and shows its download code', async () => {
		await show('person/bob');
		const content = Buffer.from('name,amount\n张伟,3');
		const file = { name: 'list.csv', mimeType: 'text/csv', buffer: content };
		// The box of the chat before is there until this one is drawn.
		const box = page.locator('.compose').filter({ has: page.getByLabel('as Bob Smith') });
		await box.locator('input[type="file"]').setInputFiles(file);
		const sent = page.locator('.message.own').filter({ hasText: 'list.csv' });
		const button = sent.getByLabel('Message details');
		const details = await openedText(page, button, '.message-details:popover-open');
		const { downloadCode } = sandbox.control.state().messages.at(-1) ?? {};
		expect(downloadCode).toBeTruthy();
		expect(details).toContain(downloadCode);
	});

	it('shows a work record and sees it done', async () => {
		await show('workRecords');
		const recordId = await calls.addWorkRecord({
			userid: 'zhangwei',
			create_time: Date.now(),
			title: 'Approve the holiday 请假',
			url: 'https://example.com/holiday',
			formItemList: [{ title: 'Days', content: '3' }],
		});
		const record = page.locator(`[data-record-id="${recordId}"]`);
		await record.and(page.locator('[data-status="open"]')).waitFor();
		expect(await record.locator('h3 a').getAttribute('href')).toBe('https://example.com/holiday');
		expect(await record.locator('dl').innerText()).toMatch(/Days\s+3/);
		await calls.completeWorkRecord('zhangwei', recordId);
		await record.and(page.locator('[data-status="done"]')).waitFor();
		expect(await record.count()).toBe(1);
	});

	it('lists calls with request and answer, secrets masked', async () => {
		await show('calls');
		await calls.sendToGroup('sampleText', { content: 'seen in the calls' });
		const row = page.locator('.call').first();
		await row.filter({ hasText: '/v1.0/robot/groupMessages/send' }).waitFor();
		expect(await row.locator('.outcome').innerText()).toBe('200');
		await row.click();
		expect(await page.getByRole('tabpanel').innerText()).toContain('seen in the calls');
		await page.getByRole('tab', { name: 'Answer' }).click();
		expect(await page.getByRole('tabpanel').innerText()).toContain('processQueryKey');
		expect(await page.content()).not.toContain('sandbox-app-secret');
	});

	it('adds a fault that hits one call, then expires tokens', async () => {
		await page.getByRole('button', { name: 'Faults' }).click();
		const dialog = page.getByRole('dialog', { name: 'Faults on demand' });
		await dialog.getByRole('combobox', { name: 'Endpoint' }).selectOption('robot.group.send');
		const answer = dialog.getByRole('combobox', { name: 'Answer' });
		await answer.selectOption({ label: '503 ServiceUnavailable' });
		await page.getByRole('button', { name: 'Add fault' }).click();
		await page.locator('.faults li').filter({ hasText: 'robot.group.send' }).waitFor();
		await page.keyboard.press('Escape');
		await expect(calls.sendToGroup('sampleText', { content: 'refused' })).rejects.toThrow(
			'ServiceUnavailable',
		);
		await page.locator('.call.refused').filter({ hasText: 'ServiceUnavailable' }).waitFor();
		await calls.sendToGroup('sampleText', { content: 'goes through' });
		await page.getByRole('button', { name: 'Expire tokens' }).click();
		await page.getByText('Every app token is expired now').waitFor();
		await expect(calls.sendToGroup('sampleText', { content: 'too late' })).rejects.toThrow(
			'InvalidAuthentication',
		);
	});

	it('resets on a button and follows', async () => {
		await page.getByRole('button', { name: 'Reset' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
		await page.locator('#side .unread').first().waitFor({ state: 'detached' });
		await show(`group/${PHOENIX}`);
		await page.getByText('Nothing here yet').waitFor();
		expect(sandbox.control.state().messages).toEqual([]);
	});

	it('works by keyboard and on a narrow screen', async () => {
		await page.keyboard.press('/');
		await page.keyboard.type('alice');
		await page.locator('#side .chat').filter({ hasText: '张伟' }).waitFor({ state: 'detached' });
		await page.keyboard.press('Tab');
		await page.keyboard.press('ArrowDown');
		await page.setViewportSize({ width: 420, height: 800 });
		await page.getByRole('link', { name: 'Back to the list' }).click();
		await page.locator('#side').waitFor();
		await page.getByLabel('Search people, groups and messages').fill('');
		await show('person/alice');
		await page.getByRole('heading', { name: 'Alice Chen' }).waitFor();
		expect(await page.locator('#side').isVisible()).toBe(false);
		const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
		expect(await page.evaluate(overflow)).toBe(0);
	});

	it('says when the sandbox is gone', async () => {
		await sandbox.close();
		await page.locator('.connection[data-state="waiting"]').waitFor();
	});
});
