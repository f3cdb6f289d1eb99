import type { IDataObject } from 'n8n-workflow';

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

const KEY = 'memory';

/** What the last poll left; undefined before the first. Never change it: a poll that fails must leave it. */
export const recall = (staticData: IDataObject): Memory | undefined =>
	staticData[KEY] as unknown as Memory | undefined;

/** Keeps what the next poll needs; n8n stores it together with the items that this poll returns. */
export function keep(staticData: IDataObject, memory: Memory): void {
	staticData[KEY] = memory as unknown as IDataObject;
}
