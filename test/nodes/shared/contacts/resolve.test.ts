import { groupIdOf } from '../../../../nodes/shared/contacts/groups';
import { createDirectory } from '../../../../nodes/shared/contacts/resolve';
import type { FailureKind, Outcome } from '../../../../nodes/shared/errors/failure';
import { InputError } from '../../../../nodes/shared/errors/inputError';
import type { ItemReader } from '../../../../nodes/shared/params/params';
import type { ApiCall, DingTalkApi } from '../../../../nodes/shared/transport/api';
import type { Reply } from '../../../../nodes/shared/transport/reply';

const PEOPLE = [
	{ userid: 'zhangwei', unionid: 'union-zhangwei', mobile: '13800000001', name: '张伟' },
	{ userid: 'lina', unionid: 'union-lina', mobile: '13800000002', name: '李娜' },
];

/** DingTalk's contacts, in memory; `failing` gives the kinds of the next refusals. */
function fakeApi(failing: FailureKind[] = []) {
	const calls: string[] = [];
	const find = (body: Record<string, string>) =>
		PEOPLE.find(({ userid, unionid, mobile }) =>
			[userid === body.userid, unionid === body.unionid, mobile === body.mobile].includes(true),
		);
	const attempt = async ({ path, body }: ApiCall): Promise<Outcome<Reply>> => {
		const where = typeof path === 'string' ? path : path.value;
		calls.push(`${where} ${Object.values((body ?? {}) as object).join()}`.trim());
		await Promise.resolve();
		const kind = failing.shift();
		if (kind) return { ok: false, failure: { kind, code: kind, message: '' } };
		if (where.endsWith('convertToOpenConversationId')) {
			return {
				ok: true,
				value: { body: { openConversationId: 'cidX==' }, headers: {}, statusCode: 200 },
			};
		}
		const found = find(body as Record<string, string>);
		return found
			? { ok: true, value: { body: { errcode: 0, result: found }, headers: {}, statusCode: 200 } }
			: { ok: false, failure: { kind: 'notFound', code: '60121', message: '' } };
	};
	const toError = ({ kind }: { kind: FailureKind }) => new Error(kind);
	return { calls, api: { attempt, toError } as unknown as DingTalkApi };
}

test.each([
	[{ by: 'userId', value: 'lina' }, 'lina', 0],
	[{ by: 'mobile', value: '+86 138 0000 0002' }, 'lina', 1],
	[{ by: 'unionId', value: 'union-lina' }, 'lina', 1],
	[{ by: 'any', value: 'lina' }, 'lina', 1],
	[{ by: 'any', value: '13800000002' }, 'lina', 1],
	[{ by: 'any', value: 'union-lina' }, 'lina', 2],
] as const)('turns %j into a userId', async (ref, userId, count) => {
	const { api, calls } = fakeApi();
	expect(await createDirectory(api).userIdOf(ref)).toBe(userId);
	expect(calls).toHaveLength(count);
});

test.each([
	[{ by: 'unionId', value: 'union-lina' }, 0],
	[{ by: 'userId', value: 'lina' }, 1],
	[{ by: 'mobile', value: '13800000002' }, 2],
] as const)('turns %j into a unionId', async (ref, count) => {
	const { api, calls } = fakeApi();
	expect(await createDirectory(api).unionIdOf(ref)).toBe('union-lina');
	expect(calls).toHaveLength(count);
});

test('shares one lookup among all who ask at once or later', async () => {
	const { api, calls } = fakeApi();
	const directory = createDirectory(api);
	const ref = { by: 'mobile', value: '13800000001' } as const;
	const asked = Array.from({ length: 500 }, async () => await directory.unionIdOf(ref));
	expect(new Set(await Promise.all(asked))).toEqual(new Set(['union-zhangwei']));
	await directory.userIdOf({ by: 'mobile', value: '138-0000-0001' });
	expect(calls).toEqual([
		'/topapi/v2/user/getbymobile 13800000001',
		'/topapi/v2/user/get zhangwei',
	]);
});

test.each(['busy', 'rateLimited', 'connection', 'unreachable'] as const)(
	'asks again after a failure that passes: %s',
	async (kind) => {
		const { api, calls } = fakeApi([kind]);
		const directory = createDirectory(api);
		const ref = { by: 'mobile', value: '13800000001' } as const;
		await expect(directory.userIdOf(ref)).rejects.toThrow(kind);
		expect(await directory.userIdOf(ref)).toBe('zhangwei');
		expect(calls).toHaveLength(2);
	},
);

test('does not ask again after a failure that lasts', async () => {
	const { api, calls } = fakeApi(['scope']);
	const directory = createDirectory(api);
	const ref = { by: 'mobile', value: '13800000001' } as const;
	await expect(directory.userIdOf(ref)).rejects.toThrow('scope');
	await expect(directory.userIdOf(ref)).rejects.toThrow('scope');
	expect(calls).toHaveLength(1);
});

test('names the field of somebody unknown, the ID where no field is named', async () => {
	const directory = createDirectory(fakeApi().api);
	const unknown = { by: 'mobile', value: '13800000009' } as const;
	await expect(directory.userIdOf({ ...unknown, field: 'Owner' })).rejects.toThrow(
		new InputError('Owner', "is nobody's mobile number in this organisation: 13800000009", ''),
	);
	await expect(directory.unionIdOf({ by: 'userId', value: 'nobody' })).rejects.toThrow(
		"'userId' is nobody's userId in this organisation: nobody",
	);
	expect(await directory.findUserId(unknown)).toBeUndefined();
});

test('keeps the refusal that says most when an ID of any kind is not found', async () => {
	// mobile: range; userId: not found; unionId: not found
	const range = createDirectory(fakeApi(['range']).api);
	await expect(range.userIdOf({ by: 'any', value: '13800000009' })).rejects.toThrow('range');
	const busy = createDirectory(fakeApi(['range', 'busy']).api);
	await expect(busy.findUserId({ by: 'any', value: '13800000009' })).rejects.toThrow('busy');
});

test('resolves many, with each input in its place', async () => {
	const { api } = fakeApi();
	const { users, unknown } = await createDirectory(api).resolve(
		['13800000001', 'nobody', 'union-lina'],
		'any',
	);
	expect(users.map(({ input, userId }) => [input, userId])).toEqual([
		['13800000001', 'zhangwei'],
		['union-lina', 'lina'],
	]);
	expect(unknown).toEqual(['nobody']);
});

test.each([
	[{ mode: 'list', value: 'cidA==' }, 'cidA==', 0],
	[{ mode: 'id', value: 'cidA==' }, 'cidA==', 0],
	[{ mode: '', value: 'cidA==' }, 'cidA==', 0],
	[{ mode: 'chatId', value: 'cidA==' }, 'cidA==', 0],
	[{ mode: 'chatId', value: 'chat1' }, 'cidX==', 1],
	[{ mode: 'id', value: 'chat1' }, 'cidX==', 1],
	[{ mode: '', value: 'chat1' }, 'cidX==', 1],
])('takes the group %j, converting once per run', async (locator, id, count) => {
	const { api, calls } = fakeApi();
	const directory = createDirectory(api);
	const read = { locator: () => locator } as unknown as ItemReader;
	expect(await groupIdOf({ read, directory }, 'group')).toBe(id);
	expect(await groupIdOf({ read, directory }, 'group')).toBe(id);
	expect(calls).toHaveLength(count);
});
