import fc from 'fast-check';

import {
	baseUrlsOf,
	hostOfPath,
	hostOfUrl,
	isSessionUrl,
	pathBelow,
} from '../../../../nodes/shared/wire/hosts';
import { path } from '../../../../nodes/shared/wire/path';

const bases = baseUrlsOf({});

test('takes empty base URLs for those of DingTalk, and drops slashes at the end', () => {
	expect(baseUrlsOf({ apiBaseUrl: ' ', oapiBaseUrl: undefined })).toEqual({
		api: 'https://api.dingtalk.com',
		oapi: 'https://oapi.dingtalk.com',
	});
	expect(baseUrlsOf({ apiBaseUrl: ' http://a/x// ', oapiBaseUrl: 'http://b/' })).toEqual({
		api: 'http://a/x',
		oapi: 'http://b',
	});
});

test.each([
	['/v1.0/robot', 'api'],
	['/v2.0/storage', 'api'],
	['/v10.12/x', 'api'],
	['/topapi/v2/user/get', 'oapi'],
	['/v1/x', 'oapi'],
	['/v1.0', 'oapi'],
	['/media/upload', 'oapi'],
])('knows that %s belongs to %s', (value, host) => {
	expect(hostOfPath(value)).toBe(host);
});

test.each([
	['https://api.dingtalk.com/v1.0/x', 'api'],
	['https://API.DINGTALK.COM:443/topapi/x', 'api'],
	['https://oapi.dingtalk.com/v1.0/x', 'oapi'],
	['https://oapi.dingtalk.com', 'oapi'],
	['http://api.dingtalk.com/', undefined],
	['https://api.dingtalk.com:444/', undefined],
	['https://api.dingtalk.com.evil/', undefined],
	['https://x:y@api.dingtalk.com/', undefined],
	['//api.dingtalk.com/', undefined],
	['no URL', undefined],
])('knows where %s leads', (url, host) => {
	expect(hostOfUrl(url, bases)).toBe(host);
});

test('lets the path decide where both hosts have one base URL, and the longer base where one holds the other', () => {
	const same = { api: 'https://proxy', oapi: 'https://proxy' };
	expect(hostOfUrl('https://proxy/v1.0/x', same)).toBe('api');
	expect(hostOfUrl('https://proxy/topapi/x', same)).toBe('oapi');
	const nested = { api: 'https://proxy/api', oapi: 'https://proxy' };
	expect(hostOfUrl('https://proxy/api/x', nested)).toBe('api');
	expect(hostOfUrl('https://proxy/apix', nested)).toBe('oapi');
});

test('never sees a URL below a base that a browser would not send there', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (host, rest) => {
			for (const url of [
				`https://${host}/${rest}`,
				`https://api.dingtalk.com${host}/${rest}`,
				`${host}//${rest}`,
			]) {
				if (pathBelow(url, bases.api) === undefined) continue;
				const { origin, username, password } = new URL(url);
				expect([origin, username, password]).toEqual([bases.api, '', '']);
			}
		}),
	);
});

test('keeps the path below the base, without dots', () => {
	expect(pathBelow('https://p/base/a/../b?x=1#y', 'https://p/base')).toBe('/b');
	expect(pathBelow('https://p/base', 'https://p/base/')).toBe('/');
	expect(pathBelow('https://p/base/../x', 'https://p/base')).toBeUndefined();
	expect(pathBelow('https://p/basement', 'https://p/base')).toBeUndefined();
});

test('takes session webhooks on the credential`s OAPI host and on DingTalk`s own, and nowhere else', () => {
	const bases = { api: 'https://gateway.example/api', oapi: 'http://gateway.example/oapi' };
	const path = '/robot/sendBySession?session=x';
	expect(isSessionUrl(`https://oapi.dingtalk.com${path}`, bases)).toBe(true);
	expect(isSessionUrl(`http://gateway.example/oapi${path}`, bases)).toBe(true);
	const foreign = [
		`http://oapi.dingtalk.com${path}`,
		`https://oapi.dingtalk.com:8443${path}`,
		`https://oapi.dingtalk.com.evil.example${path}`,
		`https://user@oapi.dingtalk.com${path}`,
		`https://api.dingtalk.com${path}`,
		`http://gateway.example/api${path}`,
		'',
	];
	expect(foreign.filter((url) => isSessionUrl(url, bases))).toEqual([]);
});

describe('path', () => {
	test('keeps any ID one segment, and tells the pattern', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (id) => {
				fc.pre(!/^\.{1,2}$/.test(id));
				const { value, template } = path`/v1.0/chat/${id}/members/${id}`;
				expect(template).toBe('/v1.0/chat/{id}/members/{id}');
				const segments = new URL(value, 'https://x').pathname.split('/');
				expect(segments).toHaveLength(6);
				expect(decodeURIComponent(segments[3])).toBe(id);
			}),
		);
	});

	test.each(['', '.', '..'])('refuses the ID %j', (id) => {
		expect(() => path`/x/${id}`).toThrow('An ID in the path is empty or unusable');
	});
});
