import { createHash } from 'node:crypto';
import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const SPACE = '25001000001';
const OPEN = '25001000002';
const CLOSED = '25001000003';
type Fields = Record<string, unknown>;
interface Signed {
	resourceUrls: string[];
	headers: Record<string, string>;
}

const call = async (method: string, path: string, body?: Fields, userId = 'zhangwei') =>
	await client.api(
		method,
		`/v1.0/storage/${path}${path.includes('?') ? '&' : '?'}unionId=union-${userId}`,
		body,
		token,
	);
const list = async (spaceId: string, userId?: string) =>
	await call('GET', `spaces/${spaceId}/dentries?parentId=0`, undefined, userId);
const put = async ({ resourceUrls, headers }: Signed, body: Buffer, more: object = {}) =>
	await client.call(resourceUrls[0], {
		method: 'PUT',
		headers: { ...headers, ...more },
		body: new Uint8Array(body),
	});
const PART = 100 * 1024;

async function begin(preCheckParam: Fields = {}): Promise<string> {
	const path = `spaces/${SPACE}/files/multiPartUploadInfos/init`;
	return (await call('POST', path, { option: { preCheckParam } })).body.uploadKey as string;
}
async function addresses(uploadKey: string, partNumbers: number[]) {
	const path = 'spaces/files/multiPartUploadInfos/query';
	const { body } = await call('POST', path, { uploadKey, partNumbers });
	const infos = (body.multipartHeaderSignatureInfos ?? []) as Array<{
		headerSignatureInfo: Signed;
	}>;
	return { code: body.code as string, signed: infos.map((info) => info.headerSignatureInfo) };
}
const commit = async (uploadKey: string, further: Fields = {}) =>
	(
		await call('POST', `spaces/${SPACE}/files/commit`, {
			uploadKey,
			name: 'a.bin',
			parentId: '0',
			...further,
		})
	).body;

describe('an upload in parts', () => {
	it('becomes a file in the order of its numbers, whatever comes first', async () => {
		const uploadKey = await begin();
		const { signed } = await addresses(uploadKey, [1, 2, 3]);
		const parts = [Buffer.alloc(PART, 'a'), Buffer.alloc(PART, 'b'), Buffer.from('c')];
		for (const index of [2, 0, 1]) {
			const { status, headers } = await put(signed[index], parts[index]);
			const md5 = createHash('md5').update(parts[index]).digest('hex').toUpperCase();
			expect([status, headers.get('etag')]).toEqual([200, `"${md5}"`]);
		}
		expect((await list(SPACE)).body.dentries).toHaveLength(3);
		const { dentry } = await commit(uploadKey, { option: { size: 2 * PART + 1 } });
		const path = `spaces/${SPACE}/dentries/${dentry.id}/downloadInfos/query`;
		const { headerSignatureInfo: info } = (await call('POST', path, {})).body;
		const { bytes } = await client.call(info.resourceUrls[0], { headers: info.headers });
		expect(bytes.equals(Buffer.concat(parts))).toBe(true);
		expect((await commit(uploadKey)).code).toBe('paramError.uploadKey');
	});

	it('takes exactly the headers of that part, for a quarter of an hour, and no token', async () => {
		const { signed } = await addresses(await begin(), [1, 2]);
		const [one, two] = signed;
		const mixed = { resourceUrls: one.resourceUrls, headers: two.headers };
		expect((await put(mixed, Buffer.from('x'))).status).toBe(403);
		for (const more of [
			{ 'content-type': 'text/plain' },
			{ 'content-md5': 'abc' },
			{ 'x-acs-dingtalk-access-token': token },
		]) {
			expect((await put(one, Buffer.from('x'), more)).status).toBe(403);
		}
		expect((await put(one, Buffer.from('x'))).status).toBe(200);
		sandbox.control.advanceClock(900_000);
		expect((await put(two, Buffer.from('x'))).bytes.toString()).toContain('expired');
	});

	it('takes 30 numbers a call, from 1 to 10,000, of the own upload', async () => {
		const uploadKey = await begin();
		const numbers = (count: number) => Array.from({ length: count }, (_none, at) => at + 1);
		expect((await addresses(uploadKey, numbers(30))).signed).toHaveLength(30);
		expect((await addresses(uploadKey, [10_000])).signed).toHaveLength(1);
		for (const wrong of [numbers(31), [0], [10_001]]) {
			expect((await addresses(uploadKey, wrong)).code).toBe('paramError.partNumbers');
		}
		expect((await addresses('nobody', [1])).code).toBe('paramError.uploadKey');
	});

	it('is no file with a short part in the middle, another size, or another MD5', async () => {
		const send = async (bodies: Buffer[], precheck: Fields = {}) => {
			const uploadKey = await begin(precheck);
			const { signed } = await addresses(
				uploadKey,
				bodies.map((_body, index) => index + 1),
			);
			for (const [index, body] of bodies.entries()) await put(signed[index], body);
			return uploadKey;
		};
		const short = await send([Buffer.from('x'), Buffer.from('y')]);
		expect((await commit(short)).code).toBe('dentryStoreError');
		const whole = await send([Buffer.from('xyz')]);
		expect((await commit(whole, { option: { size: 4 } })).code).toBe('dentryStoreError');
		const md5 = createHash('md5').update('xyz').digest('hex');
		const other = await send([Buffer.from('xya')], { md5 });
		expect((await commit(other)).code).toBe('dentryStoreError');
		const same = await send([Buffer.from('xyz')], { md5 });
		expect((await commit(same)).dentry.size).toBe(3);
	});
});

