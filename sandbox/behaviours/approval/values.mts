import type { Store } from '../../state/store.mts';
import { APPROVAL_SPACE } from '../../state/approvalStore.mts';
import type { FormComponent, FormValue } from '../../state/types.mts';

/** One entry of `formComponentValues`, or one cell of a table. */
interface Given {
	id?: string;
	bizAlias?: string;
	name?: string;
	value?: string;
	details?: unknown;
}

/** Why a form is refused: the component by its label, and whether such a one can be filled at all. */
export interface FormProblem {
	code: 'formConverterError' | 'illegalComponent';
	label: string;
}

/** What came of the values of a form. */
export type CheckedForm = { values: FormValue[] } | { problem: FormProblem };

type Check = (text: string, component: FormComponent, store: Store) => boolean;

const NUMBER = /^-?\d+(\.\d+)?$/;

function listIn(text: string): unknown[] | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** A JSON list of texts that are all good; never an empty one. */
function isListOf(text: string, isGood: (entry: string) => boolean): boolean {
	const list = listIn(text) ?? [];
	return list.length > 0 && list.every((entry) => typeof entry === 'string' && isGood(entry));
}

/** `yyyy-MM-dd`, with hours and minutes where the form asks for them; a day of the calendar. */
function isDate(text: string, { props }: FormComponent): boolean {
	const hasTime = props.format?.includes('HH:mm') ?? false;
	const form = hasTime ? /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ : /^\d{4}-\d{2}-\d{2}$/;
	if (!form.test(text)) return false;
	const iso = `${text.replace(' ', 'T')}${hasTime ? ':00' : 'T00:00:00'}Z`;
	const date = new Date(iso);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso.slice(0, 16));
}

const isUrl = (text: string): boolean => /^https?:\/\/\S+$/.test(text);

function isOneOf({ props }: FormComponent, text: string): boolean {
	return props.options?.includes(text) ?? false;
}

function isRange(text: string, component: FormComponent): boolean {
	const [from, until, ...rest] = (listIn(text) ?? []) as string[];
	if (typeof from !== 'string' || typeof until !== 'string' || rest.length > 0) return false;
	return isDate(from, component) && isDate(until, component) && from <= until;
}

/** Files of the space of approvals; every part of them is a text. */
function areFiles(text: string, store: Store): boolean {
	const files = (listIn(text) ?? []) as Array<Record<string, unknown>>;
	const parts = ['spaceId', 'fileName', 'fileSize', 'fileType', 'fileId'];
	return (
		files.length > 0 &&
		files.every(
			(file) =>
				parts.every((part) => typeof file[part] === 'string') &&
				file.spaceId === APPROVAL_SPACE &&
				store.drive.find(APPROVAL_SPACE, String(file.fileId)) !== undefined,
		)
	);
}

function arePeople(text: string, { props }: FormComponent, store: Store): boolean {
	const isKnown = (userId: string): boolean => store.people.get(userId)?.visible === true;
	return isListOf(text, isKnown) && (props.choice === 1 || listIn(text)?.length === 1);
}

function isPlace(text: string): boolean {
	const [time, longitude, latitude, address, accuracy] = listIn(text) ?? [];
	return (
		typeof time === 'string' &&
		/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(time) &&
		[longitude, latitude, accuracy].every((one) => typeof one === 'number') &&
		typeof address === 'string'
	);
}

/** Which text is a good value, by the type of the component. What is not here cannot be filled. */
const CHECKS: Record<string, Check> = {
	TextField: () => true,
	TextareaField: () => true,
	NumberField: (text) => NUMBER.test(text),
	MoneyField: (text) => NUMBER.test(text),
	DDSelectField: (text, component) => isOneOf(component, text),
	DDMultiSelectField: (text, component) => isListOf(text, (one) => isOneOf(component, one)),
	DDDateField: isDate,
	DDDateRangeField: isRange,
	TimeAndLocationField: isPlace,
	PhoneField: (text) => /^(\+\d{1,4}-?)?[\d-]{5,20}$/.test(text),
	IdCardField: (text) => /^(\d{15}|\d{17}[\dXx])$/.test(text),
	DDPhotoField: (text) => isListOf(text, isUrl),
	DDAttachment: (text, _component, store) => areFiles(text, store),
	InnerContactField: arePeople,
	DepartmentField: (text, _component, store) =>
		text.split(',').every((id) => store.departments.get(id)?.visible === true),
	RelateField: (text, _component, store) =>
		isListOf(text, (id) => store.approvals.instances.has(id)),
	AddressField: (text) => text.split(',').every((part) => part.trim() !== ''),
	StarRatingField: (text, { props }) =>
		/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= (props.limit ?? 5),
};

/** True for components that the API can fill. */
export const isSettable = ({ componentName }: FormComponent): boolean =>
	componentName === 'TableField' || componentName in CHECKS;

function isFor({ props }: FormComponent, { id, bizAlias, name }: Given): boolean {
	if (id) return props.id === id;
	return props.label === name || (bizAlias !== undefined && props.bizAlias === bizAlias);
}

/** One row, by the ids of the columns; or the label of what is wrong with it. */
function checkRow(
	store: Store,
	columns: FormComponent[],
	cells: unknown,
): Record<string, string> | string {
	if (!Array.isArray(cells)) return '';
	const row: Record<string, string> = {};
	for (const cell of cells as Given[]) {
		const column = columns.find((one) => isFor(one, cell));
		if (!column || typeof cell.value !== 'string') return String(cell.name);
		if (cell.value === '') continue;
		if (!CHECKS[column.componentName]?.(cell.value, column, store)) return column.props.label;
		row[column.props.id] = cell.value;
	}
	const missing = columns.find(({ props }) => props.required && row[props.id] === undefined);
	return missing ? missing.props.label : row;
}

/** `[[{name, value}, …], …]` as rows; or the label of what is wrong. */
function checkTable(store: Store, table: FormComponent, text: string) {
	const given = listIn(text);
	if (!given || given.length === 0) return table.props.label;
	const rows: Array<Record<string, string>> = [];
	for (const cells of given) {
		const row = checkRow(store, table.children ?? [], cells);
		if (typeof row === 'string') return row === '' ? table.props.label : row;
		rows.push(row);
	}
	return rows;
}

/**
 * Checks the values of a form by their types, and that nothing required is missing. DingTalk says that it
 * will enforce this; that it does so today, and with these codes, is [unverified].
 */
export function checkForm(store: Store, components: FormComponent[], given: Given[]): CheckedForm {
	const values: FormValue[] = [];
	const refuse = (code: FormProblem['code'], label: string) => ({ problem: { code, label } });
	const unsettable = components.find((one) => one.props.required && !isSettable(one));
	if (unsettable) return refuse('illegalComponent', unsettable.props.label);
	for (const entry of given) {
		const component = components.find((one) => isFor(one, entry));
		const { name = '', value = '' } = entry;
		if (!component || !isSettable(component) || entry.details !== undefined) {
			return refuse('illegalComponent', name);
		}
		const { id, label } = component.props;
		if (component.componentName === 'TableField') {
			const rows = checkTable(store, component, value);
			if (typeof rows === 'string') return refuse('formConverterError', rows);
			values.push({ componentId: id, value, rows });
		} else if (CHECKS[component.componentName](value, component, store)) {
			values.push({ componentId: id, value });
		} else return refuse('formConverterError', label);
	}
	const has = (id: string): boolean => values.some(({ componentId }) => componentId === id);
	const missing = components.find(({ props }) => props.required && !has(props.id));
	return missing ? refuse('formConverterError', missing.props.label) : { values };
}
