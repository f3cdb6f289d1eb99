import type { Browser, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { hasChromium, launchChromium } from '../../harness/browser/browser.mts';
import { clientFor } from './client.mts';

const withChromium = hasChromium() ? describe : describe.skip;

withChromium('the page, for todos and calendars', () => {
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
		page = await browser.newPage({
			viewport: { width: 1280, height: 800 },
			timezoneId: 'Asia/Shanghai',
		});
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`${sandbox.pageUrl}/#/todos`);
		await page.locator('.connection[data-state="live"]').waitFor();
	});
	afterEach(() => expect(problems).toEqual([]));
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	const call = async (path: string, body: Record<string, unknown>) =>
		(await client.api('POST', path, body, token)).body;
	const show = async (id: string) => await page.locator(`a[href="#/${id}"]`).click();
	const choose = async (name: string) =>
		await page.locator('.chips button', { hasText: name }).click();
	const event = (summary: string) => page.locator('.week-event', { hasText: summary });
	const field = (name: string) => page.locator('dialog[open]').getByLabel(name, { exact: true });
	const press = async (name: string) =>
		await page.locator('dialog[open]').getByRole('button', { name, exact: true }).click();
	const stateOf = (summary: string) =>
		sandbox.control.state().events.find((one) => one.summary === summary);

	describe('todos', () => {
		beforeAll(async () => {
			await call('/v1.0/todo/users/union-lina/tasks', {
				subject: 'Sign the contract 签合同',
				detailUrl: { pcUrl: 'https://example.com/contract' },
				executorIds: ['union-bob', 'union-alice'],
				priority: 40,
				contentFieldList: [{ fieldKey: 'Customer', fieldValue: '<b>海星</b>' }],
				actionList: [{ title: 'Open', actionType: 2, url: 'javascript:alert(1)' }],
			});
		});

		it('appear at once, as text, with their parts', async () => {
			const todo = page.locator('.todo');
			await todo.waitFor();
			const text = await todo.innerText();
			for (const part of ['签合同', 'Urgent', '<b>海星</b>', 'Bob Smith', 'Alice Chen', '李娜']) {
				expect(text).toContain(part);
			}
			expect(await todo.getByRole('link').getAttribute('href')).toBe(
				'https://example.com/contract',
			);
			// An address that is none is no link.
			expect(await todo.getByRole('button', { name: 'Open', exact: true }).isDisabled()).toBe(true);
		});

		it('are ticked as a person, part by part', async () => {
			await page.locator('.executor', { hasText: 'Bob' }).click();
			await page.locator('.executor[aria-pressed="true"]', { hasText: 'Bob' }).waitFor();
			expect(sandbox.control.state().todos[0].isDone).toBe(false);
			await page.locator('.executor', { hasText: 'Alice' }).click();
			await page.locator('.todo.done').waitFor();
			expect(sandbox.control.state().todos[0].isDone).toBe(true);
			await page.locator('.executor', { hasText: 'Alice' }).click();
			await page.locator('.todo.open').waitFor();
		});

		it("are one person's when chosen", async () => {
			await call('/v1.0/todo/users/union-zhangwei/tasks', {
				subject: 'Call the landlord',
				detailUrl: { pcUrl: 'https://example.com' },
				executorIds: ['union-zhangwei'],
			});
			await page.locator('.todo', { hasText: 'landlord' }).waitFor();
			await choose('张伟');
			await page.locator('.todo', { hasText: 'Sign' }).waitFor({ state: 'detached' });
			expect(await page.locator('.todo').count()).toBe(1);
		});
	});

	describe('the calendar', () => {
		// A Wednesday, for nobody's week to begin or end with it.
		const day = 24 * 3_600_000;
		const wednesday = () => {
			const china = Date.now() + 8 * 3_600_000;
			const midnight = Math.floor(china / day) * day;
			const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
			return midnight + (2 - weekday) * day - 8 * 3_600_000;
		};
		const at = (hour: number): string => new Date(wednesday() + hour * 3_600_000).toISOString();
		const timed = (hour: number) => ({ dateTime: at(hour), timeZone: 'Asia/Shanghai' });
		const create = async (summary: string, more: Record<string, unknown> = {}) =>
			(
				await call('/v1.0/calendar/users/union-lina/calendars/primary/events', {
					summary,
					start: timed(10),
					end: timed(11),
					...more,
				})
			).id as string;

		beforeAll(async () => await show('calendar'));

		it("shows a person's week, series and whole days too", async () => {
			await create('Planning 排期会', { attendees: [{ id: 'union-zhangwei' }] });
			const date = at(8).slice(0, 10);
			const next = new Date(Date.parse(date) + 2 * day).toISOString().slice(0, 10);
			await create('Offsite', { isAllDay: true, start: { date }, end: { date: next } });
			await create('Stand-up', {
				recurrence: {
					pattern: { type: 'daily', interval: 1 },
					range: { type: 'numbered', numberOfOccurrences: 3 },
				},
			});
			await event('Planning').waitFor();
			expect(await event('Planning').innerText()).toContain('10:00 – 11:00');
			expect(await event('Offsite').count()).toBe(0);
			await choose('李娜');
			await event('Offsite').first().waitFor();
			expect(await event('Offsite').count()).toBe(2);
			expect(await event('Stand-up').count()).toBe(3);
		});

		it('is answered by a guest', async () => {
			await choose('张伟');
			await event('Planning').click();
			await press('Maybe');
			await page.locator('.week-event.tentative').waitFor();
			expect(stateOf('Planning 排期会')?.attendees[0].responseStatus).toBe('tentative');
			await event('Planning').click();
			await press('Decline');
			await page.locator('.week-event.declined').waitFor();
		});

		it('is moved and cancelled by the organizer', async () => {
			await choose('李娜');
			await event('Planning').click();
			await press('+ 1 hour');
			await event('Planning').filter({ hasText: '11:00 – 12:00' }).waitFor();
			await event('Planning').click();
			await field('End').fill(await field('Start').inputValue());
			await press('Move');
			await page.locator('dialog[open] .problem', { hasText: 'must be after' }).waitFor();
			await press('Cancel the event');
			await event('Planning').waitFor({ state: 'detached' });
			expect(stateOf('Planning 排期会')?.status).toBe('cancelled');
		});

		it("shows nobody's events as another's while theirs are on their way", async () => {
			await choose('李娜');
			await event('Stand-up').first().waitFor();
			let go = () => {};
			const held = new Promise<void>((resolve) => {
				go = resolve;
			});
			await page.route('**/calendar/agenda', async (route) => {
				await held;
				await route.continue();
			});
			await choose('Bob');
			expect(await event('Stand-up').count()).toBe(0);
			go();
			await page.unrouteAll({ behavior: 'wait' });
			await choose('李娜');
			await event('Stand-up').first().waitFor();
			await choose('李娜');
			expect(await event('Stand-up').count()).toBe(3);
		});

		it('takes a new event, and shows it to its guests', async () => {
			await page.getByRole('button', { name: 'New event' }).click();
			await field('Title').fill('Lunch 午饭');
			const date = at(8).slice(0, 10);
			await field('Start').fill(`${date}T12:00`);
			await field('End').fill(`${date}T13:00`);
			await field('Bob Smith').check();
			await press('Create');
			await event('Lunch').waitFor();
			await choose('Bob');
			await event('Lunch').click();
			await press('Remove from my calendar');
			await event('Lunch').waitFor({ state: 'detached' });
			expect(stateOf('Lunch 午饭')).toMatchObject({
				status: 'confirmed',
				hiddenFor: ['union-bob'],
			});
		});

		it('goes to other weeks and back', async () => {
			const title = page.locator('.week-title');
			await page.getByRole('button', { name: 'Today' }).click();
			const today = await title.innerText();
			await page.getByRole('button', { name: 'Week before' }).click();
			expect(await title.innerText()).not.toBe(today);
			await page.getByRole('button', { name: 'Week after' }).click();
			expect(await title.innerText()).toBe(today);
		});

		it('fits a narrow screen', async () => {
			await page.setViewportSize({ width: 420, height: 800 });
			const width = await page.evaluate('document.documentElement.scrollWidth');
			expect(width).toBe(420);
		});
	});
});
