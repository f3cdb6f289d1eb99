/** A path with its ids encoded, and the pattern it came from (one rate limit per pattern). */
export interface ApiPath {
	value: string;
	template: string;
}

/**
 * Builds a path; every inserted id is encoded, so an id such as `cid…==` or `../x` stays one segment.
 *
 * @throws Error when an id is empty
 */
export function path(strings: TemplateStringsArray, ...ids: string[]): ApiPath {
	let value = strings[0];
	ids.forEach((id, index) => {
		if (id === '' || /^\.{1,2}$/.test(id))
			throw new Error('An ID in the path is empty or unusable');
		value += encodeURIComponent(id) + strings[index + 1];
	});
	return { value, template: strings.join('{id}') };
}

const NEW_STYLE = /^\/v\d+\.\d+\//;
/** As DingTalk spells what is fixed in its paths: `processInstances`, `batchSend`. */
const WORD = /^[a-z]+([A-Z][a-z]+)*$/;
/** What comes behind these, and before more, names one of them, even where it reads like a word. */
const COLLECTIONS: ReadonlySet<string> = new Set(['users', 'sheets', 'calendars']);

/**
 * The pattern that a typed path came from, as far as its looks tell: what is no word is an ID. Where two APIs
 * come out as one, they share their pace; the older host has no IDs in its paths.
 */
export function templateOf(typed: string): string {
	if (!NEW_STYLE.test(typed)) return typed;
	const [, version, area, ...segments] = typed.split('/');
	const pattern = segments.map((segment, index) => {
		if (segment === '') return segment;
		const isMember =
			COLLECTIONS.has(segments[index - 1] ?? '') && (segments[index + 1] ?? '') !== '';
		return WORD.test(segment) && !isMember ? segment : '{id}';
	});
	return ['', version, area, ...pattern].join('/').replace(/(?<!\/)\/+$/, '');
}
