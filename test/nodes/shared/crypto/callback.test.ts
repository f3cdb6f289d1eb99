import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';

import {
	callbackSignature,
	decryptCallback,
	encryptCallback,
	isAesKey,
	successReply,
} from '../../../../nodes/shared/crypto/callback';
import vectors from '../../../vectors/callback.json';
import { runsOf } from '../../../helpers/whole.mts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const aesKeys = fc
	.array(fc.constantFrom(...LETTERS), { minLength: 43, maxLength: 43 })
	.map((letters) => letters.join(''));
const randoms = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
const [official] = vectors.callback;
const AES_KEY = official.encoding_aes_key;

/** What a sender gets who encrypts these bytes with the right key, whatever they are. */
function encryptRaw(content: Buffer, aesKey = AES_KEY): string {
	const key = Buffer.from(`${aesKey}=`, 'base64');
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([cipher.update(content), cipher.final()]).toString('base64');
}

/** random(16), the given length, text and owner key, and then this padding. */
function contentOf(text: string, { length = Buffer.byteLength(text), padding = [0] } = {}) {
	const head = Buffer.alloc(20, 'r');
	head.writeUInt32BE(length, 16);
	return Buffer.concat([head, Buffer.from(`${text}owner`), Buffer.from(padding)]);
}

describe.each(vectors.callback)('the vector $name', (vector) => {
	const keys = { aesKey: vector.encoding_aes_key, ownerKey: vector.owner_key };

	it('has the known signature', () => {
		expect(callbackSignature(vector.token, vector.timestamp, vector.nonce, vector.encrypt)).toBe(
			vector.signature,
		);
	});

	it('decrypts to the known text and owner key', () => {
		expect(decryptCallback(vector.encoding_aes_key, vector.encrypt)).toEqual({
			ok: true,
			text: vector.plaintext,
			ownerKey: vector.owner_key,
		});
	});

	it('encrypts to the known bytes', () => {
		expect(encryptCallback(keys, vector.plaintext, Buffer.from(vector.random16))).toBe(
			vector.encrypt,
		);
	});
});

describe('round trips', () => {
	it('give back any text and owner key, non-ASCII included', () => {
		fc.assert(
			fc.property(aesKeys, texts, texts, randoms, (aesKey, text, ownerKey, random) => {
				const encrypt = encryptCallback({ aesKey, ownerKey }, text, random);
				expect(decryptCallback(aesKey, encrypt)).toEqual({ ok: true, text, ownerKey });
			}),
		);
	});

	it.each(['', '张伟 加入了 凤凰项目 🎉', '\uFEFFbyte order mark', '{"a":"\\u0000"}', '\u0000'])(
		'give back %j',
		(text) => {
			const encrypt = encryptCallback({ aesKey: AES_KEY, ownerKey: 'owner' }, text);
			expect(decryptCallback(AES_KEY, encrypt)).toEqual({ ok: true, text, ownerKey: 'owner' });
		},
	);

	it('work for all padding lengths from 1 to 32', () => {
		const lengths = Array.from({ length: 32 }, (_, index) => {
			const encrypt = encryptCallback({ aesKey: AES_KEY, ownerKey: '' }, 'x'.repeat(index));
			expect(decryptCallback(AES_KEY, encrypt)).toEqual({
				ok: true,
				text: 'x'.repeat(index),
				ownerKey: '',
			});
			return Buffer.from(encrypt, 'base64').length - 20 - index;
		});
		expect([...lengths].sort((a, b) => a - b)).toEqual(
			Array.from({ length: 32 }, (_, index) => index + 1),
		);
	});

	it('never give the same bytes twice', () => {
		const keys = { aesKey: AES_KEY, ownerKey: 'owner' };
		expect(encryptCallback(keys, 'success')).not.toBe(encryptCallback(keys, 'success'));
	});
});

describe('tampering', () => {
	const sign = (parts: string[]) => callbackSignature(parts[0], parts[1], parts[2], parts[3]);
	const parts = [official.token, official.timestamp, official.nonce, official.encrypt];
	const everyByte = parts.flatMap((part, at) =>
		[...part].map((_, byte) => [at, byte] as [number, number]),
	);

	it('with any byte of token, timestamp, nonce or encrypt changes the signature', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...everyByte),
				fc.integer({ min: 1, max: 127 }),
				([at, byte], flip) => {
					const bytes = Buffer.from(parts[at]);
					bytes[byte] ^= flip;
					const changed = parts.map((part, index) =>
						index === at ? bytes.toString('latin1') : part,
					);
					expect(sign(changed)).not.toBe(official.signature);
				},
			),
			{ numRuns: runsOf(1000) },
		);
		expect(sign(parts)).toBe(official.signature);
	});

	it('with any byte of the cipher text never gives the same text and owner', () => {
		const { encrypt, plaintext, owner_key: ownerKey } = vectors.callback[2];
		const cipherText = Buffer.from(encrypt, 'base64');
		// The first block is behind the random bytes, which nothing checks: the signature does.
		for (let at = 16; at < cipherText.length; at++) {
			const changed = Buffer.from(cipherText);
			changed[at] ^= 0x01;
			expect(decryptCallback(AES_KEY, changed.toString('base64'))).not.toEqual({
				ok: true,
				text: plaintext,
				ownerKey,
			});
		}
	});

	it('never makes it throw, whatever arrives', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.base64String(),
					fc.uint8Array({ maxLength: 128 }).map((bytes) => Buffer.from(bytes).toString('base64')),
				),
				(encrypt) => {
					expect(typeof decryptCallback(AES_KEY, encrypt).ok).toBe('boolean');
				},
			),
			{ numRuns: runsOf(500) },
		);
	});
});

