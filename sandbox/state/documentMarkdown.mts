import type { Element } from './documents.mts';

const LIST = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

/**
 * Markdown as `overwriteContent` takes it. What DingTalk makes of each of its forms is [unverified] but for headings,
 * paragraphs, lists and tables; code becomes a block that calls do not show, as those that they do not know.
 */
export function fromMarkdown(markdown: string): Element[] {
	const elements: Element[] = [];
	const lines = markdown.split('\n');
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at];
		if (line.trim() === '') continue;
		const end = (isIn: (one: string) => boolean): string[] => {
			const first = at;
			while (at + 1 < lines.length && isIn(lines[at + 1])) at++;
			return lines.slice(first, at + 1);
		};
		const heading = /^(#{1,6})\s+(.*)$/.exec(line);
		const list = LIST.exec(line);
		if (heading) {
			elements.push(textBlock('heading', heading[2], { level: heading[1].length }));
		} else if (list) {
			const type = /\d/.test(list[2]) ? 'orderedList' : 'unorderedList';
			const level = Math.floor(list[1].length / 2);
			elements.push(textBlock(type, list[3], { list: { level } }));
		} else if (line.startsWith('>')) {
			const quoted = end((one) => one.startsWith('>'));
			elements.push(
				textBlock('blockquote', quoted.map((one) => one.replace(/^>\s?/, '')).join('\n')),
			);
		} else if (line.startsWith('```')) {
			end((one) => !one.startsWith('```'));
			at++;
			elements.push({ blockType: 'unknown', unknown: {} });
		} else if (line.startsWith('|')) {
			const rows = end((one) => one.startsWith('|')).filter((one) => !/^\|[\s:|-]+\|?$/.test(one));
			const cells = rows.map((row) =>
				row
					.replace(/^\||\|\s*$/g, '')
					.split('|')
					.map((cell) => plain(cell.trim())),
			);
			elements.push({
				blockType: 'table',
				table: { rolSize: cells.length, colSize: cells[0].length, cells },
			});
		} else {
			const isText = (one: string) =>
				one.trim() !== '' && !/^(#|>|\||```)/.test(one) && !LIST.test(one);
			elements.push(textBlock('paragraph', end(isText).join('\n')));
		}
	}
	return elements;
}

const textBlock = (blockType: string, text: string, properties: object = {}): Element => ({
	blockType,
	[blockType]: properties,
	children: [{ text: plain(text) }],
});

/** Without the marks of bold, italic and code; of a link its text. */
const plain = (text: string): string =>
	text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*{1,2}|`/g, '');
