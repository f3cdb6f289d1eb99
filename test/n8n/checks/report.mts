/** Counts what passed and what did not, and says it as it happens. */
export interface Report {
	passed: number;
	failed: number;
	skipped: number;
	/** Runs one check; an exception makes it a failed one, and the run goes on. */
	check(name: string, body: () => Promise<void> | void): Promise<void>;
	fail(name: string, error: unknown): void;
	/** Says that something could not be checked here; it is counted apart. */
	skip(what: string): void;
}

/** A report that prints one line per check. */
export function createReport(): Report {
	return {
		passed: 0,
		failed: 0,
		skipped: 0,
		async check(name, body) {
			try {
				await body();
				this.passed++;
				console.log(`  ✓ ${name}`);
			} catch (error) {
				this.fail(name, error);
			}
		},
		fail(name, error) {
			this.failed++;
			const text = error instanceof Error ? error.message : String(error);
			console.log(`  ✗ ${name}\n      ${text.replaceAll('\n', '\n      ')}`);
		},
		skip(what) {
			this.skipped++;
			console.log(`  – SKIPPED ${what}`);
		},
	};
}
