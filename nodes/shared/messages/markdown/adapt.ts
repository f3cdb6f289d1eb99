import { DrawnBlocks } from './drawnBlocks';
import type { Line } from './drawnBlocks';
import { HtmlLines } from './html';
import { fenceMark, isBlank, isHeading, isRule, itemStart, underlineLevel } from './lines';
import { refine } from './refine';

const HARD_BREAK = '  ';

/**
 * Markdown as DingTalk draws it: lines stay lines, and what DingTalk does not draw becomes what it does, or
 * readable text. Code stays as it is. Doing it twice changes nothing more; the time is in proportion to the
 * length.
 *
 * DingTalk draws headings, quotes, bold, italic, links, pictures and lists (docs "自定义机器人发送群消息"), and a
 * single newline as a space unless two spaces come before it (blinkbean/dingtalk#2, CatchZeng/dingtalk#17).
 * Code and tables are drawn by clients on computers; phones show them as text [unverified in which versions].
 */
export function adaptMarkdown(markdown: string): string {
	let lines = markdown.split('\n');
	if (markdown.includes('<')) {
		const html = new HtmlLines(markdown);
		// Without tags a line may turn out to begin a block, so blocks are looked for once more below.
		const blocks = new DrawnBlocks(lines, (text, isOneLine) => html.convert(text, isOneLine), 0);
		lines = blocks.run().map(written);
	}
	return withBreaks(new DrawnBlocks(lines, (text) => [refine(text)], 0).run()).join('\n');
}

const written = ({ lead = '', text }: Line): string => (text === '' ? lead.trimEnd() : lead + text);

/** Two spaces at the end of each line that goes on in the next. */
const withBreaks = (lines: readonly Line[]): string[] =>
	lines.map((line, index) =>
		written(goesOn(line, lines[index + 1]) ? { ...line, text: hardBreak(line.text) } : line),
	);

function goesOn(line: Line, next: Line | undefined): boolean {
	if (!next || (line.kind !== 'text' && line.kind !== 'item')) return false;
	const isQuoteNext = next.lead !== undefined && line.lead === undefined;
	if (next.kind === 'text' && !isQuoteNext) return true;
	// Some readers want an empty line before these; without one they would run on.
	const isItemNext = next.kind === 'item' && next.lead === line.lead;
	return line.kind === 'text' && !line.isInList && (isItemNext || isQuoteNext);
}

function hardBreak(text: string): string {
	// Another way to write a line break, which DingTalk shows.
	const withoutSlash = /[^\\](?:\\\\)*\\$/.test(text)
		? text.slice(0, -1).trimEnd()
		: text.trimEnd();
	return `${isPlainText(withoutSlash) ? withoutSlash : text.trimEnd()}${HARD_BREAK}`;
}

const isPlainText = (line: string): boolean =>
	!isBlank(line) &&
	!isHeading(line) &&
	!isRule(line) &&
	!fenceMark(line) &&
	!itemStart(line) &&
	!underlineLevel(line);
