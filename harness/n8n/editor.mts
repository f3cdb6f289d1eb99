import { join } from 'node:path';
// n8n brings a playwright-core of its own, which would be found from here.
import {
	launchChromium,
	selectors,
	type Browser,
	type Locator,
	type Page,
} from '../browser/browser.mts';
import { OWNER } from './client.mts';

const LOAD_LIMIT_MS = 60_000;

// n8n's own spelling of the attribute.
selectors.setTestIdAttribute('data-test-id');

/** n8n's editor in Chromium, as a user works with it. */
export class Editor {
	/** What went wrong inside the page, e.g. an exception of a form. */
	readonly faults: string[] = [];
	private readonly browser: Browser;
	private readonly page: Page;
	private readonly url: string;
	private readonly shotsDir: string;

	private constructor(browser: Browser, page: Page, url: string, shotsDir: string) {
		this.browser = browser;
		this.page = page;
		this.url = url;
		this.shotsDir = shotsDir;
		page.on('pageerror', (error) => this.faults.push(error.message));
	}

	/** Starts Chromium and logs the owner in. Screenshots go to `shotsDir`. */
	static async open(url: string, shotsDir: string): Promise<Editor> {
		const browser = await launchChromium();
		const page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
		page.setDefaultTimeout(15_000);
		try {
			await page.goto(`${url}/signin`, { timeout: LOAD_LIMIT_MS });
			await page
				.locator('input[name="emailOrLdapLoginId"]')
				.fill(OWNER.email, { timeout: LOAD_LIMIT_MS });
			await page.locator('input[name="password"]').fill(OWNER.password);
			await page.getByTestId('form-submit-button').click();
			await page.waitForURL((address) => !address.pathname.includes('signin'));
		} catch (error) {
			await browser.close();
			throw error;
		}
		return new Editor(browser, page, url, shotsDir);
	}

