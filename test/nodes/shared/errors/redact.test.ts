import { redact } from '../../../../nodes/shared/errors/redact';

it.each([
	['https://oapi.dingtalk.com/chat/get?access_token=abc123&x=1', 'abc123'],
	['x-acs-dingtalk-access-token: abc123', 'abc123'],
	['{"accessToken":"abc123","expireIn":7200}', 'abc123'],
	['{"appKey":"ding1","appSecret":"abc123"}', 'abc123'],
	['clientSecret=abc123', 'abc123'],
	['?timestamp=1&sign=abc%2B123%3D', 'abc%2B123'],
	['/robot/sendBySession?session=abc123', 'abc123'],
	['the secret is SEC0123456789abcdef0123456789', 'SEC0123456789abcdef'],
	['{"ticket": "abc123"}', 'abc123'],
	["{'session':'abc123'}", 'abc123'],
	['wss://x/connect?ticket=abc123', 'abc123'],
	['busy for Access_Token = abc123', 'abc123'],
])('takes the secret out of: %s', (text, secret) => {
	expect(redact(text)).not.toContain(secret);
	expect(redact(text)).toContain('***');
});

it('takes out the exact values it is given', () => {
	expect(redact('no such host: my-own-value', ['my-own-value'])).toBe('no such host: ***');
});

it.each([
	['不合法的access_token'],
	['invalid signature, please assign it again'],
	['missing parameter userid'],
	['design=blue'],
	['co-sign=yes'],
	['session: expired'],
	['sign: not match'],
	['resign=true'],
	['要求的权限 qyapi_robot_sendmsg'],
])('leaves ordinary texts alone: %s', (text) => {
	expect(redact(text)).toBe(text);
});
