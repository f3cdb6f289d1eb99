import { HEADERS } from '../../../../nodes/DingTalk/sendAndWait/pages/page';
import { markup } from '../../../../nodes/DingTalk/sendAndWait/pages/markup';
import { messageOf } from '../../../../nodes/DingTalk/sendAndWait/pages/message';
import { questionPage } from '../../../../nodes/DingTalk/sendAndWait/pages/question';
import { textsFor, timeIn } from '../../../../nodes/DingTalk/sendAndWait/pages/texts';
import type { Wait } from '../../../../nodes/DingTalk/sendAndWait/waiting/wait';

const EVIL = `"><script>alert('1')</script>&amp;\`{{ 1 }}`;

const wait: Wait = {
	id: '1',
	message: `# ${EVIL}\n- **bold ${EVIL}**\n> ${EVIL}\n[${EVIL}](https://example.com/?a="onclick=x) [no](javascript:alert(1))`,
	question: {
		kind: 'form',
		title: EVIL,
		buttonLabel: EVIL,
		fields: (['text', 'textarea', 'dropdown', 'radio', 'checkbox', 'number'] as const).map(
			(type) => ({
				name: EVIL,
				label: EVIL,
				type,
				isRequired: true,
				placeholder: EVIL,
				preset: EVIL,
				choices: [EVIL, 'x'],
			}),
		),
	},
	timeZone: 'Asia/Shanghai',
	people: [],
	missed: [],
};

test('whatever a workflow puts into a page stays text', () => {
	const pages = [
		questionPage(textsFor('en'), wait, { wait: '1' }),
		questionPage(
			textsFor('zh'),
			{ ...wait, question: { kind: 'approval', approveLabel: EVIL, declineLabel: EVIL } },
			{ wait: '1', approved: false },
		),
	];
	for (const page of pages) {
		expect(page).not.toContain(EVIL);
		expect(page).not.toMatch(/<script|onclick="|href="javascript|<b>/);
		expect(page).toContain('&#60;script&#62;');
	}
	expect(pages[0]).toContain('<a href="https://example.com/?a=&#34;onclick=x"');
});

test.each([
	['#  Title', '<p><strong>Title</strong></p>'],
	['  *  one', '<p>  • one</p>'],
	['a **b** c', '<p>a <strong>b</strong> c</p>'],
	[
		'[a [b](https://x.cn/c_(d)?e)',
		'<p>[a <a href="https://x.cn/c_(d)?e" rel="noreferrer noopener">b</a></p>',
	],
	['[b](https://x.cn', '<p>[b](https://x.cn</p>'],
	// Whatever an agent repeats.
	['**b**'.repeat(20_000), `<p>${'<strong>b</strong>'.repeat(20_000)}</p>`],
])('a line of a message is drawn: %#', (line, html) => {
	expect(messageOf(line).text).toBe(`<div class="message">${html}</div>`);
});

test('a page loads nothing, and its policy lets nothing else in', () => {
	const page = questionPage(textsFor('en'), wait, { wait: '1' });
	expect(page).not.toMatch(/<(script|link|img|iframe|object)\b|\bsrc=|@import|url\(/);
	const policy = HEADERS['Content-Security-Policy'];
	expect(policy).toMatch(
		/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'/,
	);
	expect(policy).toContain('sandbox allow-forms');
	expect(policy).not.toMatch(/unsafe|allow-scripts|allow-same-origin/);
	expect(HEADERS).toMatchObject({
		'Referrer-Policy': 'no-referrer',
		'Cache-Control': 'no-store',
		'X-Content-Type-Options': 'nosniff',
		'X-Robots-Tag': expect.stringContaining('noindex'),
	});
});

test('link previews learn nothing of the question from the title', () => {
	expect(questionPage(textsFor('en'), wait, { wait: '1' })).toContain(
		'<title>Your answer is needed</title>',
	);
});

test.each([
	[undefined, 'en'],
	['', 'en'],
	['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
	['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
	['de, zh-TW;q=0.3', 'zh-CN'],
	['fr, de;q=0.5', 'en'],
	['en;q=0, zh;q=0.1', 'zh-CN'],
	['EN;q=0.2,ZH-hant;q=0.9', 'zh-CN'],
	['zh;q=x', 'zh-CN'],
	['*', 'en'],
])('speaks to a reader of %j: %s', (header, locale) => {
	expect(textsFor(header).locale).toBe(locale);
});

test('both languages say everything', () => {
	const wordsOf = (language: string) => JSON.stringify(Object.keys(textsFor(language)).sort());
	expect(wordsOf('zh')).toBe(wordsOf('en'));
	expect(Object.keys(textsFor('zh').faults)).toEqual(Object.keys(textsFor('en').faults));
});

test('tells times in the zone of the workflow', () => {
	const at = Date.UTC(2026, 4, 1, 1, 2);
	expect(timeIn(textsFor('en'), at, 'Asia/Shanghai')).toBe('May 1, 2026, 9:02 AM (Asia/Shanghai)');
	expect(timeIn(textsFor('zh'), at, 'UTC')).toBe('2026年5月1日 01:02 (UTC)');
});

test('markup of markup is markup, everything else is text', () => {
	expect(markup`<p>${'<'}${markup`<b>${1}</b>`}${[markup`<i>`, '&']}${undefined}</p>`.text).toBe(
		'<p>&#60;<b>1</b><i>&#38;</p>',
	);
});
