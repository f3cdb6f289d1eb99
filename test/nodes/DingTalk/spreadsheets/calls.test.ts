import { fetchCells } from '../../../../nodes/DingTalk/spreadsheets/calls';
import type { DingTalkApi } from '../../../../nodes/shared/transport/api';

test('a piece that leaves out its last rows moves none of the next one', async () => {
	const pieces = [[['a']], [['b']]];
	const api = {
		request: async () => await Promise.resolve({ values: pieces.shift() }),
	} as unknown as DingTalkApi;
	const place = { workbookId: 'w', sheetId: 's', operatorId: 'u' };
	const cells = await fetchCells(api, place, { row: 1, column: 0, rows: 20_002, columns: 1 });
	expect(cells).toHaveLength(20_002);
	expect([cells[0], cells[1], cells[20_000], cells[20_001]]).toEqual([['a'], [], ['b'], []]);
});
