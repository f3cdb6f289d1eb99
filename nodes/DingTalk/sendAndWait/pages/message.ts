import type { Markup } from './markup';
import { markup } from './markup';

/** The message, with the little of markdown that helps reading; everything else stays as written. */
export const messageOf = (markdown: string): Markup =>
	markup`<div class="message">${markdown.split('\n').map(lineOf)}</div>`;

function lineOf(line: string): Markup {
	const heading = /^\s*#{1,6}\s+(.*)$/.exec(line);
	if (heading) return markup`<p><strong>${inline(heading[1])}</strong></p>`;
	const quote = /^\s*>\s?(.*)$/.exec(line);
	if (quote) return markup`<p class="quote">${inline(quote[1])}</p>`;
	const item = /^(\s*)[-*+]\s+(.*)$/.exec(line);
	return item ? markup`<p>${item[1]}• ${inline(item[2])}</p>` : markup`<p>${inline(line)}</p>`;
}

const BOLD_OR_LINK = /\*\*([^*\n]+)\*\*|(?<!!)\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/;

function inline(text: string): Markup[] {
	const found = BOLD_OR_LINK.exec(text);
	if (!found) return [markup`${text}`];
	const [whole, bold, words, address] = found;
	const drawn =
		bold === undefined
			? markup`<a href="${address}" rel="noreferrer noopener">${words}</a>`
			: markup`<strong>${bold}</strong>`;
	return [
		markup`${text.slice(0, found.index)}`,
		drawn,
		...inline(text.slice(found.index + whole.length)),
	];
}
