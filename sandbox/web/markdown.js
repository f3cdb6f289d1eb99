/**
 * Draws the part of Markdown that DingTalk shows, and the rest as the text that it is: a single
 * newline is a space, two spaces before it make a line break, and there are no task lists, quotes
 * in quotes, headings with a line below, footnotes, HTML or strikethrough. Code and tables are
 * drawn as clients on computers do. It builds nodes and never HTML source, so markup inside a
 * message stays text whatever it says.
 */
import { h } from './dom.js';
import { inline } from './inline.js';

const MAX_DEPTH = 6;
const FENCE = /^\s{0,3}(```+|~~~+)\s*([\w+-]*)\s*$/;
const HEADING = /^\s{0,3}(#{1,6})(?:\s+(.*))?$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s{0,3}>\s?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

/** Nodes for `source`. `decorate` turns plain text into nodes (mentions). */
export function renderMarkdown(source, decorate = (text) => [text]) {
	const lines = String(source ?? '')
		.replace(/\r\n?/g, '\n')
		.split('\n');
	return blocks(lines, { decorate, depth: 0 });
}

function blocks(lines, context) {
	if (context.depth > MAX_DEPTH) return [h('p', {}, lines.join('\n'))];
	const nodes = [];
	let at = 0;
	while (at < lines.length) {
		if (lines[at].trim() === '') {
			at += 1;
			continue;
		}
		const block = oneBlock(lines, at, context);
		nodes.push(block.node);
		at = block.next;
	}
	return nodes;
}

function oneBlock(lines, at, context) {
	const line = lines[at];
	const heading = HEADING.exec(line);
	if (heading) {
		const words = (heading[2] ?? '').trim().replace(/(?:^|\s)#+$/, '');
		return { node: h(`h${heading[1].length}`, {}, inline(words, context)), next: at + 1 };
	}
	if (FENCE.test(line)) return fence(lines, at);
	if (RULE.test(line)) return { node: h('hr'), next: at + 1 };
	if (isQuote(line, context)) return quote(lines, at, context);
	if (ITEM.test(line)) return list(lines, at, context);
	if (startsTable(lines, at)) return table(lines, at, context);
	return paragraph(lines, at, context);
}

function fence(lines, at) {
	const [, mark, language] = FENCE.exec(lines[at]);
	let end = at + 1;
	while (end < lines.length && !lines[end].trim().startsWith(mark)) end += 1;
	const code = h(
		'code',
		{ 'data-language': language || null },
		lines.slice(at + 1, end).join('\n'),
	);
	return { node: h('pre', { tabindex: '0' }, code), next: end + 1 };
}

/** DingTalk draws one level of quotes; the marks of others are text. */
const isQuote = (line, { inQuote }) => !inQuote && QUOTE.test(line);

function quote(lines, at, context) {
	let end = at + 1;
	while (end < lines.length && (QUOTE.test(lines[end]) || goesOn(lines, end, context))) end += 1;
	const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
	const node = h('blockquote', {}, blocks(inner, { ...deeper(context), inQuote: true }));
	return { node, next: end };
}

const deeper = (context) => ({ ...context, depth: context.depth + 1 });

/** Whether a line goes on with the text of the line above, whatever that is in. */
function goesOn(lines, at, context) {
	const above = lines[at - 1].replace(QUOTE, '');
	const isText = above.trim() !== '' && ![HEADING, FENCE, RULE].some((start) => start.test(above));
	return isText && lines[at].trim() !== '' && !opensBlock(lines, at, context);
}

/** A list holds what is indented deeper than its marker; a blank line before other text ends it. */
function list(lines, at, context) {
	const [, indent, marker] = ITEM.exec(lines[at]);
	const ordered = /\d/.test(marker);
	const items = [];
	let next = at;
	while (next < lines.length) {
		const found = ITEM.exec(lines[next]);
		const isDeeper = /^\s*/.exec(lines[next])[0].length > indent.length;
		if (found && !isDeeper && /\d/.test(found[2]) === ordered) items.push([found[3]]);
		else if (lines[next].trim() === '') {
			if (!ITEM.test(lines[next + 1] ?? '')) break;
		} else if (isDeeper && items.length > 0)
			items.at(-1).push(lines[next].slice(indent.length + 2));
		else if (next > at && !found && goesOn(lines, next, context)) items.at(-1).push(lines[next]);
		else break;
		next += 1;
	}
	const start = ordered && parseInt(marker, 10) !== 1 ? parseInt(marker, 10) : null;
	const node = h(
		ordered ? 'ol' : 'ul',
		{ start },
		items.map((item) => listItem(item, context)),
	);
	return { node, next };
}

function listItem([first, ...rest], context) {
	const nested = rest.findIndex((line) => ITEM.test(line));
	const own = nested < 0 ? rest : rest.slice(0, nested);
	const text = [first, ...own.map((line) => line.trimStart())].join('\n');
	const below = nested < 0 ? [] : blocks(rest.slice(nested), deeper(context));
	return h('li', {}, inline(text, context), below);
}

const startsTable = (lines, at) => lines[at].includes('|') && isTableLine(lines[at + 1] ?? '');

const isTableLine = (line) =>
	line.includes('|') && line.includes('-') && cells(line).every((cell) => /^:?-+:?$/.test(cell));

const cells = (line) =>
	line
		.trim()
		.replace(/^\||\|$/g, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim().replace(/\\\|/g, '|'));

function table(lines, at, context) {
	const align = cells(lines[at + 1]).map((mark) => {
		if (/^:-+:$/.test(mark)) return 'center';
		return /-:$/.test(mark) ? 'right' : 'left';
	});
	let end = at + 2;
	while (end < lines.length && lines[end].includes('|')) end += 1;
	const row = (line, tag) =>
		h(
			'tr',
			{},
			cells(line)
				.slice(0, align.length)
				.map((cell, column) =>
					h(tag, { style: { textAlign: align[column] } }, inline(cell, context)),
				),
		);
	const body = lines.slice(at + 2, end).map((line) => row(line, 'td'));
	const node = h('table', {}, h('thead', {}, row(lines[at], 'th')), h('tbody', {}, body));
	return { node: h('div', { class: 'table-scroll', tabindex: '0' }, node), next: end };
}

function paragraph(lines, at, context) {
	let end = at + 1;
	while (end < lines.length && lines[end].trim() !== '' && !opensBlock(lines, end, context))
		end += 1;
	return { node: h('p', {}, inline(lines.slice(at, end).join('\n'), context)), next: end };
}

const opensBlock = (lines, at, context) =>
	[HEADING, FENCE, RULE, ITEM].some((start) => start.test(lines[at])) ||
	isQuote(lines[at], context) ||
	startsTable(lines, at);
