/** One item that a node put out. */
export interface OutputItem {
	json: Record<string, unknown>;
	binary?: Record<string, BinaryEntry>;
	pairedItem?: unknown;
}

/** A file in an item: inline as base64, or by an id that n8n's binary data endpoint knows. */
export interface BinaryEntry {
	data: string;
	id?: string;
	fileName?: string;
	mimeType: string;
}

/** What one node did in a run. */
export interface NodeRun {
	name: string;
	startTime: number;
	executionTime: number;
	status: string;
	error?: { message: string; description?: string };
	items: OutputItem[];
}

/** A whole run. */
export interface RunResult {
	id: string;
	status: string;
	error?: { message: string; description?: string };
	/** In the order in which they ran. */
	nodes: NodeRun[];
}

/** An item list per output, as n8n stores them; null for an output nothing came out of. */
type OutputBranches = Array<OutputItem[] | null>;

interface RawNodeRun extends Omit<NodeRun, 'name' | 'items' | 'status'> {
	executionStatus?: string;
	data?: { main?: OutputBranches };
}

/** The part of n8n's run data that we read. */
export interface RawRunData {
	resultData?: { runData?: Record<string, RawNodeRun[]>; error?: RunResult['error'] };
	executionData?: { nodeExecutionStack?: Array<{ data?: { main?: OutputBranches } }> };
}

/** The items that a run was to begin with, or to go on with: all that is left of one that a crash cut off. */
export const enteringItems = ({ executionData }: RawRunData): OutputItem[] =>
	(executionData?.nodeExecutionStack?.[0]?.data?.main ?? []).flatMap((branch) => branch ?? []);

/** Our view of n8n's run data. */
export function toRunResult(id: string, status: string, raw: RawRunData): RunResult {
	const nodes = Object.entries(raw.resultData?.runData ?? {}).flatMap(([name, runs]) =>
		runs.map((run) => ({
			name,
			startTime: run.startTime,
			executionTime: run.executionTime,
			status: run.executionStatus ?? 'success',
			error: run.error,
			items: (run.data?.main ?? []).flatMap((branch) => branch ?? []),
		})),
	);
	nodes.sort((a, b) => a.startTime - b.startTime);
	return { id, status, error: raw.resultData?.error, nodes };
}

/** Several runs of a workflow as one; it has the first error that one of them had. */
export function joinRuns(runs: RunResult[]): RunResult {
	const failed = runs.find(({ status }) => status !== 'success');
	const { id, status, error } = failed ?? runs[0];
	return { id, status, error, nodes: runs.flatMap(({ nodes }) => nodes) };
}

/** The items of one node, or an empty list when it did not run. */
export function itemsOf(result: RunResult, nodeName: string): OutputItem[] {
	return result.nodes.filter((node) => node.name === nodeName).flatMap((node) => node.items);
}

/**
 * Reads the flat form n8n stores run data in: a list in which every text inside an object or list
 * is the index of the entry it stands for, so that shared and circular values survive.
 */
export function parseFlat(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const at = (index: number): unknown => {
		if (done.has(index)) return done.get(index);
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		const filled: unknown[] | Record<string, unknown> = Array.isArray(entry) ? [] : {};
		done.set(index, filled);
		for (const [key, value] of Object.entries(entry)) {
			Reflect.set(filled, key, typeof value === 'string' ? at(Number(value)) : value);
		}
		return filled;
	};
	return at(0);
}
