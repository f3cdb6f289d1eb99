/** What the tokens of lists hold. To a caller they are text without a meaning. */

/** Where a list goes on: after how many, and which changes its first page knew. */
export interface PageToken {
	kind: 'page';
	whose: string;
	offset: number;
	change: number;
	/** Of an incremental query: the change it began after. */
	since?: number;
}

/** From which change on an incremental query tells. */
export interface SyncToken {
	kind: 'sync';
	whose: string;
	change: number;
}

/** A token as text. */
export function seal(token: PageToken | SyncToken): string {
	return Buffer.from(JSON.stringify(token)).toString('base64');
}

/** What a token holds; undefined for one that is not this person's and calendar's, or no token at all. */
export function open<T extends PageToken | SyncToken>(
	kind: T['kind'],
	text: string,
	whose: string,
): T | undefined {
	try {
		const token = JSON.parse(Buffer.from(text, 'base64').toString()) as T;
		return token.kind === kind && token.whose === whose ? token : undefined;
	} catch {
		/* Not one of ours. */
		return undefined;
	}
}
