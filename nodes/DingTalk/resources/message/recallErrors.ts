import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import type { ItemContext } from '../../operation/operation';

/** So many are named in an error. */
const MAX_NAMED = 20;

/** What was not taken back, and why. */
export interface Unrecalled extends IDataObject {
	message: string;
	code?: string;
}

interface Recalls {
	recalled: string[];
	failed: Unrecalled[];
	/** Why all calls were refused. */
	failure?: Failure;
}

/** @param ids what it is about, under the name of its field */
export const refusedRecall = (ids: IDataObject, failure: Failure): Unrecalled => ({
	...ids,
	message: explain(failure).message,
	code: failure.code,
});

/**
 * Ends the item with an error when nothing was taken back.
 *
 * @param idName the field of the entries that says which they are
 * @throws NodeApiError when all calls were refused
 * @throws NodeOperationError naming each and why
 */
export function assertSomeRecalled(
	context: ItemContext,
	{ recalled, failed, failure }: Recalls,
	idName: string,
): void {
	if (recalled.length > 0 || failed.length === 0) return;
	if (failure) throw context.api.toError(failure);
	const lists = failed.slice(0, MAX_NAMED).map((one) => `${String(one[idName])}: ${one.message}`);
	const more = failed.length > MAX_NAMED ? [`and ${failed.length - MAX_NAMED} more`] : [];
	throw new NodeOperationError(context.node.getNode(), `Nothing was recalled. ${lists[0]}`, {
		description: [...lists, ...more].join('; '),
		itemIndex: context.itemIndex,
	});
}
