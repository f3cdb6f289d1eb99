import { safeAddress } from './address';

/** What an HTML tag becomes in markdown that DingTalk draws. */
export type TagRule =
	/** A new line: `<br>`. */
	| { kind: 'break' }
	/** Begins a line; a paragraph has an empty one around it. */
	| { kind: 'block'; isParagraph: boolean }
	| { kind: 'heading'; level: number }
	| { kind: 'list'; isNumbered: boolean }
	| { kind: 'item' | 'cell' | 'rule' | 'picture' | 'font' }
	/** Around words; `mark` goes before and, if it is a pair, behind them. */
	| { kind: 'inline'; mark: '' | '**' | '*' | '~~' | '^' | 'code' | 'link' };

const names = (list: string, rule: TagRule): Array<[string, TagRule]> =>
	list.split(' ').map((name) => [name, rule]);

/**
 * The tags that texts are formatted with. Any other, such as `<title>` or `<your name>`, is more likely meant to
 * be read. DingTalk documents none of them; `<font color>` is drawn by many clients [unverified which], and
 * where it is not its words stay, so it is left.
 */
export const TAG_RULES: ReadonlyMap<string, TagRule> = new Map<string, TagRule>([
	...names('br', { kind: 'break' }),
	...names('p blockquote table pre dl center', { kind: 'block', isParagraph: true }),
	...names(
		'div section article header footer main nav aside figure figcaption caption thead tbody tfoot tr dt dd details summary',
		{ kind: 'block', isParagraph: false },
	),
	...[1, 2, 3, 4, 5, 6].map((level): [string, TagRule] => [
		`h${level}`,
		{ kind: 'heading', level },
	]),
	...names('ul', { kind: 'list', isNumbered: false }),
	...names('ol', { kind: 'list', isNumbered: true }),
	...names('li', { kind: 'item' }),
	...names('td th', { kind: 'cell' }),
	...names('hr', { kind: 'rule' }),
	...names('img', { kind: 'picture' }),
	...names('font', { kind: 'font' }),
	...names('b strong', { kind: 'inline', mark: '**' }),
	...names('i em', { kind: 'inline', mark: '*' }),
	...names('s del strike', { kind: 'inline', mark: '~~' }),
	...names('sup', { kind: 'inline', mark: '^' }),
	...names('code kbd samp tt', { kind: 'inline', mark: 'code' }),
	...names('a', { kind: 'inline', mark: 'link' }),
	...names('u ins mark small big sub span abbr cite q var picture colgroup col', {
		kind: 'inline',
		mark: '',
	}),
]);

/** An attribute's value without its quotes; undefined when the tag has none of that name. */
export function attributeOf(attributes: string, name: 'href' | 'src' | 'alt'): string | undefined {
	for (const [, key, ...values] of attributes.matchAll(
		/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
	)) {
		if (key.toLowerCase() === name)
			return decode(values.find((value) => value !== undefined) ?? '');
	}
	return undefined;
}

const decode = (value: string): string => value.replace(/&amp;/g, '&').trim();

/** An address that a markdown link can hold; undefined when DingTalk would not open it. */
export function linkAddress(value: string | undefined): string | undefined {
	if (!value || !/^(?:https?|dingtalk|dtmd):/i.test(value)) return undefined;
	return safeAddress(value);
}

/** The same for a picture, which may be a media ID. */
export const pictureAddress = (value: string | undefined): string | undefined =>
	value && /^[@$][\w+/=-]+$/.test(value) ? value : linkAddress(value);
