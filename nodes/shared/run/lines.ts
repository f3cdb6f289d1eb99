/** `again`: with a call that has gone before and was refused, or never arrived. */
export type Line = 'new' | 'again';

/** Two lines before one gate: who comes back need not stand behind hundreds who have never gone. */
export class Lines {
	/** Each ends when everybody who has joined it so far has gone. */
	private readonly ends: Record<Line, Promise<void>> = {
		new: Promise.resolve(),
		again: Promise.resolve(),
	};

	/** Goes when those before have gone: of both lines for a new call, of its own for one that comes back. */
	async join(line: Line, go: () => Promise<void>): Promise<void> {
		const ahead = this.ends[line];
		const gone = (async () => {
			await ahead;
			if (line === 'new') await this.ends.again;
			await go();
		})();
		this.ends[line] = gone;
		await gone;
	}
}
