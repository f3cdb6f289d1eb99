import type { TagToken, Token } from './token';
import { tokenize } from './inline';
import { marked } from './marks';
import type { TagRule } from './tags';
import { attributeOf, pictureAddress, TAG_RULES } from './tags';

/** Deeper pairs are taken off without a trace: each one costs a look at all that is inside. */
const MAX_DEPTH = 8;
const NESTED_LIST_INDENT = '   ';

type InlineMark = Extract<TagRule, { kind: 'inline' }>['mark'];

/** HTML as markdown, line by line; lists and pairs of tags go on from one line to the next. */
export class HtmlLines {
	/** Of each list that is open: the number of its last item, or undefined where it has none. */
	private readonly lists: Array<number | undefined> = [];
	/** Names of tags that are both opened and closed somewhere in the text. */
	private readonly paired: ReadonlySet<string>;

	constructor(text: string) {
		const opened = new Set<string>();
		const closed = new Set<string>();
		for (const [, slash, name] of text.matchAll(/<(\/?)([A-Za-z][A-Za-z0-9-]{0,30})/g)) {
			(slash ? closed : opened).add(name.toLowerCase());
		}
		this.paired = new Set([...opened].filter((name) => closed.has(name)));
	}

	/**
	 * The lines that one line becomes: at least one, which is empty when it held nothing but tags.
	 *
	 * @param isOneLine where no line can be broken: in headings and tables
	 */
	convert(line: string, isOneLine: boolean): string[] {
		if (!line.includes('<')) return [line];
		const { lists, paired } = this;
		const writer = new LineWriter({ lists, paired, isOneLine, hasBackticks: line.includes('`') });
		const lines = writer.write(tokenize(line, { html: true })).split('\n');
		// The line ends anyway.
		if (lines.length > 1 && lines[lines.length - 1].trim() === '') lines.pop();
		return lines;
	}
}

interface Context {
	lists: Array<number | undefined>;
	paired: ReadonlySet<string>;
	isOneLine: boolean;
	hasBackticks: boolean;
	/** Inside a link, which holds no other. */
	isLabel?: boolean;
}

/** A piece of what is written; that of an opening tag is empty, and may be filled later. */
interface Chunk {
	text: string;
}

interface Opening {
	/** Its place among the chunks, as long as nothing around it was closed. */
	at: number;
	chunk: Chunk;
	tag: TagToken;
}

class LineWriter {
	private readonly chunks: Chunk[] = [];
	/** Where pairs of tags began, by name. */
	private readonly opened = new Map<string, Opening[]>();
	private depth = 0;
	private hasWords = false;
	/** Line ends since the last words, if there are any. */
	private lineEnds = 0;
	/** A block has just begun, so that white space before its text is of the HTML alone. */
	private isAtStart = false;

	private readonly context: Context;

	constructor(context: Context) {
		this.context = context;
	}

	write(tokens: readonly Token[]): string {
		for (const token of tokens) {
			if (token.kind === 'tag') this.tag(token);
			else if (token.kind === 'link') this.push(this.link(token));
			else if (token.kind !== 'comment') this.push(token.raw);
		}
		for (const left of this.opened.values()) {
			for (const { chunk, tag } of left) chunk.text = this.alone(tag);
		}
		return textOf(this.chunks);
	}

	private push(text: string): void {
		const isLineEnd = text.trim() === '' && text.includes('\n');
		const words = this.isAtStart && !isLineEnd ? text.trimStart() : text;
		if (words === '') return;
		this.isAtStart = false;
		if (!isLineEnd) this.lineEnds = 0;
		else if (this.hasWords || this.lineEnds > 0) this.lineEnds += text.length;
		this.chunks.push({ text: words });
		const lineFrom = words.lastIndexOf('\n') + 1;
		this.hasWords = (lineFrom === 0 && this.hasWords) || words.slice(lineFrom).trim() !== '';
	}

	private link({ head, inner, tail }: Extract<Token, { kind: 'link' }>): string {
		const label = new LineWriter({ ...this.context, isOneLine: true, isLabel: true });
		return head + label.write(inner) + tail;
	}

