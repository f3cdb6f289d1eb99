import type { ItemStart } from './lines';
import {
	closesFence,
	fenceMark,
	indentOf,
	isBlank,
	isHeading,
	isQuote,
	isRule,
	itemStart,
	startsTable,
	underlineLevel,
} from './lines';
import { unquoted } from './quotes';

/** The lines that the text of one line becomes. @param isOneLine where no line can be broken */
export type Inline = (text: string, isOneLine: boolean) => string[];

/** A line as it is written. */
export interface Line {
	/** `gone`: it held nothing but tags. */
	kind: 'blank' | 'gone' | 'code' | 'heading' | 'rule' | 'table' | 'item' | 'text';
	text: string;
	/** The mark of the quote that it is in, with white space around it. */
	lead?: string;
	/** Text that goes on with a list item. */
	isInList?: boolean;
}

const CODE_INDENT = 4;
/** Quotes in lists in quotes; what is deeper stays as it is. */
const MAX_DEPTH = 3;
const TASK = /^\[([ xX])\](?=\s|$)/;
const FOOTNOTE_TEXT = /^( {0,3})\[\^([\p{L}\p{N}_.-]{1,60})\]:[ \t]*/u;

/** Reads lines block by block, and writes each as DingTalk draws it. */
export class DrawnBlocks {
	private readonly out: Line[] = [];
	/** Columns at which the texts of the lists around begin. */
	private readonly offsets: number[] = [];

	private readonly lines: readonly string[];
	private readonly inline: Inline;
	private readonly depth: number;

	constructor(lines: readonly string[], inline: Inline, depth: number) {
		this.lines = lines;
		this.inline = inline;
		this.depth = depth;
	}

	run(): Line[] {
		let at = 0;
		while (at < this.lines.length) at = this.block(at);
		return this.out;
	}

	private get lastKind(): Line['kind'] | undefined {
		return this.out.at(-1)?.kind;
	}

	private get isAfterText(): boolean {
		return this.lastKind === 'text' || this.lastKind === 'item';
	}

	/** Right below text that is in nothing else. */
	private get isBelowText(): boolean {
		const last = this.out.at(-1);
		return last?.kind === 'text' && last.lead === undefined && !last.isInList;
	}

	/** Writes the block that begins at a line; returns the line behind it. */
	private block(at: number): number {
		const line = this.lines[at];
		if (isBlank(line)) return this.push('blank', line, at);
		const indent = indentOf(line);
		if (!this.isAfterText) this.leaveLists(indent);
		const margin = this.offsets.at(-1) ?? 0;
		const mayBeCode = !this.isAfterText && this.lastKind !== 'gone';
		if (mayBeCode && indent >= margin + CODE_INDENT) return this.push('code', line, at);
		const mark = fenceMark(line);
		if (mark) return this.fence(mark, at);
		if (isHeading(line)) return this.push('heading', this.oneLine(line), at);
		if (isRule(line)) return this.rule(line, at);
		const isShallow = this.depth < MAX_DEPTH && indent < margin + CODE_INDENT;
		if (isShallow && isQuote(line)) return this.quote(at);
		if (startsTable(this.lines, at)) return this.table(at);
		const item = itemStart(line);
		return item ? this.item(item, at) : this.text(line, at);
	}

	private push(kind: Line['kind'], text: string, at: number): number {
		this.out.push({ kind, text });
		return at + 1;
	}

	private oneLine(text: string): string {
		return this.inline(text, true)[0];
	}

	private leaveLists(indent: number): void {
		while (this.offsets.length > 0 && indent < this.offsets[this.offsets.length - 1]) {
			this.offsets.pop();
		}
	}

	/** From the line that opens a fence to the one that closes it, or to the end. */
	private fence(mark: string, from: number): number {
		let at = this.push('code', this.lines[from], from);
		while (at < this.lines.length) {
			const line = this.lines[at];
			at = this.push('code', line, at);
			if (closesFence(line, mark)) break;
		}
		return at;
	}

	private rule(line: string, at: number): number {
		// Right below text it would make a heading of it.
		if (this.isBelowText && underlineLevel(line)) this.push('blank', '', at);
		return this.push('rule', line, at);
	}

	private table(from: number): number {
		if (this.isBelowText) this.push('blank', '', from);
		let at = from;
		while (at < from + 2 || (!isBlank(this.lines[at]) && this.lines[at].includes('|'))) {
			const row = this.lines[at];
			at = this.push('table', at === from + 1 ? row : this.oneLine(row), at);
		}
		return at;
	}

	private item({ lead, indent, offset, text }: ItemStart, at: number): number {
		while (this.offsets.length > 0 && indent < this.offsets[this.offsets.length - 1]) {
			this.offsets.pop();
		}
		this.offsets.push(offset);
		const mark = fenceMark(text);
		if (mark) return this.fence(mark, at);
		const words = text.replace(TASK, (_box, sign: string) => (sign === ' ' ? '☐' : '☑'));
		const [first, ...others] = this.inline(words, false);
		this.push('item', lead + first, at);
		for (const other of others) this.pushText(' '.repeat(offset) + other);
		return at + 1;
	}

	private text(line: string, at: number): number {
		const isStart = !this.isAfterText;
		const level = this.offsets.length === 0 ? underlineLevel(this.lines[at + 1]) : undefined;
		// Dashes below several lines are more likely meant as a rule.
		if (level && (isStart || level === 1)) {
			const title = this.oneLine(line.trim());
			if (!isBlank(title)) {
				this.push('heading', `${'#'.repeat(level)} ${title}`, at);
				return at + 2;
			}
		}
		for (const one of this.inline(line.replace(FOOTNOTE_TEXT, '$1[$2] '), false))
			this.pushText(one);
		return at + 1;
	}

	private pushText(text: string): void {
		const kind = isBlank(text) ? 'gone' : 'text';
		this.out.push({ kind, text, isInList: this.offsets.length > 0 });
	}

	/** A quote, with quotes inside it on the same level: DingTalk draws one only. */
	private quote(from: number): number {
		const { inner, to } = unquoted(this.lines, from);
		const lines = new DrawnBlocks(inner, this.inline, this.depth + 1).run();
		const white = /^\s*/.exec(this.lines[from])?.[0] ?? '';
		for (const line of lines) {
			this.out.push({ ...line, lead: `${white}> ${line.lead ?? ''}` });
		}
		return to;
	}
}