describe('what is no push', () => {
	it.each([
		['nothing', ''],
		['no base64', '!!!!'],
		['spaces', ` ${official.encrypt}`],
		['half a block', official.encrypt.slice(0, 24)],
		['one AES block, half of what it must be', encryptRaw(Buffer.alloc(16, 16))],
	])('is refused: %s', (_name, encrypt) => {
		expect(decryptCallback(AES_KEY, encrypt)).toEqual({ ok: false, fault: 'cipher' });
	});

	it.each([
		['0', [0, 0, 0, 0, 0]],
		['33, more than a block', [33, 33, 33, 33, 33]],
		['bytes that differ', [1, 2, 3, 4, 5]],
		['a first byte that differs', [4, 5, 5, 5, 5]],
	])('is refused for its padding: %s', (_name, padding) => {
		const text = 'x'.repeat(34);
		const content = contentOf(text, { padding });
		expect(content).toHaveLength(64);
		expect(decryptCallback(AES_KEY, encryptRaw(content))).toEqual({ ok: false, fault: 'padding' });
	});

	it('is refused for each wrong padding byte', () => {
		for (let padBytes = 2; padBytes <= 32; padBytes++) {
			const text = 'x'.repeat(64 - 25 - padBytes);
			for (let at = 0; at < padBytes - 1; at++) {
				const padding = Array.from({ length: padBytes }, () => padBytes);
				padding[at] ^= 0x40;
				const encrypt = encryptRaw(contentOf(text, { padding }));
				expect(decryptCallback(AES_KEY, encrypt)).toEqual({ ok: false, fault: 'padding' });
			}
		}
	});

	it('is refused when it says that it is longer than it is', () => {
		const padding = Array.from({ length: 32 - 29 }, () => 3);
		const encrypt = encryptRaw(contentOf('text', { length: 0xffffffff, padding }));
		expect(decryptCallback(AES_KEY, encrypt)).toEqual({ ok: false, fault: 'content' });
	});

	it('is refused when it is too short for its head', () => {
		const encrypt = encryptRaw(Buffer.alloc(32, 32));
		expect(decryptCallback(AES_KEY, encrypt)).toEqual({ ok: false, fault: 'content' });
	});

	it('is refused when it is not UTF-8', () => {
		const content = contentOf('text', { padding: [3, 3, 3] });
		content[20] = 0xff;
		expect(decryptCallback(AES_KEY, encryptRaw(content))).toEqual({ ok: false, fault: 'content' });
	});

	it('is refused under another key', () => {
		const other = AES_KEY.replaceAll('1', '9');
		expect(decryptCallback(other, official.encrypt).ok).toBe(false);
	});
});

describe('isAesKey', () => {
	it('takes 43 letters and digits, and nothing else', () => {
		fc.assert(fc.property(aesKeys, (key) => isAesKey(key)));
		const others = ['', AES_KEY.slice(1), `${AES_KEY}1`, `${AES_KEY}=`, `+${AES_KEY.slice(1)}`];
		expect(others.filter(isAesKey)).toEqual([]);
		expect(isAesKey(`${AES_KEY.slice(1)}\n`)).toBe(false);
	});
});

describe('successReply', () => {
	const keys = { token: official.token, aesKey: AES_KEY, ownerKey: official.owner_key };

	it('is the encrypted word success, signed, with the spelling that DingTalk reads', () => {
		const reply = successReply(keys, 1_614_767_836_000);
		expect(Object.keys(reply).sort()).toEqual(['encrypt', 'msg_signature', 'nonce', 'timeStamp']);
		expect(reply.timeStamp).toBe('1614767836000');
		expect(reply.msg_signature).toBe(
			callbackSignature(official.token, reply.timeStamp, reply.nonce, reply.encrypt),
		);
		expect(decryptCallback(AES_KEY, reply.encrypt)).toEqual({
			ok: true,
			text: 'success',
			ownerKey: official.owner_key,
		});
	});

	it('has a nonce of its own each time', () => {
		expect(successReply(keys, 1).nonce).not.toBe(successReply(keys, 1).nonce);
	});
});
