import fc from 'fast-check';

import { openSession, sealSession } from '../../../../nodes/shared/auth/sealedSession';

const SECRET = 'secret-of-the-app';
const session = {
	url: 'https://oapi.dingtalk.com/robot/sendBySession?session=abc',
	expiresAt: 1_700_005_400_000,
};
const binding = { conversationId: 'cidGroup==', messageId: 'msg1' };

it('opens what was sealed (property)', () => {
	fc.assert(
		fc.property(
			fc.string({ minLength: 1, unit: 'grapheme' }),
			fc.string({ unit: 'grapheme' }),
			fc.option(fc.nat(), { nil: undefined }),
			fc.record({ conversationId: fc.string(), messageId: fc.string() }),
			(secret, url, expiresAt, of) => {
				const given = { url, ...(expiresAt === undefined ? {} : { expiresAt }) };
				expect(openSession(secret, sealSession(secret, given, of), of)).toEqual(given);
			},
		),
	);
});

it('shows nothing of the session, and never looks the same twice', () => {
	const sealed = sealSession(SECRET, session, binding);
	expect(sealed).toMatch(/^s1\.[\w-]+$/);
	expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toMatch(/session|abc/);
	expect(sealSession(SECRET, session, binding)).not.toBe(sealed);
});

it('refuses every other byte at every place', () => {
	const sealed = sealSession(SECRET, session, binding);
	const bytes = Buffer.from(sealed.slice(3), 'base64url');
	for (let at = 0; at < bytes.length; at++) {
		const changed = Buffer.from(bytes);
		changed[at] ^= 1 + (at % 255);
		const text = `s1.${changed.toString('base64url')}`;
		expect(openSession(SECRET, text, binding)).toBeUndefined();
	}
});

it('refuses every other character at every place', () => {
	const sealed = sealSession(SECRET, session, binding);
	for (let at = 0; at < sealed.length; at++) {
		for (const other of ['A', 'B', '=', ' ', '.']) {
			if (sealed[at] === other) continue;
			const text = sealed.slice(0, at) + other + sealed.slice(at + 1);
			expect(openSession(SECRET, text, binding)).toBeUndefined();
		}
	}
});

it.each(['', 's1.', 's1.AAAA', 'x', `s1.${'A'.repeat(38)}`])('refuses %j', (text) => {
	expect(openSession(SECRET, text, binding)).toBeUndefined();
});

it('seals nothing without a secret', () => {
	expect(sealSession('', session, binding)).toBe('');
	expect(openSession('', sealSession(SECRET, session, binding), binding)).toBeUndefined();
});

it('refuses what is shortened or lengthened', () => {
	const sealed = sealSession(SECRET, session, binding);
	for (let length = 0; length < sealed.length; length++) {
		expect(openSession(SECRET, sealed.slice(0, length), binding)).toBeUndefined();
	}
	expect(openSession(SECRET, `${sealed}AAAA`, binding)).toBeUndefined();
});

it('refuses another secret and another message (property)', () => {
	const sealed = sealSession(SECRET, session, binding);
	fc.assert(
		fc.property(fc.string(), (other) => {
			fc.pre(other !== SECRET && other !== 'msg1' && other !== 'cidGroup==');
			expect(openSession(other, sealed, binding)).toBeUndefined();
			expect(openSession(SECRET, sealed, { ...binding, messageId: other })).toBeUndefined();
			expect(openSession(SECRET, sealed, { ...binding, conversationId: other })).toBeUndefined();
		}),
	);
	// Parts that read the same together are still two parts.
	const glued = { conversationId: 'cidGroup==m', messageId: 'sg1' };
	expect(openSession(SECRET, sealed, glued)).toBeUndefined();
});
