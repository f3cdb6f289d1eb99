import type { FailureKind } from './kinds';

/** What a DingTalk code means and what the user can do about it. */
export interface Hint {
	/** Exact codes, or patterns for families of codes. */
	codes: ReadonlyArray<string | RegExp>;
	/** Further condition on DingTalk's text, where one code has several meanings. */
	text?: RegExp;
	kind: FailureKind;
	/** What happened. */
	title: string;
	/** What to do. */
	cure: string;
}
