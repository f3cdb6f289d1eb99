import { breakBlock } from './breakBlock';
import type { Cutting } from './breakText';
import type { Block } from '../markdown/blocks';

/** A block with its size. */
export interface SizedBlock extends Block {
	size: number;
}

/** A broken block begins in a part that has at least this share of room left. */
const MIN_SHARE = 1 / 3;

/**
 * Blocks as parts. A block that fits into a part stays whole; headings stay with the block below them.
 *
 * @param max size of a part
 * @param filling how full a part gets, unless a block is larger; at most `max`
 */
export function packBlocks(
	blocks: readonly SizedBlock[],
	max: number,
	filling: number,
	cutting: Cutting,
): string[] {
	const packer = new Packer(max, filling, cutting);
	let headings: SizedBlock[] = [];
	for (const block of blocks) {
		// A rule under a heading parts it from nothing.
		const isHeading = block.kind === 'heading' || (block.kind === 'rule' && headings.length > 0);
		if (isHeading) headings.push(block);
		else {
			packer.add(headings, block);
			headings = [];
		}
	}
	for (const heading of headings) packer.add([], heading);
	return packer.end();
}

class Packer {
	private readonly parts: string[] = [];
	private current: string[] = [];
	private used = 0;

	private readonly max: number;
	private readonly filling: number;
	private readonly cutting: Cutting;

	constructor(max: number, filling: number, cutting: Cutting) {
		this.max = max;
		this.filling = filling;
		this.cutting = cutting;
	}

	/** Adds a block with the headings above it. */
	add(headings: readonly SizedBlock[], block: SizedBlock): void {
		const above =
			this.sizeOf(headings) + (headings.length > 0 ? this.cutting.measure(block.gap) : 0);
		const size = above + block.size;
		if (size <= this.max) {
			if (this.used + this.gapBefore(headings[0] ?? block) + size > this.filling) this.flush();
			for (const one of [...headings, block]) this.put(one.gap, one.lines.join('\n'));
			return;
		}
		// Headings that take half of a part are no headings.
		if (above > this.max / 2) {
			for (const heading of headings) this.addBroken([], heading, 0);
			this.add([], block);
			return;
		}
		this.addBroken(headings, block, above);
	}

	end(): string[] {
		this.flush();
		return this.parts;
	}

	/** @param above size of the headings */
	private addBroken(headings: readonly SizedBlock[], block: SizedBlock, above: number): void {
		const begin = (room: number) => this.piecesOf(block, room - above);
		const room = this.filling - this.used - this.gapBefore(headings[0] ?? block);
		let pieces = room - above < this.filling * MIN_SHARE ? [''] : begin(room);
		if (pieces[0] === '') {
			this.flush();
			// Where the headings leave little room, the part gets as full as it may.
			const isTight = this.filling - above < this.filling * MIN_SHARE;
			pieces = begin(isTight ? this.max : this.filling);
		}
		// What comes first fits into a part of its own, but not below its heading.
		if (pieces[0] === '') pieces = this.piecesOf(block, this.max - above, this.max - above);
		for (const heading of headings) this.put(heading.gap, heading.lines.join('\n'));
		for (const [index, piece] of pieces.entries()) {
			if (index > 0) this.flush();
			this.put(block.gap, piece);
		}
	}

	private piecesOf(block: SizedBlock, first: number, others = this.filling): string[] {
		return breakBlock(block, { first, others }, this.cutting);
	}

	private sizeOf(blocks: readonly SizedBlock[]): number {
		return blocks.reduce(
			(sum, { size, gap }, index) => sum + size + (index > 0 ? this.cutting.measure(gap) : 0),
			0,
		);
	}

	private gapBefore({ gap }: Block): number {
		return this.current.length > 0 ? this.cutting.measure(gap) : 0;
	}

	private put(gap: string, text: string): void {
		const added = this.current.length > 0 ? gap + text : text;
		this.current.push(added);
		this.used += this.cutting.measure(added);
	}

	private flush(): void {
		const part = this.current.join('').trimEnd();
		if (part !== '') this.parts.push(part);
		this.current = [];
		this.used = 0;
	}
}
