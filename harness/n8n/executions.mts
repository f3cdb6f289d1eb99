import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Instance } from './instance.mts';
import { enteringItems, parseFlat, toRunResult, type RawRunData } from './runData.mts';

/** An execution as n8n's database holds it. */
export interface StoredExecution {
	id: number;
	status: string;
	error?: string;
	/** When it was stored, Unix ms. */
	createdAt: number;
	/** When the engine began with the first node, Unix ms; 0 when it did not. */
	startedAt: number;
	/** The items that the workflow started with. */
	items: Array<Record<string, unknown>>;
}

interface Row {
	id: number;
	status: string;
	data: string | null;
	createdAt: string;
}

const UNFINISHED = `'new', 'running', 'waiting', 'unknown'`;

/**
 * Reads executions straight from n8n's SQLite file, beside the running n8n and without asking it:
 * ten thousand of them would keep its REST interface busy for minutes.
 */
export class ExecutionStore {
	readonly #database: DatabaseSync;

	constructor(instance: Instance) {
		const file = join(instance.n8nDir, 'database.sqlite');
		this.#database = new DatabaseSync(file, { readOnly: true });
	}

	/** How many executions the workflow has, and how many of them are not at their end. */
	count(workflowId: string): { all: number; unfinished: number } {
		const row = this.#database
			.prepare(
				`SELECT count(*) AS "all", coalesce(sum(status IN (${UNFINISHED})), 0) AS unfinished
				FROM execution_entity WHERE workflowId = ?`,
			)
			.get(workflowId) as { all: number; unfinished: number };
		return { ...row };
	}

	/** The executions of a workflow, oldest first, one after the other. */
	*of(workflowId: string): Generator<StoredExecution> {
		const rows = this.#database
			.prepare(
				`SELECT e.id, e.status, e.createdAt, d.data FROM execution_entity e
				LEFT JOIN execution_data d ON d.executionId = e.id
				WHERE e.workflowId = ? ORDER BY e.id`,
			)
			.iterate(workflowId);
		for (const row of rows) {
			const { id, status, data, createdAt } = row as unknown as Row;
			const raw = (data === null ? {} : parseFlat(data)) as RawRunData;
			const { nodes, error } = toRunResult(String(id), status, raw);
			const [first] = nodes;
			// Of one that n8n ended before its first node, or died in, there is only what it was to begin with.
			const isWhole = status !== 'crashed' && first?.items.length > 0;
			const outputs = isWhole ? first.items : enteringItems(raw);
			const items = outputs.map(({ json }) => json);
			yield {
				...{ id, status, items },
				error: error?.message,
				// In UTC, and does not say so.
				createdAt: Date.parse(`${createdAt.replace(' ', 'T')}Z`),
				startedAt: first?.startTime ?? 0,
			};
		}
	}

	close(): void {
		this.#database.close();
	}
}
