import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import { clientFor } from './client.mts';
import type { StreamClient } from './streamClient.mts';
import { connectStream } from './streamClient.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const withChromium = hasChromium() ? describe : describe.skip;

withChromium('interactive cards on the sandbox page', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	let stream: StreamClient;
	const problems: string[] = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		browser = await launchChromium();
		page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
		page.on('pageerror', (error) => problems.push(error.message));
	});
	beforeEach(async () => {
		sandbox.control.reset();
		stream = await connectStream(sandbox);
		await page.goto('about:blank');
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	const call = async (method: string, path: string, body: Record<string, unknown>) => {
		const client = clientFor(sandbox);
		const answer = await client.api(method, path, body, await client.token());
		expect(answer.body).toMatchObject({ success: true });
	};
	const deliver = async (more: object) =>
		await call('POST', '/v1.0/card/instances/createAndDeliver', {
			outTrackId: 'card-1',
			callbackType: 'STREAM',
			openSpaceId: `dtv1.card//IM_GROUP.${PHOENIX}`,
			imGroupOpenSpaceModel: { supportForward: true },
			imGroupOpenDeliverModel: { robotCode: 'dingsandboxapp' },
			...more,
		});
	const open = async (id: string) => {
		await page.goto(`${sandbox.pageUrl}#/${encodeURI(id)}`);
		await page.locator('.connection[data-state="live"]').waitFor();
	};
	const type = async (content: string, more: object = {}) => {
		sandbox.control.advanceClock(800);
		const frame = { outTrackId: 'card-1', guid: content, key: 'content', content, isFull: true };
		await call('PUT', '/v1.0/card/streaming', { ...frame, ...more });
	};

	it('shows a decision as each person has it, and how it was decided', async () => {
		await deliver({
			cardTemplateId: 'sandbox-decision.schema',
			cardData: {
				cardParamMap: {
					title: 'Deploy 1.4.2?',
					content: 'The build is **green**.',
					approveLabel: '同意',
					isOpen: 'true',
					hasInput: 'true',
					inputLabel: 'Why?',
					ticket: 'sealed',
				},
			},
			privateData: { alice: { cardParamMap: { isOpen: 'false', hint: 'Not for you' } } },
		});
		await open(`group/${PHOENIX}`);
		const card = page.getByRole('group', { name: 'Deploy 1.4.2?' });
		await card.locator('strong', { hasText: 'green' }).waitFor();
		await card.getByText('3 more parameters').waitFor();
		const reader = card.getByLabel('Press as');
		await reader.selectOption('alice');
		await card.getByText('Not for you').waitFor();
		expect(await card.getByRole('button', { name: '同意' }).count()).toBe(0);
		await reader.selectOption('lina');
		await card.getByLabel('Why?').fill('looks good');
		await card.getByRole('button', { name: '同意' }).click();
		const [frame] = await stream.next();
		expect(JSON.parse(frame.data.content as string)).toEqual({
			cardPrivateData: {
				actionIds: ['approve'],
				params: { ticket: 'sealed', answer: 'looks good' },
			},
		});
		stream.ack(frame, { response: null });
		await call('PUT', '/v1.0/card/instances', {
			outTrackId: 'card-1',
			cardData: { cardParamMap: { isOpen: 'false', outcome: 'Approved by 李娜 at 10:02' } },
			cardUpdateOptions: { updateCardDataByKey: true },
		});
		await card.getByText('Approved by 李娜').waitFor();
		expect(await card.getByRole('button', { name: '同意' }).count()).toBe(0);
	});

	it('types an answer, in the list of chats too', async () => {
		await deliver({ cardTemplateId: 'sandbox-ai.schema', cardData: { cardParamMap: {} } });
		await open(`group/${PHOENIX}`);
		const card = page.locator('.interactive-card');
		await card.getByText('处理中').waitFor();
		await type('Twelve builds,');
		await card.getByText('输入中').waitFor();
		await page.locator('.chat', { hasText: 'Twelve builds,' }).waitFor();
		await type('Twelve builds, **none** failed.', { isFinalize: true });
		await card.getByText('完成').waitFor();
		await card.locator('strong', { hasText: 'none' }).waitFor();
		expect(await card.locator('.caret').count()).toBe(0);
	});

	it('says why nobody can read a card', async () => {
		await deliver({ cardTemplateId: 'sandbox-foreign.schema', cardData: { cardParamMap: {} } });
		await open(`group/${PHOENIX}`);
		await page.getByText('内容加载失败').waitFor();
		await page.getByText("another app's").waitFor();
	});

	it('keeps a card on top of a group until it is closed', async () => {
		await deliver({
			cardTemplateId: 'sandbox-plain.schema',
			cardData: { cardParamMap: { title: 'Incident 42', content: 'Database 2 is down' } },
			openSpaceId: `dtv1.card//ONE_BOX.${PHOENIX}`,
			topOpenSpaceModel: { spaceType: 'ONE_BOX' },
			topOpenDeliverModel: { expiredTimeMillis: Date.now() + 60_000, userIds: ['lina'] },
		});
		await open(`group/${PHOENIX}`);
		const top = page.getByRole('region', { name: 'On top of the chat' });
		await top.getByText('Database 2 is down').waitFor();
		await top.getByText('Only for lina').waitFor();
		const where = `outTrackId=card-1&openConversationId=${encodeURIComponent(PHOENIX)}`;
		await call('POST', `/v1.0/card/tops/close?${where}`, {});
		await top.waitFor({ state: 'hidden' });
	});
});
