import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars } from '../../../shared/messages/checks';
import type { FormReader } from '../../../shared/params/params';
import type { PersonRef } from '../../../shared/params/personRef';
import type { CardParams } from '../../cards/params';
import { CARD_LIMITS, toCardParams } from '../../cards/params';
import type { ItemContext } from '../../operation/operation';

/** @throws InputError when the ID is longer than DingTalk takes */
export function checkedTrackId(form: FormReader, outTrackId: string): string {
	assertMaxChars(form.label('outTrackId'), outTrackId, CARD_LIMITS.trackIdChars);
	return outTrackId;
}

/** The ID of a card that is there. @throws InputError when it is empty or too long */
export const readTrackId = ({ read }: ItemContext): string =>
	checkedTrackId(read, read.id('outTrackId'));

/** The variables of `variablesFields`. @throws InputError naming the field */
export function readVariables({ read }: ItemContext): CardParams {
	if (read.choice('variablesBy') === 'json') return paramsIn(read, 'variablesJson');
	const rows = read.rows('variables', 'variable');
	return toCardParams(
		read.label('variables'),
		rows.map((row) => [row.filled('name'), row.text('value')] as const),
	);
}

/** What single people see, as given. */
export interface PrivateVariables {
	person: PersonRef;
	params: CardParams;
}

/** The rows of `privateVariablesField`. @throws InputError naming the field */
export const readPrivateVariables = ({ read }: ItemContext): PrivateVariables[] =>
	read.rows('privateVariables', 'private').map((row) => ({
		person: row.person('user'),
		params: paramsIn(row, 'values'),
	}));

/** The same by userId. @throws InputError naming who does not exist */
export async function byUserId(
	{ directory }: ItemContext,
	people: readonly PrivateVariables[],
): Promise<Record<string, CardParams>> {
	const result: Record<string, CardParams> = {};
	for (const { person, params } of people) {
		const userId = await directory.userIdOf(person);
		result[userId] = { ...result[userId], ...params };
	}
	return result;
}

function paramsIn(form: FormReader, name: string): CardParams {
	const value = form.json(name);
	const label = form.label(name);
	if (value === undefined) return {};
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new InputError(label, 'is no JSON object', 'Give names and values: { "title": "…" }');
	}
	return toCardParams(label, Object.entries(value));
}
