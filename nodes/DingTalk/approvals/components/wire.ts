import type { IDataObject } from 'n8n-workflow';

import type { PersonRef } from '../../../shared/params/personRef';
import type { Draft, FileSource, Filled, StoredFile } from './component';
import { assertLength } from './form';

/** A field as calls take it. */
export interface WireValue extends IDataObject {
	id: string;
	name: string;
	value: string;
}

/** What the values need of DingTalk. */
export interface Found {
	userIdsOf(draft: Extract<Draft, { kind: 'people' }>): Promise<string[]>;
	/** Addresses of pictures. */
	photosOf(field: string, files: readonly FileSource[]): Promise<string[]>;
	attachmentsOf(field: string, files: readonly FileSource[]): Promise<StoredFile[]>;
}

/**
 * `formComponentValues` of a call: every value a text.
 *
 * @throws InputError when one comes out too long
 * @see DingTalk docs "发起审批实例", "FormComponentValues 参数说明"
 */
export async function toWire(form: readonly Filled[], found: Found): Promise<WireValue[]> {
	const values: WireValue[] = [];
	for (const { component, field, draft } of form) {
		const value = await textOf(field, draft, found);
		assertLength(field, value);
		values.push({ id: component.id, name: component.name, value });
	}
	return values;
}

async function textOf(field: string, draft: Draft, found: Found): Promise<string> {
	switch (draft.kind) {
		case 'text':
			return draft.text;
		case 'people':
			return JSON.stringify(await found.userIdsOf(draft));
		case 'photos':
			return JSON.stringify(await found.photosOf(field, draft.files));
		case 'attachments':
			return JSON.stringify(await found.attachmentsOf(field, draft.files));
		case 'rows': {
			const rows: IDataObject[][] = [];
			// A flat list of `{label: value}`, as some tools have it, makes DingTalk answer with a system error.
			for (const row of draft.rows) {
				rows.push((await toWire(row, found)).map(({ name, value }) => ({ name, value })));
			}
			return JSON.stringify(rows);
		}
	}
}

/** All files of a form, those in tables too. */
export const filesIn = (
	form: readonly Filled[],
): Array<{ field: string; kind: 'photos' | 'attachments'; file: FileSource }> =>
	form.flatMap(({ field, draft }) => {
		if (draft.kind === 'rows') return draft.rows.flatMap(filesIn);
		if (draft.kind !== 'photos' && draft.kind !== 'attachments') return [];
		return draft.files.map((file) => ({ field, kind: draft.kind, file }));
	});

/** Everybody that a form names, in tables too. */
export const peopleIn = (form: readonly Filled[]): PersonRef[] =>
	form.flatMap(({ draft }) => {
		if (draft.kind === 'rows') return draft.rows.flatMap(peopleIn);
		return draft.kind === 'people' ? draft.people : [];
	});
