import type { TagRule } from './tags';
import { attributeOf, linkAddress } from './tags';

type InlineMark = Extract<TagRule, { kind: 'inline' }>['mark'];

/** Where words are that get a mark. */
interface Surroundings {
	/** The character before them. */
	before: string;
	/** Inside a link, which holds no other. */
	isLabel?: boolean;
	/** Whether the line has backticks, with which new ones would pair. */
	hasBackticks: boolean;
}

/** The words between two tags as markdown; white space at their ends stays outside of the marks. */
export function marked(
	inner: string,
	mark: InlineMark,
	attributes: string,
	{ before, isLabel, hasBackticks }: Surroundings,
): string {
	const words = inner.trim();
	if (mark === '' || words === '' || words.includes('\n')) return inner;
	const outer = (text: string) =>
		inner.slice(0, inner.length - inner.trimStart().length) +
		text +
		inner.slice(inner.trimEnd().length);
	switch (mark) {
		case 'link':
			return isLabel ? inner : outer(linkTo(words, attributes, before));
		case 'code':
			if (hasBackticks || words.includes('`')) return inner;
			return outer(
				`${before === '`' ? ' ' : ''}\`${words.replace(/&lt;/g, '<').replace(/&gt;/g, '>')}\``,
			);
		case '^':
			return outer(`^${words}`);
		default:
			return canMark(words, mark, before) ? outer(mark + words + mark) : inner;
	}
}

function linkTo(words: string, attributes: string, before: string): string {
	const address = linkAddress(attributeOf(attributes, 'href'));
	if (!address || address === words) return words;
	// Brackets in the words would end the link early.
	if (/[[\]\\`]/.test(words)) return `${words} (${address})`;
	return `${before === '!' ? ' ' : ''}[${words}](${address})`;
}

/** Not where the same marks touch, which would make something else of both. */
function canMark(words: string, mark: '**' | '*' | '~~', before: string): boolean {
	if (before === mark[0]) return false;
	if (mark === '~~') return !words.includes('~');
	const stars = /^\*{0,3}/.exec(words)?.[0].length ?? 0;
	return stars === 0 || (stars < 3 && stars !== mark.length && words.endsWith('*'.repeat(stars)));
}
