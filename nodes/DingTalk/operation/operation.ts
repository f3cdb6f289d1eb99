import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Directory } from '../../shared/contacts/resolve';
import type { ItemReader } from '../../shared/params/params';
import type { DingTalkApi } from '../../shared/transport/api';
import { showFor } from '../../shared/fields/showFor';
import { sorted } from '../../shared/fields/sorted';

/** What an operation gets for one item. */
export interface ItemContext {
	api: DingTalkApi;
	read: ItemReader;
	/** Turns any ID of a person into the one that is needed; shared by all items of the run. */
	directory: Directory;
	/** For n8n's binary helpers. */
	node: IExecuteFunctions;
	itemIndex: number;
}

/** A result that carries files. */
export class BinaryItem {
	readonly json: IDataObject;

	readonly binary: IBinaryKeyData;

	/** @param binary files by the names of their binary fields */
	constructor(json: IDataObject, binary: IBinaryKeyData) {
		this.json = json;
		this.binary = binary;
	}
}

/** A result that is a file; its JSON says what file it is. */
export class FileItem extends BinaryItem {
	/**
	 * @param field name of the binary field that holds the file
	 * @param more what else the item tells of it
	 */
	constructor(field: string, file: IBinaryData, more: IDataObject = {}) {
		const { fileName, mimeType, bytes } = file;
		super({ fileName, mimeType, bytes, ...more }, { [field]: file });
	}
}

export type ItemResult = IDataObject | BinaryItem | Array<IDataObject | BinaryItem>;

/** What became of one of several items. */
export type Settled = { ok: true; result: ItemResult } | { ok: false; error: unknown };

/** One entry of the Operation dropdown: its form and what it does for one item. */
export interface Operation {
	value: string;
	/** Title case, without the resource. */
	name: string;
	/** Sentence case, with the resource: `Create a work record`. */
	action: string;
	description: string;
	/** The calls it makes, as `POST /v1.0/…`; not those that turn IDs into others. Shown in the docs. */
	endpoints: readonly string[];
	fields: INodeProperties[];
	/**
	 * Names what must happen in input order: items that share a key run one after the other, all others at
	 * once. Whoever is named by an ID of several kinds is looked up, so that each has one key (`userKeys`). Absent:
	 * no order is kept.
	 */
	orderKeys?(context: ItemContext): string[] | Promise<string[]>;
	/** @throws InputError before anything is sent; NodeApiError when DingTalk refuses */
	run(context: ItemContext): Promise<ItemResult>;
	/**
	 * Takes the place of `run` and `orderKeys` where many items fit into one call.
	 *
	 * @returns one outcome for each item, in their order; undefined where an earlier failure ended it before
	 */
	runTogether?(contexts: ItemContext[]): Promise<Array<Settled | undefined>>;
}

/** `run` for an operation that does its items together: one item alone. */
export const together = (
	runTogether: NonNullable<Operation['runTogether']>,
): Required<Pick<Operation, 'run' | 'runTogether'>> => ({
	runTogether,
	async run(context) {
		const [settled] = await runTogether([context]);
		if (settled?.ok) return settled.result;
		throw settled?.error;
	},
});

/** One entry of the Resource dropdown. */
export interface Resource {
	value: string;
	name: string;
	/** The first is the default; the dropdown lists them by name. */
	operations: Operation[];
}

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/** The Operation dropdown and all fields of a resource, shown only for it. */
export function toProperties(resource: Resource): INodeProperties[] {
	const options: INodePropertyOptions[] = resource.operations.map(
		({ name, value, action, description }) => ({ name, value, action, description }),
	);
	const [first] = options;
	return [
		{
			...operationField,
			displayOptions: { show: { resource: [resource.value] } },
			options: sorted(options),
			default: first.value,
		},
		...toFields(resource),
	];
}

/**
 * The fields of all operations, each operation's in its order. What several ask for alike stands once: n8n goes
 * through the whole form each time a node runs.
 */
function toFields({ value, operations }: Resource): INodeProperties[] {
	const shared: Array<{ field: INodeProperties; operations: string[] }> = [];
	for (const operation of operations) {
		let next = 0;
		for (const field of operation.fields) {
			let at = shared.findIndex((other, index) => index >= next && isAlike(other.field, field));
			if (at === -1) {
				at = next;
				shared.splice(at, 0, { field, operations: [] });
			}
			shared[at].operations.push(operation.value);
			next = at + 1;
		}
	}
	return shared.flatMap(({ field, operations: names }) =>
		showFor({ resource: [value], operation: names }, [field]),
	);
}

const isAlike = (one: INodeProperties, other: INodeProperties): boolean =>
	one === other || (one.name === other.name && JSON.stringify(one) === JSON.stringify(other));
