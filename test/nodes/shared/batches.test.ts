import { attemptBatches, inBatches } from '../../../nodes/shared/batches';
import type { FailureKind } from '../../../nodes/shared/errors/failure';
import { failed, success } from '../../../nodes/shared/errors/failure';
import type { ApiCall, DingTalkApi } from '../../../nodes/shared/transport/api';

/** An API that refuses calls with one of these IDs, and keeps the batches it was asked for. */
function apiRefusing(refused: string[], kind: FailureKind = 'invalid') {
	const asked: string[] = [];
	const api = {
		attempt: async ({ body }: ApiCall) => {
			const ids = body as string[];
			asked.push(ids.join(''));
			const isRefused = ids.some((id) => refused.includes(id));
			return isRefused
				? failed({ kind, code: 'no', message: '' })
				: success({ body: {}, headers: {}, statusCode: 200 });
		},
		toError: ({ code }: { code: string }) => new Error(code),
	};
	return { api: api as unknown as DingTalkApi, asked };
}
const toCall = (ids: string[]) =>
	({ method: 'POST', host: 'api', path: '/x', answer: 'nothing', body: ids }) as const;
const IDS = [...'abcdefg'];

test('takes so many at a time, and lists the batches that were refused', async () => {
	const { api, asked } = apiRefusing(['d']);
	const result = await inBatches(api, IDS, 3, toCall);
	expect(asked).toEqual(['abc', 'def', 'g']);
	expect(result.done).toEqual([...'abcg']);
	expect(result.failed).toMatchObject([{ userIds: [...'def'], code: 'no' }]);
});

test('tries a refused batch one by one, where that makes sense', async () => {
	const { api, asked } = apiRefusing(['d']);
	const result = await inBatches(api, IDS, 3, toCall, { name: 'roomIds', isDivisible: true });
	expect(asked).toEqual(['abc', 'def', 'd', 'e', 'f', 'g']);
	expect(result.done).toEqual([...'abcefg']);
	expect(result.failed).toMatchObject([{ roomIds: ['d'] }]);
});

test('asks no further after a refusal that all others would meet too', async () => {
	const { api, asked } = apiRefusing(['d'], 'scope');
	const result = await inBatches(api, IDS, 3, toCall, { isDivisible: true });
	expect(asked).toEqual(['abc', 'def']);
	expect(result.failed).toMatchObject([{ userIds: [...'def'] }, { userIds: ['g'] }]);
});

test('throws only when all were refused, and never as a part of the work', async () => {
	const { api } = apiRefusing(IDS);
	await expect(inBatches(api, IDS, 3, toCall)).rejects.toThrow('no');
	const { done, failed: refused, failure } = await attemptBatches(api, IDS, 3, toCall);
	expect([done, refused.length, failure?.code]).toEqual([[], 3, 'no']);
	expect(await inBatches(api, [], 3, toCall)).toEqual({ done: [], failed: [] });
});

test.each<FailureKind>(['busy', 'rateLimited', 'connection', 'unknownApi', 'cancelled'])(
	'does not divide a batch that was refused for %s, as no single ID can be the cause',
	async (kind) => {
		const { api, asked } = apiRefusing(IDS, kind);
		const { failed: refused } = await attemptBatches(api, IDS, 3, toCall, { isDivisible: true });
		expect(asked.every((ids) => ids.length > 1 || ids === 'g')).toBe(true);
		expect(asked.length).toBeLessThanOrEqual(3);
		expect(refused).toMatchObject([
			{ userIds: [...'abc'] },
			{ userIds: [...'def'] },
			{ userIds: ['g'] },
		]);
	},
);

test.each<FailureKind>(['invalid', 'notFound', 'range', 'other'])(
	'divides a batch that was refused for %s',
	async (kind) => {
		const { api, asked } = apiRefusing(['d'], kind);
		const { done } = await attemptBatches(api, IDS, 3, toCall, { isDivisible: true });
		expect(asked).toEqual(['abc', 'def', 'd', 'e', 'f', 'g']);
		expect(done).toEqual([...'abcefg']);
	},
);
