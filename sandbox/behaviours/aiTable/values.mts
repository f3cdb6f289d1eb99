import { isObject } from '../../contract/check.mts';
import type { Attachment, Base, Sheet, TableField } from '../../state/aiTables.mts';
import type { Store } from '../../state/store.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { extensionOf } from '../storage/shape.mts';

/** A value as it is kept, or why it is none. */
export type Taken = { value: unknown } | { problem: string };

type Take = (store: Store, field: TableField, given: unknown) => Taken;

const isTexts = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((entry) => typeof entry === 'string');
const isObjects = (value: unknown): value is Array<Record<string, unknown>> =>
	Array.isArray(value) && value.every(isObject);

const bad: Taken = { problem: 'the value does not fit the type' };
const checked = (isRight: boolean, value: unknown): Taken => (isRight ? { value } : bad);

/** Numbers come back as text. */
const takeNumber: Take = (_store, _field, given) => {
	const isNumber =
		typeof given === 'number' || (typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given));
	return checked(isNumber, String(given));
};

/** An option by its name; one that is not there is made. */
function optionOf(store: Store, field: TableField, name: string) {
	field.property ??= {};
	const choices = (field.property.choices ??= []);
	const known = choices.find((choice) => choice.name === name);
	if (known) return known;
	const made = { id: `opt${store.nextNumber()}`, name };
	choices.push(made);
	return made;
}

/** A day or a minute without a zone is meant in China's [unverified]. */
function momentIn(given: unknown): number | undefined {
	if (Number.isSafeInteger(given)) return given as number;
	if (typeof given !== 'string') return undefined;
	const [, day, clock = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/.exec(given) ?? [];
	const ms = Date.parse(day ? `${day}T${clock}:00+08:00` : given);
	return Number.isFinite(ms) ? ms : undefined;
}

const takeLinks: Take = (_store, { property }, given) => {
	const ids = isObject(given) ? given.linkedRecordIds : undefined;
	if (!isTexts(ids)) return bad;
	return checked(property?.multiple !== false || ids.length < 2, { linkedRecordIds: ids });
};

/**
 * DingTalk docs "上传附件": what was uploaded before, and what a record has already as it was read; the list replaces
 * the one before. That anything else is refused is [unverified].
 */
const takeAttachments: Take = ({ aiTables }, _field, given) => {
	if (!isObjects(given)) return bad;
	const value: Attachment[] = [];
	for (const { filename, size, type, url, resourceId } of given) {
		const resource = aiTables.resources.get(String(resourceId));
		const isWhole = [filename, type, url].every((text) => typeof text === 'string' && text !== '');
		if (!resource?.content || !isWhole || size !== resource.size) {
			return { problem: `attachment not found: ${String(resourceId)}` };
		}
		const name = filename as string;
		value.push({ filename: name, size, type: extensionOf(name), resourceId: String(resourceId) });
	}
	return { value };
};

/** DingTalk docs "记录值格式". More than one where the column takes one is refused [unverified]. */
const TAKES: Readonly<Record<string, Take>> = {
	text: (_store, _field, given) => checked(typeof given === 'string', given),
	number: takeNumber,
	currency: takeNumber,
	singleSelect: (store, field, given) =>
		typeof given === 'string' && given !== '' ? { value: optionOf(store, field, given) } : bad,
	multipleSelect: (store, field, given) =>
		isTexts(given) ? { value: given.map((name) => optionOf(store, field, name)) } : bad,
	date: (_store, _field, given) => {
		const ms = momentIn(given);
		return checked(ms !== undefined, ms);
	},
	// People who do not exist are left out without a word, as was reported of dingtalk-mcp (#8).
	user: (store, { property }, given) => {
		if (!isObjects(given) || !given.every(({ unionId }) => typeof unionId === 'string')) return bad;
		if (property?.multiple === false && given.length > 1) return bad;
		const known = given.filter(({ unionId }) => personOfUnion(store, unionId as string));
		return { value: known.map(({ unionId }) => ({ unionId })) };
	},
	department: (store, { property }, given) => {
		if (!isObjects(given)) return bad;
		const ids = given.map(({ deptId }) => String(deptId));
		const isRight = ids.every((id) => store.departments.has(id));
		if (property?.multiple === false && ids.length > 1) return bad;
		return checked(
			isRight,
			ids.map((deptId) => ({ deptId })),
		);
	},
	url: (_store, _field, given) => checked(isObject(given) && typeof given.link === 'string', given),
	attachment: takeAttachments,
	unidirectionalLink: takeLinks,
	bidirectionalLink: takeLinks,
};

/** What a column keeps of a value; null empties it [unverified], other types take none [unverified]. */
export function take(store: Store, field: TableField, given: unknown): Taken {
	if (!Object.hasOwn(TAKES, field.type)) return { problem: 'the field cannot be written' };
	if (given === null) return { value: undefined };
	return TAKES[field.type](store, field, given);
}

/** Two-way links show on the other side too. */
export function mirrorLinks({ sheets }: Base, sheet: Sheet): void {
	for (const { id, type, property } of sheet.fields) {
		const { linkedSheetId, linkedFieldId } = property ?? {};
		const other = sheets.find((one) => one.id === linkedSheetId);
		if (type !== 'bidirectionalLink' || !other || !linkedFieldId) continue;
		for (const record of other.records) {
			const linkedRecordIds = sheet.records
				.filter(({ values }) => linksOf(values[id]).includes(record.id))
				.map((one) => one.id);
			record.values[linkedFieldId] = linkedRecordIds.length > 0 ? { linkedRecordIds } : undefined;
		}
	}
}

const linksOf = (value: unknown): string[] =>
	(value as { linkedRecordIds?: string[] } | undefined)?.linkedRecordIds ?? [];
