/** A piece of a line; `raw` is how it is written. */
export type Token =
	| { kind: 'text' | 'code' | 'escape' | 'url' | 'comment' | 'strike'; raw: string }
	/** `<https://…>` or `<somebody@example.com>`. */
	| { kind: 'autolink'; raw: string; target: string }
	| { kind: 'tag'; raw: string; name: string; isClosing: boolean; attributes: string }
	/** `[^1]` */
	| { kind: 'footnote'; raw: string; label: string }
	/** `head` is `[` or `![`, `tail` what comes from `]` on. */
	| { kind: 'link'; head: '[' | '!['; inner: Token[]; tail: string };

export type TagToken = Extract<Token, { kind: 'tag' }>;
