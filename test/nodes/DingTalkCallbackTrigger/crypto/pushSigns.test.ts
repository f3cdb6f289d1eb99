import fc from 'fast-check';

import { botSign } from '../../../../nodes/DingTalkCallbackTrigger/crypto/botSign';
import { cardSign } from '../../../../nodes/DingTalkCallbackTrigger/crypto/cardSign';
import { isSame } from '../../../../nodes/shared/crypto/compareSecrets';
import { bot, card } from '../../../vectors/callback.json';

describe('botSign', () => {
	it('gives the known signature', () => {
		expect(botSign(bot.appSecret, bot.timestamp)).toBe(bot.sign);
	});

	it('depends on each character of the secret and of the time', () => {
		for (const at of [...bot.timestamp].keys()) {
			const changed = `${bot.timestamp.slice(0, at)}x${bot.timestamp.slice(at + 1)}`;
			expect(botSign(bot.appSecret, changed)).not.toBe(bot.sign);
		}
		expect(botSign(`${bot.appSecret} `, bot.timestamp)).not.toBe(bot.sign);
	});
});

describe('cardSign', () => {
	it('gives the known signature', () => {
		expect(cardSign(card.apiSecret, card.timestamp)).toBe(card.signature);
	});

	it('depends on each character of the time, and on the secret', () => {
		for (const at of [...card.timestamp].keys()) {
			const changed = `${card.timestamp.slice(0, at)}x${card.timestamp.slice(at + 1)}`;
			expect(cardSign(card.apiSecret, changed)).not.toBe(card.signature);
		}
		expect(cardSign(`${card.apiSecret} `, card.timestamp)).not.toBe(card.signature);
	});
});

describe('isSame', () => {
	it('is true for the same text only, of whatever length', () => {
		const texts = fc.string({ unit: 'binary' });
		fc.assert(fc.property(texts, texts, (a, b) => isSame(a, b) === (a === b) && isSame(a, a)));
		expect(isSame('', '')).toBe(true);
		expect(isSame('abc', 'abcd')).toBe(false);
	});
});
