import type { TablePlace, TableValues } from '../people/onTables.mts';
import { addRecord, changeRecord, deleteRecord } from '../people/onTables.mts';
import type { Store } from '../state/store.mts';

/** The part of the control that is about AI tables: what people do with records in DingTalk. */
export interface TableControl {
	addRecord(place: TablePlace, userId: string, values: TableValues): { recordId: string };
	/** Changes the given cells; null empties one. */
	changeRecord(place: TablePlace, userId: string, recordId: string, values: TableValues): void;
	deleteRecord(place: TablePlace, userId: string, recordId: string): void;
}

/** The control of AI tables. */
export function createTableControl(store: Store): TableControl {
	return {
		addRecord: (place, userId, values) => ({ recordId: addRecord(store, place, userId, values) }),
		changeRecord: (place, userId, recordId, values) =>
			changeRecord(store, place, userId, recordId, values),
		deleteRecord: (place, userId, recordId) => deleteRecord(store, place, userId, recordId),
	};
}
