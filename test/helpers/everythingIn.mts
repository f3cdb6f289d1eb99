import { inspect } from 'node:util';

/** All text anywhere in a value, hidden properties and causes included: to look for what must not be there. */
export const everythingIn = (value: unknown): string =>
	inspect(value, {
		depth: 12,
		showHidden: true,
		maxStringLength: null,
		maxArrayLength: null,
	}) + JSON.stringify(value);
