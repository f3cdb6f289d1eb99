/**
 * JSON whose whole numbers keep every digit. DingTalk's `dept_id` and `task_id` are 64-bit numbers;
 * those beyond 2^53 are a bigint here.
 */

type Holder = Record<string, unknown>;

interface Source {
	source: string;
}

// Newer than the type library: both have been in Node since 22.
const exact = JSON as unknown as {
	parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
	stringify(
		value: unknown,
		replacer: (this: Holder, key: string, value: unknown) => unknown,
	): string;
	rawJSON(text: string): unknown;
};

/** JSON text to a value. */
export function parseJson(text: string): unknown {
	return exact.parse(text, (_key, value, { source }) => {
		if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
		return /^-?\d+$/.test(source) ? BigInt(source) : value;
	});
}

/** A value to JSON text; a bigint becomes a plain number. */
export function toJson(value: unknown): string {
	return exact.stringify(value, function (this: Holder, key, part) {
		// Some libraries give bigint a toJSON: by now `part` would be its text.
		const { [key]: original } = this;
		return typeof original === 'bigint' ? exact.rawJSON(String(original)) : part;
	});
}

/** The digits of an id as the number that goes over the wire. */
export function idNumber(digits: string): number | bigint {
	const value = Number(digits);
	return Number.isSafeInteger(value) ? value : BigInt(digits);
}
