import { NodeApiError } from 'n8n-workflow';

import { networkFailure } from '../../../../nodes/shared/transport/network';

const node = {
	id: '1',
	name: 'n',
	type: 't',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const coded = (code: string, message = '') => Object.assign(new Error(message), { code });
const wrapped = (error: Error) => new NodeApiError(node, error as never);

it.each([
	['ECONNREFUSED', 'unreachable'],
	['ENOTFOUND', 'unreachable'],
	['EAI_AGAIN', 'unreachable'],
	['ENETUNREACH', 'unreachable'],
	['CERT_HAS_EXPIRED', 'unreachable'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable'],
	['ECONNRESET', 'connection'],
	['EPIPE', 'connection'],
	['ETIMEDOUT', 'connection'],
	['ECONNABORTED', 'connection'],
	['ERR_CANCELED', 'cancelled'],
	['ABORT_ERR', 'cancelled'],
])('knows what %s means: %s', (code, kind) => {
	expect(networkFailure(coded(code)).kind).toBe(kind);
	expect(networkFailure(wrapped(coded(code)))).toMatchObject({ kind, code });
	const deep = new Error('outer', { cause: new Error('inner', { cause: coded(code) }) });
	expect(networkFailure(deep).kind).toBe(kind);
});

it('takes a timeout and a hang-up for a lost connection', () => {
	expect(networkFailure(new Error('timeout of 60000ms exceeded')).kind).toBe('connection');
	expect(networkFailure(new Error('socket hang up')).kind).toBe('connection');
});

it('keeps what is secret out of the message', () => {
	const error = coded('ECONNRESET', 'GET https://x/y?access_token=abcdefgh failed for abcdefgh');
	expect(networkFailure(error, ['abcdefgh']).message).not.toContain('abcdefgh');
});

it('hands on the failure that an error carries', () => {
	const failure = { kind: 'credential', code: '40096', message: 'no' };
	expect(networkFailure(wrapped(Object.assign(new Error('x'), { failure })))).toBe(failure);
});

it('survives anything that can be thrown', () => {
	const circle = new Error('round');
	circle.cause = circle;
	for (const thrown of [undefined, null, 'text', 5, circle, {}])
		expect(networkFailure(thrown).kind).toBe('other');
});
