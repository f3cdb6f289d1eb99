import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { itemKey } from '../shared/itemKey';

/** The idempotency key of a message of the item; see `itemKey`. */
export const messageKey = (context: IExecuteSingleFunctions): string =>
	itemKey(context, context.getItemIndex());
