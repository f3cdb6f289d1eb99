import type { IDataObject } from 'n8n-workflow';

import { isoMoment } from '../values/time';
import { kindOf } from './columnKinds';
import type { Column } from './columns';

/** A record as DingTalk gives it: empty columns may be missing. */
export interface WireRecord {
	id: string;
	/** By the names of the columns. */
	fields: IDataObject;
	createdTime?: number;
	createdBy?: { unionId?: string };
	lastModifiedTime?: number;
	lastModifiedBy?: { unionId?: string };
}

/** What a record is confirmed by, below a place of the answer such as `records[].`. */
export const recordAnswer = <P extends string>(place: P) =>
	({
		[`${place}id`]: 'id',
		[`${place}fields`]: 'map',
		[`${place}createdTime`]: 'digits?',
		[`${place}createdBy`]: 'map?',
		[`${place}lastModifiedTime`]: 'digits?',
		[`${place}lastModifiedBy`]: 'map?',
	}) as Record<string, 'id' | 'map' | 'digits?' | 'map?'>;

/**
 * A record with its columns beside its ID, each value as a workflow would write it: so it can be changed and given
 * back to Update. Columns of types that DingTalk does not document stay as they come.
 */
export function toItem(
	{ id, fields, createdTime, createdBy, lastModifiedTime, lastModifiedBy }: WireRecord,
	columns: readonly Column[],
	timeZone: string,
): IDataObject {
	const types = new Map(columns.map((column) => [column.name, column]));
	const values = Object.entries(fields).map(([name, value]) => {
		const column = types.get(name);
		const kind = column && kindOf(column);
		return [name, kind && value !== null ? kind.show(value, timeZone) : value] as const;
	});
	return {
		...(Object.fromEntries(values) as IDataObject),
		recordId: id,
		createdTime: isoMoment(createdTime, timeZone),
		createdByUnionId: createdBy?.unionId,
		lastModifiedTime: isoMoment(lastModifiedTime, timeZone),
		lastModifiedByUnionId: lastModifiedBy?.unionId,
	};
}
