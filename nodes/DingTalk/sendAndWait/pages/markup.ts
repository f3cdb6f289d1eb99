/** A piece of a page, safe to be written as it is. Only `markup` makes one of what others wrote. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Part = Markup | string | number | undefined | readonly Part[];

/** A template of a page: whatever is put in is escaped, unless it is a piece of a page itself. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
	new Markup(strings.reduce((before, after, index) => before + written(parts[index - 1]) + after));

function written(part: Part): string {
	if (part === undefined) return '';
	if (part instanceof Markup) return part.text;
	if (typeof part === 'object') return part.map(written).join('');
	return String(part).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
