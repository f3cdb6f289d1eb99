import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import type { ItemContext, ItemResult, Operation, Settled } from '../../operation/operation';
import { together } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { changeOnce } from '../../operation/changeOnce';
import type { Lines } from '../../spreadsheets/lines';
import { lineFields, readLines, wireLines } from '../../spreadsheets/lines';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/**
 * @see DingTalk docs "删除行": POST …/sheets/{sheetId}/deleteRows
 * @see DingTalk docs "删除列": POST …/sheets/{sheetId}/deleteColumns
 */
export const deleteRows: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete rows or columns of a spreadsheet',
	description:
		'Take rows (删除行) or columns (删除列) out of a spreadsheet; what is below or beside them moves up, and several items name them by their numbers before that',
	endpoints: [
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/deleteRows',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/deleteColumns',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		...lineFields('Delete'),
		optionsField({ options: [sheetOperator] }),
	],
	...together(fromTheLast),
};

/**
 * What is deleted moves all that is behind it: with the last first, each is where it was when its number was read. After
 * a failure nothing new starts, unless the node goes on: in another attempt of Retry On Fail the numbers still hold.
 */
async function fromTheLast(contexts: ItemContext[]): Promise<Settled[]> {
	const settled: Settled[] = [];
	const goesOn = contexts[0]?.node.continueOnFail() ?? false;
	const signal = contexts[0]?.node.getExecutionCancelSignal();
	const waiting = contexts.flatMap((context, index) => {
		try {
			return [{ context, index, lines: readLines(context.read) }];
		} catch (error) {
			settled[index] = { ok: false, error };
			return [];
		}
	});
	let isOver = waiting.length < contexts.length && !goesOn;
	for (const { context, index, lines } of waiting.sort((a, b) => b.lines.first - a.lines.first)) {
		if (isOver || signal?.aborted) break;
		try {
			settled[index] = { ok: true, result: await deleteLines(context, lines) };
		} catch (error) {
			settled[index] = { ok: false, error };
			isOver = !goesOn;
		}
	}
	return settled;
}

async function deleteLines(context: ItemContext, lines: Lines): Promise<ItemResult> {
	const { workbookId, sheetId, operatorId } = await placeOf(context);
	await changeOnce(
		context,
		lines.dimension === 'rows'
			? path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/deleteRows`
			: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/deleteColumns`,
		{ operatorId, body: wireLines(lines), answer: 'id' },
	);
	return { success: true, deleted: lines.dimension, count: lines.count };
}
