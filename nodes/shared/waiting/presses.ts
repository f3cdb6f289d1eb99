import type { FunctionsBase } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { nameOfUser } from '../contacts/users';
import type { Failure } from '../errors/failure';
import type { CardAnswer } from '../pushes/card';
import { cardActionOf } from '../pushes/card';
import type { Push } from '../pushes/push';
import type { Clock } from '../run/clock';
import { MINUTE_MS } from '../run/durations';
import { Expiring } from '../run/expiring';
import type { DingTalkApi } from '../transport/api';
import type { PlainContext } from '../transport/plain';
import type { Press } from './press';
import { forPresser, HINTS, shownOf } from './shown';
import { tell } from './tell';
import { BUTTONS, openTicket, TICKET, WAITING_CARD } from './ticket';

export interface PressesParts {
	context: PlainContext & Pick<FunctionsBase, 'getNode' | 'getInstanceBaseUrl'>;
	clock: Clock;
	/** Aborts when the trigger is closed. */
	signal: AbortSignal;
	api: DingTalkApi;
	/** The app's, as it is now. */
	secret(): Promise<string>;
	/** Shows it to all who have the card. */
	update(push: Push, answer: CardAnswer): Promise<void>;
	/** Records a failed execution. */
	report(error: unknown): void;
}

/** Presses of cards that executions wait for. */
export interface Presses {
	/** Undefined for a push that is no press of such a card. Never throws. */
	take(push: Push): Promise<PressWork | undefined>;
}

/** The work on a press. */
export interface PressWork {
	/** What the presser sees next; nothing where it is worked on elsewhere. */
	shown: Promise<CardAnswer | undefined>;
}

interface Found {
	url: string;
	press: Press;
}

const KEPT_MS = 10 * MINUTE_MS;

/** All triggers of an app get each press: one works on it. */
const underWay = new Expiring<true>();

/** Cards that were closed a moment ago: somebody may still see a button, which carries no ticket any more. */
const closed = new Expiring<true>();

/** Whether a push is the press of a card that an execution waits for, or should be one. */
export const isOfWaitingCard = ({ kind, data }: Push): boolean =>
	kind === 'cardAction' && (cardActionOf(data).outTrackId ?? '').startsWith(WAITING_CARD);

export function createPresses(parts: PressesParts): Presses {
	const { context, clock, api } = parts;
	/** DingTalk may push a press twice, and shows what is answered first: both get the same. */
	const own = new Expiring<PressWork>();

	/** Of a card that waits. Undefined for what is left to workflows; 'faulty' for a press that leads nowhere. */
	function find(push: Push, secret: string): Found | 'faulty' | undefined {
		const { outTrackId = '', params, actionIds, user } = cardActionOf(push.data);
		const url = openTicket(secret, outTrackId, String(params[TICKET] ?? ''));
		if (url === undefined) return 'faulty';
		const isApproved = actionIds.includes(BUTTONS.approve);
		const isPress = isApproved || actionIds.includes(BUTTONS.decline);
		if (!isPress || user.userId === undefined) return undefined;
		return { url, press: { userId: user.userId, isApproved, at: clock.now() } };
	}

	async function work(push: Push, secret: string, { url, press }: Found): Promise<CardAnswer> {
		const instanceUrl = context.getInstanceBaseUrl();
		const outcome = await tell({ ...parts, instanceUrl }, secret, url, press);
		if (!outcome.ok) parts.report(unreachable(outcome.failure));
		const told = outcome.ok ? outcome.value : undefined;
		const by = told && 'by' in told ? told.by : undefined;
		const name = by === undefined ? '' : await nameOfUser(api, by);
		const { answer, isForAll } = shownOf(told, name);
		// What the answer to a press says reaches the presser only.
		if (isForAll) {
			const now = clock.now();
			closed.set(String(push.data.outTrackId), true, now + KEPT_MS, now);
			// The presser sees it in any case.
			await parts.update(push, answer).catch(parts.report);
		}
		return answer;
	}

	function refuse({ data }: Push): CardAnswer {
		const { outTrackId = '', params } = cardActionOf(data);
		const ticket = String(params[TICKET] ?? '');
		const isStale = ticket === '' && closed.get(outTrackId, clock.now());
		if (!isStale) parts.report(faulty(ticket));
		return forPresser(isStale ? HINTS.over : HINTS.faulty).answer;
	}

	const unreachable = (failure: Failure) =>
		new NodeOperationError(
			context.getNode(),
			`A press of a card could not be told to the execution that waits: ${failure.came ?? failure.code}`,
			{
				description:
					'n8n was asked at its webhook URL, and on this machine. Let it reach itself at WEBHOOK_URL, or let it listen on port 5678 of its own machine. The card is still open: press again',
			},
		);

	const faulty = (ticket: string) =>
		new NodeOperationError(
			context.getNode(),
			ticket === ''
				? 'A press of a card that waits for a decision came without its ticket'
				: "A press of a card that waits for a decision came with a ticket that this app's secret does not open",
			{
				description:
					ticket === ''
						? "In the card's template, give both buttons the callback parameter 'ticket' with the variable of that name, and the Action IDs 'approve' and 'decline', as docs/send-and-wait.md says. Publish the template, and ask again: this card cannot decide"
						: 'The Client Secret was changed since the card was sent, or the credential of this trigger has another one. Ask again: this card cannot decide',
			},
		);

	return {
		async take(push) {
			if (!isOfWaitingCard(push)) return undefined;
			const secret = await parts.secret();
			const found = find(push, secret);
			if (!found) return undefined;
			const now = clock.now();
			const known = own.get(push.id, now);
			if (known) return known;
			if (underWay.get(push.id, now)) return { shown: Promise.resolve(undefined) };
			const shown = found === 'faulty' ? Promise.resolve(refuse(push)) : work(push, secret, found);
			const begun = { shown };
			underWay.set(push.id, true, now + KEPT_MS, now);
			own.set(push.id, begun, now + KEPT_MS, now);
			return begun;
		},
	};
}
