/** The apps whose triggers listen in this process: how many, and how many of them hear card actions. */
const listening = new Map<string, { all: number; presses: number }>();

/**
 * A trigger listens from now on.
 *
 * @param app as `issuedForOf` names it
 * @returns a function that ends it; it may be called again
 */
export function announceListener(app: string, hearsPresses: boolean): () => void {
	const change = (by: 1 | -1) => {
		const { all, presses } = listening.get(app) ?? { all: 0, presses: 0 };
		listening.set(app, { all: all + by, presses: presses + (hearsPresses ? by : 0) });
	};
	let isOver = false;
	change(1);
	return () => {
		if (!isOver) change(-1);
		isOver = true;
	};
}

/**
 * Whether a press of an app's card would be heard here. Triggers run all in one process of n8n, which need not be
 * this one: `unknown` where none runs here.
 */
export function whoHears(app: string): 'somebody' | 'nobody' | 'unknown' {
	if ((listening.get(app)?.presses ?? 0) > 0) return 'somebody';
	return runTriggersHere() ? 'nobody' : 'unknown';
}

/** Whether a trigger that keeps a connection runs in this process: then it is the one that runs them all. */
export const runTriggersHere = (): boolean => [...listening.values()].some(({ all }) => all > 0);