describe('rights', () => {
	it('hide what somebody may not see, and refuse what they may not do', async () => {
		expect((await list(CLOSED)).body.code).toBe('spaceNotExist');
		expect((await list(CLOSED, 'wangfang')).body.dentries).toHaveLength(1);
		const [file] = (await list(OPEN, 'bob')).body.dentries;
		const path = `spaces/${OPEN}/dentries/${file.id}`;
		expect((await call('POST', `${path}/downloadInfos/query`, {}, 'bob')).status).toBe(200);
		const denied = await call('POST', `${path}/rename`, { newName: 'x' }, 'bob');
		expect([denied.status, denied.body.code]).toEqual([403, 'permissionDenied']);
		expect((await call('DELETE', path, undefined, 'bob')).body.code).toBe('permissionDenied');
		const space = '115770306';
		expect((await list(space)).body.code).toBe('permissionDenied');
		expect((await list(OPEN, 'outsider')).body.code).toBe('paramError');
	});

	it('come and go with permissions', async () => {
		const { dentries } = (await list(SPACE)).body;
		const { uuid, id } = (dentries as Array<{ name: string; uuid: string; id: string }>).find(
			({ name }) => name === '设计',
		) as { uuid: string; id: string };
		const member = { type: 'USER', id: 'oncall' };
		const permission = async (path: string, body: Fields, userId = 'zhangwei') =>
			(
				await client.api(
					'POST',
					`/v2.0/storage/spaces/dentries/${uuid}/permissions${path}?unionId=union-${userId}`,
					body,
					token,
				)
			).body;
		const see = async () =>
			(await call('POST', `spaces/${SPACE}/dentries/${id}/query`, {}, 'oncall')).status;
		expect(await see()).toBe(404);
		const given = { roleId: 'READER', members: [member] };
		expect(await permission('', given, 'alice')).toMatchObject({ code: 'permissionDenied' });
		expect(await permission('', given)).toEqual({ success: true });
		expect(await see()).toBe(200);
		expect((await permission('/query', {})).permissions).toMatchObject([
			{ dentryUuid: uuid, member, role: { id: 'READER' } },
		]);
		expect(await permission('', { ...given, roleId: 'BOSS' })).toMatchObject({
			code: 'paramError.roleId',
		});
		const department = { roleId: 'READER', members: [{ type: 'DEPT', id: '200' }] };
		expect(await permission('', department)).toMatchObject({ code: 'paramError' });
		expect(await permission('/remove', given)).toEqual({ success: true });
		expect(await see()).toBe(404);
	});
});

it('moves nothing into itself, and no space', async () => {
	const { dentries } = (await list(SPACE)).body;
	const { id } = (dentries as Array<{ name: string; id: string }>).find(
		({ name }) => name === '发布',
	) as { id: string };
	const target = { targetSpaceId: SPACE, targetFolderId: id };
	for (const dentryId of [id, '0']) {
		const { body } = await call('POST', `spaces/${SPACE}/dentries/${dentryId}/move`, target);
		expect(body.code).toBe('paramError.targetFolderId');
	}
});
