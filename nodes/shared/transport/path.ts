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
