import type { Outcome } from '../../../../shared/errors/failure';
import { itemRunOf } from '../../../../shared/itemKey';
import { memoryOf } from '../../../../shared/memory';
import type { ItemContext } from '../../../operation/operation';
import type { PartMemory } from '../../../../shared/robot/sendParts';

/** Which parts of an item's message went into a conversation, in all attempts of Retry On Fail. */
export const partMemoryOf = (
	{ node, itemIndex }: ItemContext,
	...conversation: string[]
): PartMemory => memoryOf<Outcome<string>>(itemRunOf(node, itemIndex), 'parts', ...conversation);
