import { adaptMarkdown } from '../../../../../nodes/shared/messages/markdown/adapt';

describe('line breaks', () => {
	it.each([
		['lines of a paragraph', 'a\nb\nc', 'a  \nb  \nc'],
		['paragraphs', 'a\n\nb', 'a\n\nb'],
		['lines that already break', 'a  \nb   \nc', 'a  \nb  \nc'],
		['a break written with a backslash', 'a\\\nb', 'a  \nb'],
		['a backslash that is one', 'C:\\\\\nb', 'C:\\\\  \nb'],
		['headings', '# A\n## B\ntext\n# C', '# A\n## B\ntext\n# C'],
		['list items', '- a\n- b\n  1. c\n  2. d', '- a\n- b\n  1. c\n  2. d'],
		['lines of one list item', '1. **A**\n   about a\n2. B', '1. **A**  \n   about a\n2. B'],
		['a line that leads over to a list', 'Two:\n- a\n- b', 'Two:  \n- a\n- b'],
		['rows of a table', '| a |\n|---|\n| 1 |\n| 2 |', '| a |\n|---|\n| 1 |\n| 2 |'],
		['lines of a quote', '> a\n> b\n>\n> c', '> a  \n> b\n>\n> c'],
		['a line right below a quote', '> a\nb', '> a  \nb'],
		['lines above a rule', 'a\nb\n---\nc', 'a  \nb\n\n---\nc'],
		['a table right below text', 'Sales\n| a |\n|---|', 'Sales\n\n| a |\n|---|'],
	])('are kept for %s', (_name, markdown, expected) => {
		expect(adaptMarkdown(markdown)).toBe(expected);
	});
});

describe('code stays as it is', () => {
	it.each([
		['in a fence', '```js\nif (a <b) {\n- [ ] x ~~y~~\n}\n```'],
		['in a fence of tildes that holds one of backticks', '~~~\n```\n<br>\n~~~'],
		['in a fence that nobody closes', '```\na\nb <br>'],
		['in a list', '- a\n\n  ```\n  x\n  <b>y</b>\n  ```\n- ```\n  z\n  <br>\n  ```'],
		['in a quote', '> ```\n> > a\n> <br>\n> ```'],
		['with indent', 'Run:\n\n    npm <b>i</b>\n    ~~x~~\n\n- a\n\n      deep <br>\n      y'],
		['within a line', 'Use `<b>`, ``a ` <br>`` and `~~x~~`'],
		['in a table', '| `a<br>b` |\n|---|\n| `<T>` |'],
	])('%s', (_name, markdown) => {
		expect(adaptMarkdown(markdown)).toBe(markdown);
	});
});

describe('what DingTalk does not draw', () => {
	it.each([
		['a line break of HTML', 'a<br>b<BR/>\nc', 'a  \nb  \nc'],
		['one in a list item', '- a<br>b\n- c', '- a  \n  b\n- c'],
		['one where no line can break', '# a<br>b\n\n| x<br>y |\n|---|', '# a b\n\n| x y |\n|---|'],
		['tasks', '- [ ] a\n- [x] b\n  1. [X] c', '- ☐ a\n- ☑ b\n  1. ☑ c'],
		['struck words', 'was ~~100 元~~ 80 元', 'was ~100 元~ 80 元'],
		['struck links', '~~[a](https://x.io) `b`~~', '~[a](https://x.io) `b`~'],
		['struck words of HTML', '<del>a</del> <s>b</s>', '~a~ ~b~'],
		[
			'footnotes',
			'a[^1] b[^note]\n\n[^1]: one\n[^note]: two',
			'a[1] b[note]\n\n[1] one  \n[note] two',
		],
		['headings with a line below', 'A\n===\nx\n\nB\n---\ny', '# A\nx\n\n## B\ny'],
		['quotes in quotes', '> a\n> > b\n>>> c\n> d', '> a\n>\n> b\n>\n> c\n>\n> d'],
		[
			'addresses in brackets',
			'<https://x.io/a?b=c> <lina@x.io>',
			'[https://x.io/a?b=c](https://x.io/a?b=c) lina@x.io',
		],
		[
			'addresses with what ends a link',
			'<https://x.io/(a)>',
			'[https://x.io/%28a%29](https://x.io/%28a%29)',
		],
	])('%s becomes what it does', (_name, markdown, expected) => {
		expect(adaptMarkdown(markdown)).toBe(expected);
	});

	it.each([
		['tildes that strike nothing', 'a ~~ b, ~x~ and ~~~~'],
		['a table', '| a | b |\n|---|:-:|\n| 1 | 2 |'],
		['a footnote mark that would tick a box', '- [^x] a'],
		['a sign that is no tag', 'a < b, 1 <2, <3, a<=b and x << 2'],
		['colored words', '<font color="#FF0000">failed</font>'],
	])('%s stays as it is', (_name, markdown) => {
		expect(adaptMarkdown(markdown)).toBe(markdown);
	});
});

