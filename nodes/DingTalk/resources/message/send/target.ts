import type { INodeProperties } from 'n8n-workflow';

import type { MessageTarget } from '../../../../shared/messages/targets';
import type { ItemContext, ItemResult } from '../../../operation/operation';

/** One entry of Send To: its part of the form, and how it sends. */
export interface SendTarget {
	value: MessageTarget;
	/** Shown for this target only. */
	fields: INodeProperties[];
	/** Names the conversations whose order has to be kept. */
	orderKeys(context: ItemContext): string[] | Promise<string[]>;
	/** @throws InputError before anything is sent; NodeApiError when DingTalk refuses */
	send(context: ItemContext): Promise<ItemResult>;
}

/** Said once for all messages that DingTalk gives to no new app. */
export const legacyNotice = (target: MessageTarget): INodeProperties => ({
	displayName:
		"DingTalk gives this API to no new app. Use 'Group' or 'People' unless your app has had it since before September 2022.",
	name: 'legacyNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { target: [target] } },
});