	private tag(tag: TagToken): void {
		const rule = TAG_RULES.get(tag.name);
		if (!rule || rule.kind === 'font') return this.push(tag.raw);
		if (rule.kind === 'inline') return this.inline(tag, rule.mark);
		if (rule.kind === 'picture') return this.picture(tag);
		this.block(tag, rule);
	}

	private block(
		tag: TagToken,
		rule: Exclude<TagRule, { kind: 'inline' | 'font' | 'picture' }>,
	): void {
		const { lists, isOneLine } = this.context;
		const isOpening = !tag.isClosing;
		switch (rule.kind) {
			case 'break':
				return this.push(isOneLine ? ' ' : '\n');
			case 'block':
				return this.beginLine(rule.isParagraph);
			case 'heading':
				this.beginLine(false);
				return isOpening && !isOneLine ? this.push(`${'#'.repeat(rule.level)} `) : undefined;
			case 'list':
				this.beginLine(lists.length === (isOpening ? 0 : 1));
				if (isOpening) lists.push(rule.isNumbered ? 0 : undefined);
				else lists.pop();
				return;
			case 'item':
				return isOpening ? this.item() : this.beginLine(false);
			case 'cell':
				return isOpening && this.hasWords ? this.push(' | ') : undefined;
			case 'rule':
				this.beginLine(true);
				return isOneLine ? undefined : this.push('---\n\n');
		}
	}

	private beginLine(isParagraph: boolean): void {
		const { isOneLine } = this.context;
		if (this.hasWords) this.push(isOneLine ? ' ' : isParagraph ? '\n\n' : '\n');
		else if (!isOneLine) {
			this.dropIndent();
			// The line has just begun, below the words of another.
			if (isParagraph && this.lineEnds === 1) this.push('\n');
		}
		this.isAtStart = !isOneLine;
	}

	/** White space at the beginning of a line that has nothing else yet. */
	private dropIndent(): void {
		if (/^[ \t]+$/.test(this.chunks.at(-1)?.text ?? '')) this.chunks.pop();
	}

	private item(): void {
		const { lists, isOneLine } = this.context;
		this.beginLine(false);
		const level = lists.length - 1;
		const count = lists[level];
		if (count !== undefined) lists[level] = count + 1;
		const indent = isOneLine
			? ''
			: NESTED_LIST_INDENT.repeat(Math.min(Math.max(level, 0), MAX_DEPTH));
		this.isAtStart = false;
		this.push(`${indent}${count === undefined ? '-' : `${count + 1}.`} `);
		this.isAtStart = true;
	}

	private picture({ attributes }: TagToken): void {
		const alt = (attributeOf(attributes, 'alt') ?? '').replace(/[[\]<>`\\~]/g, '');
		const address = pictureAddress(attributeOf(attributes, 'src'));
		this.push(address && !this.context.isLabel ? `![${alt}](${address})` : alt);
	}

	private inline(tag: TagToken, mark: InlineMark): void {
		const opened = this.opened.get(tag.name) ?? [];
		this.opened.set(tag.name, opened);
		if (!tag.isClosing) {
			const chunk = { text: '' };
			opened.push({ at: this.chunks.length, chunk, tag });
			this.chunks.push(chunk);
			this.depth++;
			return;
		}
		const opening = opened.pop();
		if (!opening) return this.push(this.alone(tag));
		// Where pairs overlap, the second gets no mark.
		const isWhole = this.chunks[opening.at] === opening.chunk;
		if (this.depth-- > MAX_DEPTH || !isWhole) return;
		const inner = textOf(this.chunks.splice(opening.at));
		const place = { ...this.context, before: this.lastCharacter() };
		this.chunks.push({ text: marked(inner, mark, opening.tag.attributes, place) });
	}

	/** What was written last, empty pieces apart; no more than a few of them are looked through. */
	private lastCharacter(): string {
		const last = this.chunks.slice(-MAX_DEPTH).map(({ text }) => text);
		return last.join('').at(-1) ?? '';
	}

	/** A tag without the other of its pair; one that stands for nothing is meant to be read. */
	private alone({ name, raw, attributes }: TagToken): string {
		return this.context.paired.has(name) || attributes.trim() !== '' ? '' : raw;
	}
}

const textOf = (chunks: readonly Chunk[]): string => chunks.map(({ text }) => text).join('');
