import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { pages, type Page, type PageStyle } from '../../../../nodes/shared/paging/pages';
import { numberedPages, offsetPages, tokenPages } from '../../../../nodes/shared/paging/styles';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** An API with `count` items that pages as told; keeps the parameters of each call. */
function api(count: number, size: number, start: (parameters: IDataObject) => number) {
	const calls: IDataObject[] = [];
	const fetchPage = async (parameters: IDataObject): Promise<Page<number>> => {
		calls.push(parameters);
		const from = start(parameters);
		const items = range(count).slice(from, from + size);
		const isLast = from + size >= count;
		return { items, hasMore: !isLast, next: isLast ? '' : String(from + size) };
	};
	return { calls, fetchPage };
}

const STYLES: Array<[string, PageStyle, (parameters: IDataObject, size: number) => number]> = [
	['a token', tokenPages('nextToken', undefined, {}), ({ nextToken }) => Number(nextToken ?? 0)],
	['a cursor', tokenPages('cursor', 0, {}), ({ cursor }) => Number(cursor)],
	['an offset', offsetPages('offset', {}), ({ offset }) => Number(offset)],
	['a page number', numberedPages('page', 1, {}), ({ page }, size) => (Number(page) - 1) * size],
];

test.each(STYLES)('walks all items by %s, each once', async (_name, style, start) => {
	await fc.assert(
		fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), async (count, size) => {
			const { fetchPage, calls } = api(count, size, (parameters) => start(parameters, size));
			expect(await pages(style, fetchPage, Infinity)).toEqual(range(count));
			expect(calls).toHaveLength(Math.max(1, Math.ceil(count / size)));
		}),
	);
});

test('stops at the limit without another call, and counts what the filter keeps', async () => {
	const { fetchPage, calls } = api(100, 10, ({ offset }) => Number(offset));
	const isEven = (item: number) => item % 2 === 0;
	expect(await pages(offsetPages('offset', {}), fetchPage, 7, isEven)).toEqual([
		0, 2, 4, 6, 8, 10, 12,
	]);
	expect(calls).toEqual([{ offset: 0 }, { offset: 10 }]);
});

test('sends size and start along', async () => {
	const { fetchPage, calls } = api(3, 2, ({ offset }) => Number(offset) - 5);
	await pages(offsetPages('offset', { limit: 2 }, 5), fetchPage, Infinity);
	expect(calls).toEqual([
		{ offset: 5, limit: 2 },
		{ offset: 7, limit: 2 },
	]);
});

test('goes on after an empty page that names a further one', async () => {
	const gaps: Array<Page<number>> = [
		{ items: [], hasMore: true, next: 'b' },
		{ items: [1], hasMore: true, next: 'c' },
		{ items: [], hasMore: true, next: 'd' },
		{ items: [2], hasMore: false },
	];
	const fetchPage = async ({ t = 'a' }: IDataObject) => gaps['abcd'.indexOf(String(t))];
	expect(await pages(tokenPages('t', undefined, {}), fetchPage, Infinity)).toEqual([1, 2]);
});

test('ends at an empty page, a repeated token, and a token of null', async () => {
	const endless = async (): Promise<Page<number>> => ({ items: [1], next: 'same' });
	expect(await pages(tokenPages('t', undefined, {}), endless, Infinity)).toEqual([1, 1]);
	const empty = async (): Promise<Page<number>> => ({ items: [], hasMore: true, next: 'x' });
	expect(await pages(tokenPages('t', undefined, {}), empty, Infinity)).toEqual([]);
	const numbered = async (): Promise<Page<number>> => ({ items: [], hasMore: true });
	expect(await pages(numberedPages('n', 1, {}), numbered, Infinity)).toEqual([]);
	const last = async (): Promise<Page<number>> => ({ items: [1], next: null });
	expect(await pages(tokenPages('t', undefined, {}), last, Infinity)).toEqual([1]);
});
