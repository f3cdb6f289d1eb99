import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import { sharedLookups } from '../../shared/contacts/lookups';
import { arrayIn } from '../../shared/values/list';
import type { DingTalkApi } from '../../shared/transport/api';
import { tryParseJson } from '../../shared/wire/json';
import type { Component } from './components/component';
import { LAYOUT } from './components/kinds';

/** A process (审批流程) with its form. */
export interface ProcessSchema {
	processCode: string;
	name: string;
	description: string;
	components: Component[];
}

interface WireOption {
	value?: unknown;
}

/** A field as DingTalk has it; what it means is often told by texts. */
interface WireComponent {
	componentName: string;
	props?: {
		id?: string;
		label?: string | string[];
		required?: boolean;
		hidden?: boolean;
		/** JSON texts, or objects. */
		options?: Array<string | WireOption> | null;
		objOptions?: WireOption[] | null;
		format?: string;
		unit?: string;
		limit?: number | string;
		/** Of people: "0" takes one. */
		choice?: number | string;
		/** Of departments. */
		multiple?: boolean | string;
	} | null;
	children?: WireComponent[] | null;
}

interface WireSchema {
	result: {
		name?: string;
		memo?: string;
		schemaContent: { title?: string; items: WireComponent[] };
	};
}

/** One for each run, which asks for each process at most once. */
const lookups = new WeakMap<
	DingTalkApi,
	(processCode: string) => Promise<Outcome<ProcessSchema>>
>();

/**
 * The form of a process.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function schemaOf(api: DingTalkApi, processCode: string): Promise<ProcessSchema> {
	const lookup = lookups.get(api) ?? sharedLookups(async (code) => await fetchSchema(api, code));
	lookups.set(api, lookup);
	const outcome = await lookup(processCode);
	if (!outcome.ok) throw api.toError(outcome.failure);
	return outcome.value;
}

/** @see DingTalk docs "获取表单 schema": GET /v1.0/workflow/forms/schemas/processCodes */
async function fetchSchema(api: DingTalkApi, processCode: string): Promise<Outcome<ProcessSchema>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: '/v1.0/workflow/forms/schemas/processCodes',
		answer: {
			'result.name': 'text?',
			'result.memo': 'text?',
			'result.schemaContent.title': 'text?',
			'result.schemaContent.items': 'objects',
			'result.schemaContent.items[].componentName': 'text',
			'result.schemaContent.items[].props': 'map?',
			'result.schemaContent.items[].children': 'objects?',
			'result.schemaContent.items[].children[].componentName': 'text',
			'result.schemaContent.items[].children[].props': 'map?',
		},
		query: { processCode },
	});
	if (!outcome.ok) return failed(outcome.failure);
	const { name, memo, schemaContent } = (outcome.value.body as WireSchema).result;
	return success({
		processCode,
		name: name || schemaContent.title || processCode,
		description: memo ?? '',
		components: toComponents(schemaContent.items),
	});
}

/** Fields of a schema, those inside columns of the layout too. */
export const toComponents = (items: readonly WireComponent[]): Component[] =>
	items.flatMap((item) =>
		item.componentName === LAYOUT ? toComponents(item.children ?? []) : [toComponent(item)],
	);

function toComponent({ componentName, props, children }: WireComponent): Component {
	const { id, label, required, hidden, format, unit, limit, choice, multiple } = props ?? {};
	const labels = labelsOf(label);
	const isText = typeof label === 'string';
	return {
		id: id ?? '',
		label: labels.join(' – '),
		labels,
		name: isText ? label : JSON.stringify(labels),
		type: componentName,
		isRequired: required === true,
		isHidden: hidden === true,
		options: optionsOf(props ?? {}),
		format: format ?? '',
		unit: unit ?? '',
		...(Number(limit) > 0 ? { limit: Number(limit) } : {}),
		isSingle: String(choice) === '0' || String(multiple) === 'false',
		children: componentName === 'TableField' ? toComponents(children ?? []) : [],
	};
}

/** A range of time has two: as an array, or as JSON text. */
function labelsOf(label: string | string[] | undefined): string[] {
	if (label === undefined || label === '') return [];
	const list = typeof label === 'string' ? (arrayIn(label) ?? [label]) : label;
	return list.map(String);
}

const optionsOf = ({ options, objOptions }: NonNullable<WireComponent['props']>): string[] => {
	const given = (options ?? []).length > 0 ? (options ?? []) : (objOptions ?? []);
	return given.map(optionText).filter((option) => option !== '');
};

function optionText(option: string | WireOption): string {
	const parsed = typeof option === 'string' ? tryParseJson(option) : option;
	const isObject = typeof parsed === 'object' && parsed !== null;
	const value = isObject ? (parsed as WireOption).value : option;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
