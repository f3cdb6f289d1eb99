import type { Table } from '../shared/aiTable/table';
import type { ChangeMemory } from './changes';

/** Everything kept between two polls; n8n keeps it in the node's static data. */
export interface Memory {
	/** The table as the form names it, with what is behind it, so that it is looked up once. */
	table: Table & { named: string };
	/** What is watched: in another table, or for something else, the watch begins anew. */
	watched: string;
	changes: ChangeMemory;
}
