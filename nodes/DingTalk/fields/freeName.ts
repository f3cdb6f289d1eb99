import type { IDataObject } from 'n8n-workflow';

/** A label as a name that the object does not have yet: one that comes again gets a number. */
export function freeName(taken: IDataObject, label: string): string {
	let name = label;
	for (let count = 2; Object.hasOwn(taken, name); count++) name = `${label} ${count}`;
	return name;
}
