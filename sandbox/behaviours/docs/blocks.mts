import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Block, Element, Inline, WikiNode } from '../../state/documents.mts';
import { fromMarkdown } from '../../state/documentMarkdown.mts';
import { findDocument, refuse } from './find.mts';

const TEXT_BLOCKS = ['paragraph', 'heading', 'blockquote', 'orderedList', 'unorderedList'];

/**
 * `GET /v1.0/doc/suites/documents/{docKey}/blocks`: texts alone, as seen publicly; headings with `heading-1` for their
 * level, blocks of other kinds without anything. That `endIndex` counts in, as public code takes it, is [unverified].
 */
export const listBlocks: Behaviour = (world, request) => {
	const document = findDocument(world, request, 'read');
	if ('status' in document) return document;
	const { startIndex = '0', endIndex, blockType } = request.query;
	const end = endIndex === undefined ? undefined : Number(endIndex) + 1;
	const data = document.blocks
		.map(toRead)
		.slice(Number(startIndex), end)
		.filter((block) => blockType === undefined || block.blockType === blockType);
	return ok({ success: true, result: { data } });
};

function toRead({ id, element }: Block, index: number) {
	const { blockType } = element;
	const properties = (element[blockType] ?? {}) as Record<string, unknown>;
	const known = { blockType, id, index };
	if (blockType === 'table') {
		const { rolSize, colSize, cells } = properties;
		return { ...known, table: { rowSize: rolSize, colSize, cells } };
	}
	if (!TEXT_BLOCKS.includes(blockType)) return { ...known, [blockType]: {} };
	const text = textOf(element);
	const level = blockType === 'heading' ? { level: `heading-${properties.level ?? 1}` } : {};
	const list = properties.list === undefined ? {} : { list: properties.list };
	return { ...known, [blockType]: { ...level, ...list, text } };
}

/** Children go before the text of the properties [unverified]. */
const textOf = ({ blockType, children, ...rest }: Element): string =>
	children
		? children.map(inlineText).join('')
		: String((rest[blockType] as { text?: string } | undefined)?.text ?? '');

const inlineText = ({ text = '', children = [] }: Inline): string =>
	text + children.map(inlineText).join('');

/** `POST /v1.0/doc/suites/documents/{docKey}/blocks`: at the end unless a place is given. */
export const insertBlock: Behaviour = (world, request) => {
	const document = findDocument(world, request, 'write');
	if ('status' in document) return document;
	const { element, blockId, index, where } = request.body;
	const problem = problemOf(element as Element);
	if (problem) return refuse(request, 'invalidRequest.inputArgs.invalid', problem);
	const at =
		blockId === undefined
			? ((index as number | undefined) ?? document.blocks.length - 1)
			: document.blocks.findIndex(({ id }) => id === blockId);
	if (blockId !== undefined && at < 0) return refuse(request, 'invalidRequest.resource.notFound');
	const block = world.store.documents.toBlock(element as Element);
	document.blocks.splice(where === 'before' ? at : at + 1, 0, block);
	return written(world, request, document, { id: block.id });
};

/** Why DingTalk would not take an element; its page "块元素" says what one holds, its texts are [unverified]. */
function problemOf(element: Element): string | undefined {
	const { blockType, children } = element;
	const properties = element[blockType] as Record<string, unknown> | undefined;
	if (![...TEXT_BLOCKS, 'table', 'callout', 'columns'].includes(blockType)) {
		return `blockType is invalid: ${blockType}`;
	}
	if (properties === undefined) return `${blockType} is required`;
	const { level } = properties;
	if (
		blockType === 'heading' &&
		!(Number.isInteger(level) && Number(level) >= 1 && Number(level) <= 6)
	) {
		return 'heading.level must be an integer from 1 to 6';
	}
	if (blockType.endsWith('List') && problemOfList(properties.list))
		return problemOfList(properties.list);
	if (blockType === 'table')
		return children ? 'table takes no children' : problemOfTable(properties);
	const isEmptyLink = (one: Inline) =>
		one.elementType === 'link' && !(one.children ?? []).some(({ text }) => text);
	return children?.some(isEmptyLink) ? 'link needs a text' : undefined;
}

function problemOfList(list: unknown): string | undefined {
	const { level, listStyleType, listStyle } = (list ?? {}) as Record<string, unknown>;
	const isWhole = Number.isInteger(level) && listStyleType && listStyle;
	return isWhole ? undefined : 'list needs level, listStyleType and listStyle';
}

function problemOfTable({ rolSize, colSize, cells }: Record<string, unknown>): string | undefined {
	const rows = (cells ?? []) as unknown[][];
	const fits =
		rows.length <= Number(rolSize) &&
		rows.every(
			(row) => row.length <= Number(colSize) && row.every((cell) => typeof cell === 'string'),
		);
	return fits ? undefined : 'cells must be texts within rolSize and colSize';
}

/** `POST /v1.0/doc/suites/documents/{docKey}/overwriteContent`. */
export const overwriteContent: Behaviour = (world, request) => {
	const document = findDocument(world, request, 'write');
	if ('status' in document) return document;
	const content = request.body.content as string;
	const { documents } = world.store;
	document.blocks = fromMarkdown(content).map((element) => documents.toBlock(element));
	return written(world, request, document, {});
};

function written(world: World, request: Request, document: WikiNode, data: object): Answer {
	document.modifiedAt = world.store.now();
	document.modifierId = request.query.operatorId;
	world.store.changed();
	return ok({ success: true, result: { data } });
}
