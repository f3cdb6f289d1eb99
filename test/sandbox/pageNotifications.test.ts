import type { Browser, Locator, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium, openedText } from '../../harness/browser/browser.mts';
import { PHOENIX } from '../helpers/sandboxCalls.mts';
import { clientFor } from './client.mts';

const withChromium = hasChromium() ? describe : describe.skip;
const AGENT = { agent_id: 1001 };

withChromium('the page, for work notifications and people', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	let client: ReturnType<typeof clientFor>;
	let token: string;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		client = clientFor(sandbox);
		token = await client.token();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(sandbox.pageUrl);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	const show = async (id: string) =>
		await page
			.locator(`a[href="#/${encodeURI(id)}"]`)
			.first()
			.click();
	const message = (text: string): Locator =>
		page.locator('.message').filter({ hasText: text }).last();
	const notification = async (msg: Record<string, unknown>) =>
		await client.oapi(
			'POST',
			'/topapi/message/corpconversation/asyncsend_v2',
			{ ...AGENT, userid_list: 'lina', msg },
			token,
		);
	const last = () => sandbox.control.state().messages.at(-1);

	it('draws work notifications, and says which were dropped', async () => {
		await show('person/lina');
		const msg = { msgtype: 'text', text: { content: 'Your report 日报' } };
		await notification(msg);
		const line = message('Your report');
		await line.waitFor();
		expect(await line.locator('.badge').innerText()).toBe('Work notification');
		await notification(msg);
		await message('the same content again today (143106)').waitFor();
		expect(await page.locator('.message').filter({ hasText: 'Your report' }).count()).toBe(1);
	});

	it('draws the status bar of an OA notification and its change', async () => {
		const head = { bgcolor: 'FF3457F0', text: 'Order' };
		const status_bar = { status_value: 'waiting', status_bg: '0xFFF6A623' };
		const oa = { message_url: 'https://example.com', head, status_bar, body: { title: 'Laptop' } };
		await notification({ msgtype: 'oa', oa });
		const bar = message('Laptop').locator('.oa-status');
		await bar.filter({ hasText: 'waiting' }).waitFor();
		await client.oapi(
			'POST',
			'/topapi/message/corpconversation/status_bar/update',
			{ ...AGENT, task_id: last()?.taskId, status_value: 'approved' },
			token,
		);
		await bar.filter({ hasText: 'approved' }).waitFor();
	});

	it('draws a DING', async () => {
		const body = {
			robotCode: 'dingsandboxapp',
			remindType: 3,
			receiverUserIdList: ['lina'],
			content: 'Disk is full 磁盘',
		};
		await client.api('POST', '/v1.0/robot/ding/send', body, token);
		const line = message('Disk is full').locator('.bubble.ding');
		expect(await line.innerText()).toContain('by phone call');
	});

	it('marks a message read as the person', async () => {
		await message('Disk is full').getByRole('button', { name: 'Unread' }).click();
		await message('Disk is full').getByText('Read', { exact: true }).waitFor();
		expect(last()?.readBy).toEqual(['lina']);
	});

	it('marks a group message read as its members', async () => {
		await show(`group/${PHOENIX}`);
		const body = {
			robotCode: 'dingsandboxapp',
			openConversationId: PHOENIX,
			msgKey: 'sampleText',
			msgParam: JSON.stringify({ content: 'Who reads this?' }),
		};
		await client.api('POST', '/v1.0/robot/groupMessages/send', body, token);
		const line = message('Who reads this?');
		await line.getByText('0/4 read').click();
		const panel = page.locator('.message-details:popover-open');
		await panel.locator('li').filter({ hasText: 'Alice Chen' }).getByRole('button').click();
		await line.getByText('1/4 read').click();
		await panel.getByRole('button', { name: 'Mark read by everyone' }).click();
		await line.getByText('4/4 read').waitFor();
		expect(last()?.readBy[0]).toBe('alice');
	});

	it('lets a member write to the robot in a group, and shows the way to answer', async () => {
		await page.getByLabel('Write as').selectOption({ label: 'Alice Chen' });
		await page.getByLabel('Write to the robot as Alice Chen').fill('status please');
		await page.keyboard.press('Enter');
		const line = message('status please');
		await line.waitFor();
		expect(last()).toMatchObject({
			via: 'to-robot',
			sender: { id: 'alice' },
			target: { openConversationId: PHOENIX },
		});
		const button = line.getByLabel('Message details');
		const details = await openedText(page, button, '.message-details:popover-open');
		expect(details).toContain(`${sandbox.oapiUrl}/robot/sendBySession?session=***`);
		await page.keyboard.press('Escape');
		const text = { msgtype: 'text', text: { content: 'All is well' } };
		await client.call(sandbox.control.sessionWebhook(last()?.id ?? ''), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(text),
		});
		expect(await message('All is well').locator('.badge').innerText()).toBe('Reply');
	});

	it('shows the departments with their ids and people', async () => {
		await show('departments');
		const overseas = page.locator('[data-dept-id="9007199254740993"]');
		expect(await overseas.innerText()).toMatch(/海外区 Overseas\s+9007199254740993/);
		expect(await page.locator('[data-dept-id="800"]').innerText()).toContain('Outside');
		await overseas.getByRole('link', { name: 'Bob Smith' }).click();
		await page.getByRole('heading', { name: 'Bob Smith' }).waitFor();
	});

	it('closes a disbanded group', async () => {
		const openConversationId = 'cidScene00000000000001==';
		await show(`group/${openConversationId}`);
		await page.locator('.compose').waitFor();
		await client.api('POST', '/v1.0/im/chat/scenegroup/disband', { openConversationId }, token);
		await page.locator('.pane-head').getByText('disbanded').waitFor();
		expect(await page.locator('.compose').count()).toBe(0);
	});
});
