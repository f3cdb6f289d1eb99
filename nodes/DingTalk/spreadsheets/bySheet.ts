import type { PersonRef } from '../../shared/params/personRef';
import { readOperator } from '../../shared/contacts/operator';
import type { NodeRef } from '../../shared/drive/nodeRef';
import { resolveNode } from '../../shared/drive/nodeRef';
import type { ItemContext, Settled } from '../operation/operation';
import type { Place } from './calls';
import type { RowInput, RowMode, RowOptions } from './rowFields';
import { readRow, readRowOptions } from './rowFields';
import { readWorkbook, sheetLocator } from './workbook';

/** The row of one item, read from its form. */
export interface RowItem {
	context: ItemContext;
	input: RowInput;
	options: RowOptions;
	/** Of dates. */
	timeZone: string;
}

/** What is done for rows of one sheet; throws what concerns all of them. */
export type SheetWork = (place: Place, items: RowItem[]) => Promise<Settled[]>;

interface Group {
	workbook: NodeRef;
	sheetId: string;
	operator: PersonRef;
	items: RowItem[];
	/** Places of the items in the run. */
	indexes: number[];
}

/**
 * Reads the rows of all items, and does those of one sheet together, the sheets one after the other.
 *
 * @returns one outcome for each item, in their order
 */
export async function bySheet(
	contexts: ItemContext[],
	mode: RowMode,
	work: SheetWork,
): Promise<Settled[]> {
	const settled: Settled[] = [];
	const groups = new Map<string, Group>();
	contexts.forEach((context, index) => {
		try {
			addTo(groups, context, index, mode);
		} catch (error) {
			settled[index] = { ok: false, error };
		}
	});
	for (const group of groups.values()) {
		const outcomes = await settle(group, work);
		group.indexes.forEach((index, at) => (settled[index] = outcomes[at]));
	}
	return settled;
}

function addTo(
	groups: Map<string, Group>,
	context: ItemContext,
	index: number,
	mode: RowMode,
): void {
	const workbook = readWorkbook(context.read);
	const sheetId = context.read.id(sheetLocator.name);
	const input = readRow(context, mode);
	const options = readRowOptions(context.read);
	const operator = readOperator(context);
	const { by, value } = operator;
	const key = JSON.stringify([workbook, sheetId, by, value, options, input.matchOn]);
	const group = groups.get(key) ?? { workbook, sheetId, operator, items: [], indexes: [] };
	group.items.push({ context, input, options, timeZone: context.node.getTimezone() });
	group.indexes.push(index);
	groups.set(key, group);
}

async function settle(group: Group, work: SheetWork): Promise<Settled[]> {
	const { workbook, sheetId, operator, items } = group;
	try {
		const { api, directory } = items[0].context;
		const operatorId = await directory.unionIdOf(operator);
		const workbookId = await resolveNode(api, workbook, operatorId);
		return await work({ workbookId, sheetId, operatorId }, items);
	} catch (error) {
		return items.map(() => ({ ok: false, error }));
	}
}