describe('HTML', () => {
	it.each([
		['bold and italic', '<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>', '**a** **b** *c* *d*'],
		['one in the other', '<b><i>a</i></b> <i><b>b</b></i>', '***a*** ***b***'],
		['blanks at their ends', 'a<b> b </b>c', 'a **b** c'],
		['bold around bold', '<b>**a**</b>', '**a**'],
		['bold over several lines', '<b>a\nb</b>', 'a  \nb'],
		['pairs that overlap', '<b>a<i>b</b>c</i>', '**ab**c'],
		[
			'links',
			'<a href="https://x.io?a=1&amp;b=(2)" target="_blank">a <b>b</b></a>',
			'[a **b**](https://x.io?a=1&b=%282%29)',
		],
		['links that lead nowhere', '<a href="javascript:x()">a</a> <a name="b">b</a>', 'a b'],
		['links in links', '[a <a href="https://x.io">b</a>](https://y.io)', '[a b](https://y.io)'],
		[
			'a link behind an exclamation mark',
			'Look!<a href="https://x.io">a</a>',
			'Look! [a](https://x.io)',
		],
		[
			'pictures',
			'<img alt="a" width=9 src="https://x.io/a.png"> <img src="@lADPabc">',
			'![a](https://x.io/a.png) ![](@lADPabc)',
		],
		['pictures that cannot be shown', '<img src="cid:1" alt="the chart">', 'the chart'],
		['code', '<code>a < b</code> <kbd>Ctrl</kbd>', '`a < b` `Ctrl`'],
		['code beside backticks', '`a` <code>b</code>', '`a` b'],
		['powers and indices', '10<sup>3</sup> H<sub>2</sub>O', '10^3 H2O'],
		['headings', '<h1>A</h1>\n<h3 class="x">B</h3>text', '# A\n### B\ntext'],
		['paragraphs', '<p>a</p><p>b</p>\n<div>c</div>', 'a\n\nb\n\nc'],
		['lists', '<ul>\n    <li>a</li>\n    <li><b>b</b></li>\n</ul>', '\n- a\n- **b**\n'],
		[
			'numbered lists in one line',
			'x<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>y',
			'x\n\n1. a\n2. b\n   - c\n\ny',
		],
		[
			'tables',
			'<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>',
			'a | b  \n1 | 2\n',
		],
		['rules', 'a<hr>b', 'a\n\n---\n\nb'],
		['comments', 'a<!-- b -->c', 'ac'],
		['blocks that fold', '<details>\n<summary>a</summary>\n\nb\n</details>', '\na\n\nb\n'],
		['tags over several lines', '<span style="x">a\nb</span>', 'a  \nb'],
	])('%s become markdown', (_name, html, expected) => {
		expect(adaptMarkdown(html)).toBe(expected);
	});

	it.each([
		['types of code', 'List<String>, Map<K, V>', 'List&lt;String>, Map&lt;K, V>'],
		['words in brackets', 'Hi <your name> and <title>', 'Hi &lt;your name> and &lt;title>'],
		['a tag without its other half', 'use <b> for bold', 'use &lt;b> for bold'],
		['what begins like a tag', '</nothing <!-- no end', '&lt;/nothing &lt;!-- no end'],
	])('%s stay readable', (_name, html, expected) => {
		expect(adaptMarkdown(html)).toBe(expected);
	});

	it('in brackets of a quote or list keeps its place', () => {
		expect(adaptMarkdown('> <b>a</b><br>b\n- <i>c</i><br/>d')).toBe('> **a**  \n> b\n- *c*  \n  d');
	});

	it('shows blocks that begin with a tag', () => {
		expect(adaptMarkdown('<div># A</div>\n<p>- [ ] b</p>\n<div>> > c</div>')).toBe(
			'# A\n- ☐ b\n\n> c',
		);
	});
});
