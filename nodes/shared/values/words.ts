/** What a value is, in the words of an error; undefined for text and numbers. */
export function kindOf(value: unknown): string | undefined {
	if (Array.isArray(value)) return 'an array';
	if (isDate(value)) return 'a date';
	switch (typeof value) {
		case 'object':
			return value === null ? undefined : 'an object';
		case 'function':
			return 'a function';
		case 'boolean':
			return String(value);
		default:
			return undefined;
	}
}

/** A value in an error: never the content of an object, which may hold secrets. */
export function shown(value: unknown): string {
	if (typeof value === 'boolean') return String(value);
	return kindOf(value) ?? (isBlank(value) ? 'nothing' : String(value).trim().slice(0, 60));
}

/** Nothing at all: a field that was left alone, or an expression that came to nothing. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A Date, or a luxon DateTime: by what they can do, as other realms have classes of their own. */
export function isDate(value: unknown): value is Date | { toMillis(): number } {
	if (typeof value !== 'object' || value === null) return false;
	const { toMillis, getTime } = value as { toMillis?: unknown; getTime?: unknown };
	// A length of time counts milliseconds too.
	if ('isLuxonDuration' in value) return false;
	return typeof toMillis === 'function' || typeof getTime === 'function';
}

/** A whole number with commas: `2,048`. Without `Intl`, whose first use takes long; see `fields/sorted.ts`. */
export const thousands = (count: number): string =>
	String(count).replace(/\B(?=(?:\d{3}){1,7}$)/g, ',');
