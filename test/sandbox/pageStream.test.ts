import type { Browser, Locator, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import { clientFor } from './client.mts';
import type { Frame, StreamClient } from './streamClient.mts';
import { connectStream, sandboxUntil } from './streamClient.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const MESSAGES = '/v1.0/im/bot/messages/get';
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
	'base64',
);

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('pushes on the sandbox page', () => {
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

	const open = async (id: string) => {
		await page.goto(`${sandbox.pageUrl}#/${encodeURI(id)}`);
		await page.locator('.connection[data-state="live"]').waitFor();
	};
	const pushed = async (count = 1): Promise<Frame[]> =>
		await stream.next(count, ({ type }) => type !== 'SYSTEM');
	const compose = (): { kind: Locator; text: Locator; file: Locator } => ({
		kind: page.getByLabel('Kind of message'),
		text: page.locator('.compose textarea'),
		file: page.locator('.compose input[type=file]'),
	});

	describe('writing to the robot', () => {
		it('sends rich text in a group, as the chosen person', async () => {
			await open(`group/${PHOENIX}`);
			const { kind, text, file } = compose();
			await page.getByLabel('Write as').selectOption('lina');
			await kind.selectOption('richText');
			await file.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG });
			await page.locator('.parts').getByText('dot.png').waitFor();
			await text.fill('look here');
			await text.press('Enter');
			const [{ headers, data }] = await pushed();
			expect(headers.topic).toBe(MESSAGES);
			expect(data).toMatchObject({
				msgtype: 'richText',
				senderStaffId: 'lina',
				conversationType: '2',
				content: {
					richText: [{ text: 'look here' }, { type: 'picture', downloadCode: expect.any(String) }],
				},
			});
			const drawn = page.locator('[data-kind="richText"]');
			await drawn.getByText('look here').waitFor();
			expect(await drawn.locator('img').count()).toBe(1);
			await expect(text.inputValue()).resolves.toBe('');
		});

		it('sends voice with its transcript, files, stickers, and what is over the quota', async () => {
			await open('person/lina');
			const { kind, text, file } = compose();
			await text.fill('今天开会');
			await file.setInputFiles({
				name: 'hello.mp3',
				mimeType: 'audio/mpeg',
				buffer: Buffer.from('ID3'),
			});
			const [audio] = await pushed();
			expect(audio.data).toMatchObject({ msgtype: 'audio', content: { recognition: '今天开会' } });
			await file.setInputFiles([
				{ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
				{ name: 'dot.png', mimeType: 'image/png', buffer: PNG },
			]);
			await pushed(3);
			await kind.selectOption('unknownMsgType');
			await text.press('Enter');
			await pushed(4);
			await kind.selectOption('quota');
			await text.fill('too much');
			await text.press('Enter');
			const [, ...rest] = await pushed(5);
			expect(rest.map(({ data }) => data.msgtype as string)).toEqual([
				'file',
				'picture',
				'unknownMsgType',
				'text',
			]);
			expect(rest[3].data).toMatchObject({ errorCode: 20001 });
			expect(rest[3].data).not.toHaveProperty('text');
		});
	});

	it('quotes, forwards, links, and lets an outsider write', async () => {
		await open(`group/${PHOENIX}`);
		const { kind, text } = compose();
		const write = async (value: string, words: string) => {
			await kind.selectOption(value);
			await text.fill(words);
			await text.press('Enter');
		};
		await write('outsider', 'may I ask?');
		await pushed();
		await write('quote', 'what did you mean?');
		await page.locator('.quote').getByText('may I ask?').waitFor();
		await pushed(2);
		await write('chatRecord', '');
		await pushed(3);
		await write('richText', 'read [the manual](https://x.io/m)');
		const frames = await pushed(4);
		expect(frames[0].data).not.toHaveProperty('senderStaffId');
		expect(frames.slice(1).map(({ data }) => data)).toMatchObject([
			{ text: { isReplyMsg: true, repliedMsg: { content: { content: 'may I ask?' } } } },
			{ msgtype: 'chatRecord', content: { chatRecord: expect.stringContaining('may I ask?') } },
			{ content: { richText: [{ text: 'read ' }, { type: 'link', url: 'https://x.io/m' }] } },
		]);
		const link = page.locator('[data-kind="richText"] a');
		await expect(link.getAttribute('href')).resolves.toBe('https://x.io/m');
	});

	describe('a card', () => {
		beforeEach(async () => {
			const client = clientFor(sandbox);
			const { status } = await client.api(
				'POST',
				'/v1.0/card/instances/createAndDeliver',
				{
					cardTemplateId: 'sandbox-approval.schema',
					outTrackId: 'card-1',
					cardData: { cardParamMap: { title: '报销', status: 'open' } },
					privateData: { lina: { cardParamMap: { hint: 'only for you' } } },
					callbackType: 'STREAM',
					openSpaceId: `dtv1.card//IM_GROUP.${PHOENIX};IM_ROBOT.lina`,
					imGroupOpenSpaceModel: { supportForward: true },
					imGroupOpenDeliverModel: { robotCode: 'dingsandboxapp' },
					imRobotOpenSpaceModel: { supportForward: true },
					imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
				},
				await client.token(),
			);
			expect(status).toBe(200);
		});

		it('is pressed with the keyboard, changes, and keeps the focus', async () => {
			stream.socket.addEventListener('message', () =>
				stream.ack(stream.frames.at(-1)!, {
					response: {
						cardData: { cardParamMap: { status: 'agreed' } },
						cardUpdateOptions: { updateCardDataByKey: true },
					},
				}),
			);
			await open(`group/${PHOENIX}`);
			const card = page.getByRole('group', { name: '报销' });
			await card.getByText('open').waitFor();
			expect(await card.getByText('only for you').count()).toBe(0);
			await card.getByLabel('Press as').selectOption('alice');
			await card.getByRole('button', { name: '同意 Agree' }).press('Enter');
			await card.getByText('agreed').waitFor();
			await card.getByText('The card was changed').waitFor();
			expect((await pushed())[0].data.userId).toBe('alice');
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('同意 Agree');
		});

		it('shows a person their own parameters, and takes any action', async () => {
			await open('person/lina');
			const card = page.getByRole('group', { name: '报销' });
			await card.getByText('only for you').waitFor();
			await card.getByText('Another action').press('Enter');
			await card.getByLabel('Action ids').fill('a, b');
			await card.getByLabel('Params as JSON').fill('{"n": "1"');
			await card.getByRole('button', { name: 'Press' }).press('Enter');
			await card.locator('.problem').filter({ hasText: 'JSON' }).waitFor();
			await card.getByLabel('Params as JSON').fill('{"n": "1"}');
			await card.getByRole('button', { name: 'Press' }).press('Enter');
			const [frame] = await pushed();
			expect(JSON.parse(frame.data.content as string)).toEqual({
				cardPrivateData: { actionIds: ['a', 'b'], params: { n: '1' } },
			});
			stream.ack(frame, { response: null });
			await card.getByText('Answered without a change').waitFor();
		});

		it('says that nobody listens', async () => {
			await stream.close();
			await sandboxUntil(sandbox, () => sandbox.control.connections().length === 0);
			await open('person/lina');
			await page.getByRole('button', { name: '拒绝 Reject' }).click();
			await page.getByText('Nobody listens to this card').waitFor();
		});
	});

	describe('the view of pushes', () => {
		beforeEach(async () => await open('pushes'));
		const form = (name: string) => page.getByRole('form', { name });
		const rows = (name: string) => page.getByRole('list', { name }).getByRole('listitem');

		it('raises an event of the catalogue with the payload as edited', async () => {
			const raising = form('Raise an event');
			await raising.locator('select[name=eventType]').selectOption('bpms_instance_change');
			const data = raising.locator('textarea[name=data]');
			expect(await data.inputValue()).toContain('"processInstanceId"');
			await data.fill('{"processCode": ');
			await raising.getByRole('button', { name: 'Raise' }).click();
			await raising.locator('.outcome-line.problem').waitFor();
			await data.fill('{"processCode": "PROC-9", "taskId": "1"}');
			await raising.getByRole('button', { name: 'Raise' }).press('Enter');
			const [frame] = await pushed();
			expect(frame.headers.eventType).toBe('bpms_instance_change');
			expect(frame.data).toEqual({ processCode: 'PROC-9', taskId: '1' });
			await raising.getByText(`Raised as ${frame.headers.eventId}`).waitFor();
		});

		it('lists connections and pushes with what became of them', async () => {
			const [connection] = [rows('Connections').first()];
			await connection.getByText('events, messages, card actions').waitFor();
			sandbox.control.raiseEvent('chat_quit', {});
			const row = rows('Latest pushes').filter({ hasText: 'chat_quit' });
			await row.getByText('pushed').waitFor();
			stream.ack((await pushed())[0]);
			await row.getByText('acked').waitFor();
			await connection.getByText('1 of 1 acknowledged').waitFor();
		});

		it('sets faults of Stream, those that hit now and those that wait', async () => {
			const faults = form('Faults of Stream');
			await faults.locator('select[name=what]').selectOption('duplicate');
			await faults.locator('input[name=times]').fill('2');
			await faults.getByRole('button', { name: 'Do it' }).click();
			await faults.getByText('2 times').waitFor();
			sandbox.control.raiseEvent('chat_quit', {});
			await pushed(2);
			await faults.getByText('once').waitFor();
			await faults.getByRole('button', { name: 'Clear' }).click();
			await faults.getByText('None').waitFor();
			await faults.locator('select[name=what]').selectOption('drop');
			await faults.getByRole('button', { name: 'Do it' }).click();
			await stream.closed;
			await page.getByText('No app is connected over Stream.').waitFor();
		});

		it.each([1280, 420])('fits a page of %d pixels', async (width) => {
			await page.setViewportSize({ width, height: 860 });
			await rows('Connections').first().waitFor();
			const isWide = await page.evaluate(
				() => document.documentElement.scrollWidth > window.innerWidth,
			);
			expect(isWide).toBe(false);
			await page.setViewportSize({ width: 1280, height: 860 });
		});
	});
});
