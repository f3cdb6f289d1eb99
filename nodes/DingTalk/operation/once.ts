import type { IDataObject } from 'n8n-workflow';

import { itemRunOf } from '../../shared/itemKey';
import { memoryOf } from '../../shared/memory';
import type { ItemContext } from './operation';

/**
 * Does what must not be done twice: where n8n's Retry On Fail runs an item again that went well, its result comes
 * from memory.
 *
 * @param what names the work: what it does, to what, and with what words
 */
export async function once<T extends IDataObject>(
	{ node, itemIndex }: Pick<ItemContext, 'node' | 'itemIndex'>,
	what: unknown[],
	work: () => Promise<T>,
): Promise<T> {
	const memory = memoryOf<T>(itemRunOf(node, itemIndex), ...what);
	const known = memory.get('result');
	if (known !== undefined) return known;
	const result = await work();
	memory.set('result', result);
	return result;
}
