import { destinationEnd, tagAt } from './inlineParts';
import type { Token } from './token';

/**
 * What one line of markdown is made of. The time it takes is in proportion to the line's length, also for lines
 * that were written to be slow to read: no search begins anew where an earlier one has already looked.
 */

interface Options {
	/** Without, `<` begins nothing but links and the font tags that DingTalk draws. */
	html: boolean;
}

interface Opener {
	/** Its place among the tokens. */
	at: number;
	isImage: boolean;
}

const NEXT = /[\\`<[\]!~]|https?:\/\//g;
const ESCAPE = /\\[!-/:-@[-`{-~]/y;
// A sign that is written as &lt; ends an address as the sign itself does.
const URL = /https?:\/\/(?:(?!&lt;)[^\s<>"'`()[\]*\\，。；、（）【】])+/y;
const AUTOLINK = /<(https?:\/\/[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8})>/y;
const FOOTNOTE = /\[\^([\p{L}\p{N}_.-]{1,60})\](?!\()/uy;

/** The tokens of one line; written one after the other they give the line again. */
export function tokenize(line: string, options: Options): Token[] {
	return new Tokenizer(line, options).run();
}

class Tokenizer {
	private readonly tokens: Token[] = [];
	private readonly openers: Opener[] = [];
	/** Openers of links before this place stay text: a link holds no other. */
	private closedBelow = 0;
	private codeEnds?: Map<number, number>;
	private commentsEnd = false;

	private readonly line: string;
	private readonly options: Options;

	constructor(line: string, options: Options) {
		this.line = line;
		this.options = options;
	}

	run(): Token[] {
		let textFrom = 0;
		let at = this.next(0);
		while (at < this.line.length) {
			const before = this.line.slice(textFrom, at);
			const end = this.take(at, before);
			if (end === undefined) {
				at = this.next(at + 1);
				continue;
			}
			textFrom = end;
			at = this.next(end);
		}
		this.pushText(this.line.slice(textFrom));
		return this.tokens;
	}

	private next(from: number): number {
		NEXT.lastIndex = from;
		return NEXT.exec(this.line)?.index ?? this.line.length;
	}

	/** Where the token ends that begins here; undefined when none does. `before` is the text up to it. */
	private take(at: number, before: string): number | undefined {
		switch (this.line[at]) {
			case '\\':
				return this.takeMatch(ESCAPE, 'escape', at, before);
			case '`':
				return this.takeCode(at, before);
			case '<':
				return this.takeAngle(at, before);
			case '[':
				return this.takeFootnote(at, before) ?? this.open('[', at, before);
			case '!':
				return this.line[at + 1] === '[' ? this.open('![', at, before) : undefined;
			case ']':
				return this.close(at, before);
			case '~':
				return this.takeStrike(at, before);
			default:
				return this.takeMatch(URL, 'url', at, before);
		}
	}

	private push(token: Token, before: string): void {
		this.pushText(before);
		this.tokens.push(token);
	}

	private pushText(raw: string): void {
		if (raw !== '') this.tokens.push({ kind: 'text', raw });
	}

	private match(pattern: RegExp, at: number): RegExpExecArray | null {
		pattern.lastIndex = at;
		return pattern.exec(this.line);
	}

	private takeMatch(
		pattern: RegExp,
		kind: 'escape' | 'url',
		at: number,
		before: string,
	): number | undefined {
		const found = this.match(pattern, at);
		if (!found) return undefined;
		this.push({ kind, raw: found[0] }, before);
		return at + found[0].length;
	}

	private takeCode(at: number, before: string): number | undefined {
		this.codeEnds ??= codeEndsIn(this.line);
		const end = this.codeEnds.get(at);
		// A run of backticks without another of the same length is text as a whole.
		const raw = this.line.slice(at, end ?? runEnd(this.line, at));
		this.push({ kind: end === undefined ? 'text' : 'code', raw }, before);
		return at + raw.length;
	}

	private takeAngle(at: number, before: string): number | undefined {
		const link = this.match(AUTOLINK, at);
		if (link) {
			this.push({ kind: 'autolink', raw: link[0], target: link[1] }, before);
			return at + link[0].length;
		}
		const token = this.commentAt(at) ?? tagAt(this.line, at);
		if (!token || !(this.options.html || isFont(token))) return undefined;
		this.push(token, before);
		return at + token.raw.length;
	}

	private commentAt(at: number): { kind: 'comment'; raw: string } | undefined {
		if (this.commentsEnd || !this.line.startsWith('<!--', at)) return undefined;
		const end = this.line.indexOf('-->', at + 4);
		this.commentsEnd = end < 0;
		return end < 0 ? undefined : { kind: 'comment', raw: this.line.slice(at, end + 3) };
	}

	private takeFootnote(at: number, before: string): number | undefined {
		const found = this.match(FOOTNOTE, at);
		if (!found) return undefined;
		this.push({ kind: 'footnote', raw: found[0], label: found[1] }, before);
		return at + found[0].length;
	}

	private takeStrike(at: number, before: string): number {
		const end = runEnd(this.line, at);
		const raw = this.line.slice(at, end);
		this.push({ kind: raw.length === 2 ? 'strike' : 'text', raw }, before);
		return end;
	}

	private open(raw: '[' | '![', at: number, before: string): number {
		this.push({ kind: 'text', raw }, before);
		this.openers.push({ at: this.tokens.length - 1, isImage: raw === '![' });
		return at + raw.length;
	}

	private close(at: number, before: string): number | undefined {
		const opener = this.openers.pop();
		const isUsable = opener && (opener.isImage || opener.at >= this.closedBelow);
		const end = isUsable ? destinationEnd(this.line, at + 1) : undefined;
		if (!opener || end === undefined) return undefined;
		this.pushText(before);
		const inner = this.tokens.splice(opener.at + 1);
		const head = opener.isImage ? '![' : '[';
		this.tokens[opener.at] = { kind: 'link', head, inner, tail: this.line.slice(at, end) };
		if (!opener.isImage) this.closedBelow = opener.at;
		return end;
	}
}

/** Where each code span ends, by where it begins: at the next run of as many backticks. */
function codeEndsIn(line: string): Map<number, number> {
	const runs = [...line.matchAll(/`+/g)].map(({ index, 0: raw }) => ({ index, size: raw.length }));
	const ends = new Map<number, number>();
	const nextBySize = new Map<number, number>();
	for (const { index, size } of runs.reverse()) {
		const next = nextBySize.get(size);
		if (next !== undefined) ends.set(index, next + size);
		nextBySize.set(size, index);
	}
	return ends;
}

function runEnd(line: string, at: number): number {
	let end = at + 1;
	while (line[end] === line[at]) end++;
	return end;
}

const isFont = (token: Token): boolean => token.kind === 'tag' && token.name === 'font';
