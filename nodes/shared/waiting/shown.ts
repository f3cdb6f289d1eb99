import type { CardAnswer } from '../pushes/card';
import { isoIn } from '../values/time';
import { TICKET } from './ticket';
import type { PressReply } from './press';
import type { Told } from './tell';

const NO_BUTTONS = { isOpen: 'false', hasDecline: 'false' };

/** Nobody can press any more; the ticket is worth nothing, and goes. */
const CLOSED = { ...NO_BUTTONS, [TICKET]: '' };

const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };

// A card has one text for all its readers.
const EXPIRED = '已过期 · The time for an answer is over';
const OVER = '已结束 · This question is closed';
export const HINTS = {
	notYou: '您不在可决定的人员之列 · Only the people named can decide',
	answered: '已有答复 · This has been answered already',
	busy: '已有答复，或正在处理，请稍候 · Answered already, or being worked on. If the button is still here in a minute, press again',
	over: OVER,
	faulty:
		'此卡片无法做出决定：模板按钮缺少 ticket 参数 · This card cannot decide: its buttons lack the parameter "ticket"',
	unreachable: '无法连接 n8n，请稍后再试 · n8n could not be reached, please try again',
} as const;

/**
 * A card that is closed beside the triggers. Its ticket stays: whoever presses a button that is still in sight is told
 * that it is over, where a press without one would look like a fault of the template.
 */
export const closedCard = (outcome: string): Record<string, string> => ({ ...NO_BUTTONS, outcome });

/** What a card shows from the moment on that nobody can answer any more. */
export const EXPIRED_CARD: Readonly<Record<string, string>> = closedCard(EXPIRED);

/** What is to be seen on a card. */
export interface Shown {
	answer: CardAnswer;
	/** Everybody is to see it, not the presser alone. */
	isForAll: boolean;
}

const forAll = (outcome: string | undefined): Shown => ({
	isForAll: true,
	answer: {
		cardData: { cardParamMap: { ...CLOSED, ...(outcome === undefined ? {} : { outcome }) } },
		cardUpdateOptions: BY_KEY,
	},
});

/** Said to the presser alone. */
export const forPresser = (hint: string): Shown => ({
	isForAll: false,
	answer: { userPrivateData: { cardParamMap: { hint } }, cardUpdateOptions: BY_KEY },
});

/**
 * Who decided what and when, buttons gone; or why not, to the presser alone.
 *
 * @param name of who decided; '' where nobody knows
 */
export function shownOf(told: Told | undefined, name: string): Shown {
	switch (told?.standing) {
		case undefined:
			return forPresser(HINTS.unreachable);
		case 'recorded':
			return forAll(outcomeOf(told, name));
		case 'answered':
			return told.at === undefined
				? forPresser(HINTS.answered)
				: forPresser(`${HINTS.answered}: ${outcomeOf(told, name)}`);
		case 'notYou':
			return forPresser(HINTS.notYou);
		case 'busy':
			return forPresser(HINTS.busy);
		case 'expired':
			return forAll(EXPIRED);
		case 'closed':
			return forAll(OVER);
		case 'over':
			// Who decided may have been written by then: only the presser reads this.
			return {
				isForAll: true,
				answer: { ...forAll(undefined).answer, ...forPresser(OVER).answer },
			};
	}
}

/** @param name of who decided; '' where nobody knows */
export function outcomeOf(
	{ label = '', at = 0, timeZone = 'UTC' }: Pick<PressReply, 'label' | 'at' | 'timeZone'>,
	name: string,
): string {
	const time = isoIn(at, timeZone).slice(0, 'YYYY-MM-DDTHH:mm'.length).replace('T', ' ');
	return [label, name, time].filter((part) => part !== '').join(' · ');
}
