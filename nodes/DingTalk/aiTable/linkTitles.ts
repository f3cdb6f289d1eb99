import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import { kindOf } from '../../shared/aiTable/columnKinds';
import { findRecords, matchKeyOf } from './matching';
import type { Table } from '../../shared/aiTable/table';
import type { Column } from '../../shared/aiTable/columns';
import { columnsOf } from '../../shared/aiTable/columns';

/** Records that a link names by their titles: what stands in the first column of the linked table. */
export interface TitledLink {
	column: Column;
	titles: string[];
}

/** Types whose values are titles: read without looking anything up. */
const TITLES = ['text', 'number', 'currency', 'date', 'singleSelect'];

/** What tells the records behind titles. */
export interface TitleFinder {
	/** @throws InputError for a title that no record has, or several */
	linksOf(link: TitledLink): IDataObject;
}

/**
 * Looks for all titles once, in each linked table by its first column.
 *
 * @param timeZone of titles that are dates
 * @throws NodeApiError when DingTalk refuses
 */
export async function findTitles(
	api: DingTalkApi,
	where: Table,
	links: readonly TitledLink[],
	timeZone: string,
): Promise<TitleFinder> {
	const tables = new Map<string, { primary: Column; found: Map<string, string[]> }>();
	for (const table of new Set(links.map(({ column }) => column.linkedTable ?? ''))) {
		const linked = { ...where, table };
		const [primary] = await columnsOf(api, linked);
		if (!primary) continue;
		const ofTable = links.filter(({ column }) => column.linkedTable === table);
		const titles = ofTable.flatMap((link) => link.titles);
		const wanted = [...new Set(titles.flatMap(formsOf))]
			.map((title) => fieldsOf(primary, title, timeZone))
			.filter((fields) => fields !== undefined);
		tables.set(table, { primary, found: await findRecords(api, linked, [primary], wanted) });
	}
	return {
		linksOf({ column, titles }) {
			const table = tables.get(column.linkedTable ?? '');
			const idsOf = (title: string): string[] => {
				const fields = table && fieldsOf(table.primary, title, timeZone);
				const key = table && fields && matchKeyOf([table.primary], fields);
				return (key && table.found.get(key)) || [];
			};
			const ids = titles.map((title) => {
				const fitting =
					formsOf(title)
						.map(idsOf)
						.find(({ length }) => length > 0) ?? [];
				if (fitting.length === 1) return fitting[0];
				throw notOne(column, title, fitting, table?.primary);
			});
			return { linkedRecordIds: [...new Set(ids)] };
		},
	};
}

/** A title as it is given, then without blanks around it. */
const formsOf = (title: string): string[] => [...new Set([title, title.trim()])];

/** A title as the column holds it; undefined for what it cannot hold. */
function fieldsOf(primary: Column, title: string, timeZone: string): IDataObject | undefined {
	const kind = TITLES.includes(primary.type) ? kindOf(primary) : undefined;
	try {
		const draft = kind?.read(title, { column: primary, timeZone });
		return draft && 'wire' in draft ? { [primary.name]: draft.wire as string } : undefined;
	} catch {
		// No record has a title that its column cannot hold.
		return undefined;
	}
}

function notOne(column: Column, title: string, ids: readonly string[], primary?: Column) {
	const shown = title.slice(0, 60);
	if (primary && !TITLES.includes(primary.type)) {
		return new InputError(
			column.name,
			`links to a table whose first column '${primary.name}' has no titles to look for (${primary.type})`,
			"Give record IDs, and set 'Linked Records By' to Record ID",
		);
	}
	return new InputError(
		column.name,
		ids.length === 0
			? `names '${shown}', and no record of the linked table has it in its first column`
			: `names '${shown}', which ${ids.length} records of the linked table have: ${ids.slice(0, 5).join(', ')}`,
		ids.length === 0
			? 'Give a title as it stands there, letter by letter, or the ID of the record'
			: "Give record IDs, and set 'Linked Records By' to Record ID",
	);
}
