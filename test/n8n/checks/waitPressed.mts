import assert from 'node:assert/strict';
import { until } from '../../../harness/n8n/until.mts';
import type { Card, CardAnswered } from '../../../sandbox/state/types.mts';
import type { Bench } from '../run.mts';
import { asker, type Asked, type Asker } from './waitAsked.mts';

/** What the checks of cards that decide do with one. */
export interface CardAsker extends Asker {
	/** The card as it is now. */
	cardOf(asked: Asked): Card;
	/** @returns what DingTalk shows to the presser within two seconds */
	press(asked: Asked, userId: string, button: string): Promise<CardAnswered>;
	/** The line that this person alone sees on the card. */
	hintOf(asked: Asked, userId: string): string;
	/** Waits until the card shows to everybody that it is over. @returns its variables */
	locked(asked: Asked): Promise<Record<string, string>>;
}

export function cardAsker(bench: Bench): CardAsker {
	const { control } = bench.sandbox;
	const cardOf = ({ messages }: Asked): Card => {
		const { outTrackId } = messages[0].content as { outTrackId: string };
		const card = control.state().cards.find((one) => one.outTrackId === outTrackId);
		assert.ok(card, 'no card was sent');
		return card;
	};
	return {
		...asker(bench),
		cardOf,
		press: async (asked, userId, button) =>
			await control.pressCard(cardOf(asked).outTrackId, { userId, actionIds: [button] }),
		hintOf: (asked, userId) => cardOf(asked).privateParams[userId]?.hint ?? '',
		async locked(asked) {
			await until('the card is locked', () => cardOf(asked).params.isOpen === 'false');
			return cardOf(asked).params;
		},
	};
}

/** What the group was told of an execution's answers: more than one where it went on twice. */
export const told = ({ sandbox }: Pick<Bench, 'sandbox'>, executionId: string): string[] =>
	sandbox.control.state().messages.flatMap(({ content: { text = '' } }) => {
		const [, id, answer] = /^Execution (\d+): (\w+)$/.exec(text) ?? [];
		return id === executionId ? [answer] : [];
	});
