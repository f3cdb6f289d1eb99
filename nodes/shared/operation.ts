import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { ItemReader } from './params';
import type { DingTalkApi } from './transport/api';

/** What an operation gets for one item. */
export interface ItemContext {
	api: DingTalkApi;
	read: ItemReader;
	/** For n8n's binary helpers. */
	node: IExecuteFunctions;
	itemIndex: number;
}

export type ItemResult = IDataObject | INodeExecutionData | Array<IDataObject | INodeExecutionData>;

/** One entry of the Operation dropdown: its form and what it does for one item. */
export interface Operation {
	value: string;
	/** Title case, without the resource. */
	name: string;
	/** Sentence case, with the resource: `Create a work record`. */
	action: string;
	description: string;
	fields: INodeProperties[];
	/**
	 * Names what must happen in input order: items that share a key run one after the other, all others at
	 * once. Absent: no order is kept.
	 */
	orderKeys?(context: ItemContext): string[];
	/** @throws InputError before anything is sent; NodeApiError when DingTalk refuses */
	run(context: ItemContext): Promise<ItemResult>;
}

/** One entry of the Resource dropdown. */
export interface Resource {
	value: string;
	name: string;
	/** In the order of the dropdown; the first is the default. */
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
	return [
		{
			...operationField,
			displayOptions: { show: { resource: [resource.value] } },
			options,
			default: options[0].value,
		},
		...resource.operations.flatMap((operation) =>
			updateDisplayOptions(
				{ show: { resource: [resource.value], operation: [operation.value] } },
				operation.fields,
			),
		),
	];
}
