import type { Markup } from './markup';
import { markup } from './markup';

/** The message, with the little of markdown that helps reading; everything else stays as written. */
export const messageOf = (markdown: string): Markup =>
	markup`<div class="message">${markdown.split('\n').map(lineOf)}</div>`;

function lineOf(line: string): Markup {
	const heading = /^\s*#{1,6}\s(.*)$/.exec(line);
	if (heading) return markup`<p><strong>${inline(heading[1].trimStart())}</strong></p>`;
	const quote = /^\s*>\s?(.*)$/.exec(line);
	if (quote) return markup`<p class="quote">${inline(quote[1])}</p>`;
	const item = /^(\s*)[-*+]\s(.*)$/.exec(line);
	return item
		? markup`<p>${item[1]}• ${inline(item[2].trimStart())}</p>`
		: markup`<p>${inline(line)}</p>`;
}

const BOLD_OR_LINK =
	/\*\*([^*\n]+)\*\*|(?<!!)\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)/g;

function inline(text: string): Markup[] {
	const parts: Markup[] = [];
	let end = 0;
	for (const { 0: whole, 1: bold, 2: words, 3: address, index } of text.matchAll(BOLD_OR_LINK)) {
		parts.push(
			markup`${text.slice(end, index)}`,
			bold === undefined
				? markup`<a href="${address}" rel="noreferrer noopener">${words}</a>`
				: markup`<strong>${bold}</strong>`,
		);
		end = index + whole.length;
	}
	return [...parts, markup`${text.slice(end)}`];
}