	/** Opens a workflow with one of its nodes on top, as a link to the node does. */
	async openNode(workflowId: string, nodeId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}/${nodeId}`);
		await this.page.getByTestId('ndv').waitFor({ timeout: LOAD_LIMIT_MS });
		await this.form.getByTestId('input-label').first().waitFor();
	}

	/** The labels of the fields that the form shows, from top to bottom. */
	async labels(): Promise<string[]> {
		const texts = await this.form.getByTestId('input-label').evaluateAll((labels) =>
			labels
				// A label of a field that is hidden takes no room.
				.filter((label) => label.getClientRects().length > 0)
				.map((label) => label.querySelector('[class*="_title_"]')?.textContent ?? '')
				.map((text) => text.trim()),
		);
		return texts.filter((text) => text !== '');
	}

	/** Waits for the fields inside collections, which n8n draws later than the rest. */
	async drawn(): Promise<void> {
		await this.form.getByText('Loading fields').first().waitFor({ state: 'hidden' });
	}

	/** The labels of a form that builds itself, once there is one with that text. */
	async mapped(expected: string): Promise<string[]> {
		const fields = this.form.getByTestId('mapping-fields-container');
		const labels = fields.getByTestId('input-label').locator('[class*="_title_"]');
		await labels.filter({ hasText: expected }).first().waitFor();
		// The first is the heading of them all.
		return (await labels.allTextContents()).slice(1).map((text) => text.trim());
	}

	/** Has a form that builds itself ask for its fields again. */
	async refreshMapped(): Promise<void> {
		const container = this.form.getByTestId('resource-mapper-container');
		await container.getByTestId('action-toggle').first().click();
		await this.page.getByText('Refresh field list').filter({ visible: true }).first().click();
	}

	/** Chooses how a form that builds itself is filled in. */
	async mapBy(mode: string): Promise<void> {
		await this.form.getByTestId('mapping-mode-select').first().click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.filter({ hasText: mode }).click();
		await options.first().waitFor({ state: 'hidden' });
	}

	/**
	 * Runs the node, with what leads to it.
	 *
	 * @param shows what the output shows where all went well
	 * @returns the sentence that says what went wrong, '' where all went well
	 */
	async executeStep(shows: string): Promise<string> {
		await this.page.getByTestId('ndv').getByTestId('node-execute-button').first().click();
		const output = this.page.getByTestId('output-panel');
		const error = output.getByTestId('node-error-message');
		const data = output.getByTestId('ndv-data-container').getByText(shows);
		await error.or(data).first().waitFor({ timeout: LOAD_LIMIT_MS });
		return (await error.isVisible()) ? await error.innerText() : '';
	}

	/** Waits until the form says something. */
	async says(text: string): Promise<void> {
		await this.form.getByText(text).first().waitFor();
	}

	/** The yellow boxes of the form. */
	async notices(): Promise<string[]> {
		return await this.form
			.locator('.n8n-notice, [class*="notice"][role="alert"]')
			.allTextContents();
	}

	/** Opens a dropdown, reads its entries and closes it. */
	async optionsOf(parameter: string): Promise<string[]> {
		const options = await this.openDropdown(parameter);
		const names = await options.locator('.option-headline').allTextContents();
		await this.page.keyboard.press('Escape');
		return names.map((name) => name.trim());
	}

	/** Picks an entry of a dropdown. */
	async choose(parameter: string, option: string): Promise<void> {
		const options = await this.openDropdown(parameter);
		await options.filter({ has: this.page.getByText(option, { exact: true }) }).click();
		await options.first().waitFor({ state: 'hidden' });
	}

	/** Presses entries of a dropdown that takes several: each is taken, or taken out. */
	async tick(parameter: string, names: string[]): Promise<void> {
		if (names.length === 0) return;
		const options = await this.openDropdown(parameter);
		for (const name of names) {
			await options.filter({ has: this.page.getByText(name, { exact: true }) }).click();
		}
		await this.closeList(options);
	}

	/** The explanations in a dropdown that n8n does not show to their end. */
	async cutOff(parameter: string): Promise<string[]> {
		const options = await this.openDropdown(parameter);
		const texts = await options
			.locator('.option-description')
			.evaluateAll((lines) =>
				lines
					.filter((line) => line.scrollHeight > line.clientHeight + 1)
					.map((line) => line.textContent ?? ''),
			);
		await this.closeList(options);
		return texts;
	}

	/** Turns a switch. */
	async flip(parameter: string): Promise<void> {
		await this.form.getByTestId(`parameter-input-${parameter}`).first().click();
	}

	/** What a button such as "Add Filter" offers. */
	async addable(button: string): Promise<string[]> {
		await this.form
			.getByTestId('collection-parameter-add')
			.filter({ has: this.page.getByPlaceholder(button) })
			.click();
		const options = this.page.getByTestId('collection-parameter-option').filter({ visible: true });
		await options.first().waitFor();
		const names = await options.allTextContents();
		await this.closeList(options);
		return names.map((name) => name.trim());
	}

	/** What a button of a field with several kinds of rows offers, such as "Add People". */
	async rowsOf(button: string): Promise<string[]> {
		const add = this.form.getByTestId('fixed-collection-add').filter({ hasText: button });
		await add.or(this.form.getByPlaceholder(button)).first().click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		const names = await options.allTextContents();
		await this.closeList(options);
		return names.map((name) => name.trim());
	}

	/** The labels of the credentials that the node takes. */
	async credentialLabels(): Promise<string[]> {
		const texts = await this.form.getByTestId('credentials-label').allTextContents();
		return texts.map((text) => text.trim());
	}

	/** Opens the first credential, reads the labels of its form and closes it. */
	async credentialFields(): Promise<string[]> {
		await this.form.getByTestId('credential-edit-button').first().click();
		const dialog = this.page.getByTestId('credential-edit-dialog');
		const labels = dialog.getByTestId('credential-connection-parameter').locator('label');
		await labels.first().waitFor();
		const texts = await labels.locator('[class*="_title_"]').allTextContents();
		await this.page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		return texts.map((text) => text.trim());
	}

	/** Unfolds the URLs of a webhook; returns what stands there. */
	async webhookUrl(): Promise<string> {
		await this.page.getByTestId('ndv').getByText('Webhook URLs').click();
		const text = await this.page.locator('.node-webhooks .webhook-wrapper').first().innerText();
		return text.replaceAll(/\s+/g, ' ').trim();
	}

	/** Saves a picture of the form and returns its path. */
	async shot(name: string): Promise<string> {
		const path = join(this.shotsDir, `${name}.png`);
		await this.page.screenshot({ path });
		return path;
	}

	/** The picker of a parameter. */
	picker(parameter: string): Picker {
		return new Picker(this.page, this.form.getByTestId(`resource-locator-${parameter}`).first());
	}

	/** Presses a button of the form, such as "Add Person". */
	async press(text: string): Promise<void> {
		await this.form.getByRole('button', { name: text }).first().click();
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private get form(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	/** Closes a list that stays open when an entry is pressed. */
	private async closeList(options: Locator): Promise<void> {
		await this.page.keyboard.press('Escape');
		await options.first().waitFor({ state: 'hidden' });
	}

	private async openDropdown(parameter: string): Promise<Locator> {
		const field = this.form.getByTestId(`parameter-input-${parameter}`).first();
		const options = this.page.getByRole('option').filter({ visible: true });
		for (let tries = 1; ; tries++) {
			await field.click();
			try {
				// A click that comes while the form is still moving is lost.
				await options.first().waitFor({ timeout: 2_000 });
				return options;
			} catch (error) {
				if (tries === 3) throw error;
			}
		}
	}
}

/** A searchable list of people, departments or groups. */
export class Picker {
	private readonly page: Page;
	private readonly root: Locator;

	constructor(page: Page, root: Locator) {
		this.page = page;
		this.root = root;
	}

	/** Opens the list. */
	async open(): Promise<void> {
		await this.root.getByTestId('rlc-input').click();
	}

	/** Fills in what is no list, such as an address. */
	async paste(text: string): Promise<void> {
		const box = this.root.getByTestId('rlc-input');
		const input = box.locator('input');
		await ((await input.count()) > 0 ? input : box).fill(text);
		await this.page.keyboard.press('Tab');
	}

	/** The entries, once there is one with that text. */
	async items(expected: string): Promise<string[]> {
		await this.list.filter({ hasText: expected }).first().waitFor();
		return (await this.list.allTextContents()).map((text) => text.trim());
	}

	/**
	 * Types into the search field and waits until the list has nothing but what it was asked for; n8n
	 * keeps the chosen entry on top of it.
	 */
	async search(text: string, expected: string): Promise<string[]> {
		const chosen = await this.chosen();
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(text);
		const found = async () => (await this.items(expected)).filter((name) => name !== chosen);
		for (let tries = 0; tries < 50; tries++) {
			if ((await found()).every((name) => name.includes(text))) break;
			await this.page.waitForTimeout(100);
		}
		return await found();
	}

	/** Scrolls down until there are more entries than now, or an entry with that text. */
	async scrollTo(text: string): Promise<string[]> {
		const wanted = this.list.filter({ hasText: text }).first();
		for (let tries = 0; tries < 60 && !(await wanted.isVisible()); tries++) {
			await this.list.last().scrollIntoViewIfNeeded();
			await this.page.mouse.wheel(0, 2_000);
			await this.page.waitForTimeout(150);
		}
		return await this.items(text);
	}

	/** What an empty picker shows. */
	async placeholder(): Promise<string> {
		return await this.root.getByTestId('rlc-input').evaluate((box) => {
			const field = box instanceof HTMLInputElement ? box : box.querySelector('input');
			return field?.placeholder ?? '';
		});
	}

	/** Picks an entry; returns what the closed picker then shows. */
	async pick(text: string): Promise<string> {
		await this.list.filter({ hasText: text }).first().click();
		await this.list.first().waitFor({ state: 'hidden' });
		return await this.chosen();
	}

	/** What the picker says instead of a list. */
	async error(): Promise<string> {
		const box = this.page.getByTestId('rlc-error-container').filter({ visible: true });
		await box.waitFor();
		return await box.innerText();
	}

	/** The ways to name the thing: from the list, by ID… */
	async modes(): Promise<string[]> {
		await this.root.getByTestId('rlc-mode-selector').click();
		const entries = this.page.getByRole('option').filter({ visible: true });
		await entries.first().waitFor();
		const names = (await entries.allTextContents()).map((name) => name.trim());
		await this.page.keyboard.press('Escape');
		return names;
	}

	private async chosen(): Promise<string> {
		const input = this.root.getByTestId('rlc-input');
		return await input.evaluate((box) => {
			const field = box instanceof HTMLInputElement ? box : box.querySelector('input');
			return field?.value ?? '';
		});
	}

	private get list(): Locator {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}
}
