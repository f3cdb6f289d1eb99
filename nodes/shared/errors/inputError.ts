import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** Input that DingTalk would refuse, found before anything was sent. */
export class InputError extends Error {
	/** The field as the user sees it, e.g. `Text`. */
	readonly field: string;
	/** What to do about it. */
	readonly fix: string;

	/** @param problem what is wrong, following the field's name: `is empty`, `has 21 entries; the limit is 20` */
	constructor(field: string, problem: string, fix: string) {
		super(`'${field}' ${problem}`);
		this.name = 'InputError';
		this.field = field;
		this.fix = fix;
	}
}

/** The n8n error for bad input. */
export const toInputNodeError = (node: INode, error: InputError, itemIndex?: number) =>
	new NodeOperationError(node, error.message, {
		description: error.fix,
		level: 'warning',
		itemIndex,
	});
