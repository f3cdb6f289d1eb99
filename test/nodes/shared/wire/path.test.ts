import fc from 'fast-check';

import { templateOf } from '../../../../nodes/shared/wire/path';
import { ENDPOINTS } from '../../../../sandbox/contract/load.mts';

const withIds = ENDPOINTS.filter(({ host, path }) => host === 'api' && path.includes('{'));

/** IDs as DingTalk gives them, and userIds as organisations choose them. */
const anyId = fc.oneof(
	fc.constantFrom('manager4220', 'PUoiinWIpa2yH2ymhiiGiP6g', 'cidKf3XqE9Jd0w%3D%3D', 'A1%3AB2'),
	fc.uuid(),
	fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
	fc.stringMatching(/^[a-z]{2,8}[0-9]{1,6}$/),
	fc.stringMatching(/^[\w-]{1,12}(%2B|%3D)$/),
);

describe('the pattern of a typed path', () => {
	it.each(withIds.map(({ path }) => path))('has one name whatever the IDs: %s', (path) => {
		const pattern = path.replace(/\{[^}]+\}/g, '{id}');
		fc.assert(
			fc.property(fc.array(anyId, { minLength: 6, maxLength: 6 }), (ids) => {
				const left = [...ids];
				const typed = path.replace(/\{[^}]+\}/g, () => left.pop() as string);
				expect(templateOf(typed)).toBe(pattern);
			}),
			{ numRuns: 40 },
		);
	});

	it('takes a userId that is a word for one', () => {
		expect(templateOf('/v1.0/todo/users/zhangsan/tasks')).toBe('/v1.0/todo/users/{id}/tasks');
		expect(templateOf('/v1.0/doc/workbooks/W1x/sheets/summary/ranges/A1%3AB2')).toBe(
			'/v1.0/doc/workbooks/{id}/sheets/{id}/ranges/{id}',
		);
	});

	it.each([
		'/v1.0/contact/users/search',
		'/v1.0/robot/oToMessages/batchSend',
		'/v1.0/oauth2/accessToken',
		'/v2.0/wiki/mineWorkspaces',
		'/topapi/v2/user/get',
		'/topapi/message/corpconversation/asyncsend_v2',
	])('is the path itself where it holds no ID: %s', (path) => {
		expect(templateOf(path)).toBe(path);
	});

	it('does not mind a slash at the end', () => {
		expect(templateOf('/v1.0/todo/users/u1/tasks/')).toBe(templateOf('/v1.0/todo/users/u2/tasks'));
	});
});
