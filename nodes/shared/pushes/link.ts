import type { IDataObject } from 'n8n-workflow';

import { firstTextAt, objectAt } from './payload';

/** A link that somebody sees in a message. */
export interface Link {
	url: string;
	/** The words that lead there. */
	text?: string;
}

/** Names of a link's target in what DingTalk's clients were seen to send [unverified]. */
const TARGETS = ['url', 'link', 'href', 'messageUrl', 'actionUrl', 'biz_custom_action_url'];
const LABELS = ['text', 'title', 'content', 'value'];

/** The link in a part of a message, in the part itself or in its `data`; undefined when it is none. */
export function linkIn(part: IDataObject): Link | undefined {
	for (const place of [part, objectAt(part, 'data')]) {
		const url = firstTextAt(place, TARGETS);
		if (url === undefined) continue;
		const text = firstTextAt(place, LABELS) ?? firstTextAt(part, LABELS);
		return { url, ...(text !== undefined && text !== url ? { text } : {}) };
	}
	return undefined;
}
