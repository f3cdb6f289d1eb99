import type { ITriggerFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { fetchUser } from '../../shared/contacts/users';
import type { Failure } from '../../shared/errors/failure';
import type { CardAnswer } from '../../shared/pushes/card';
import { cardActionOf } from '../../shared/pushes/card';
import type { Push } from '../../shared/pushes/push';
import type { Clock } from '../../shared/run/clock';
import { Expiring } from '../../shared/run/expiring';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Press } from '../../shared/waiting/press';
import { BUTTONS, openTicket, TICKET } from '../../shared/waiting/ticket';
import { MINUTE_MS } from '../../shared/run/durations';
import { shownOf } from './shown';
import { tell } from './tell';

export interface PressesParts {
	context: Pick<ITriggerFunctions, 'helpers' | 'getNode' | 'getInstanceBaseUrl'>;
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

export function createPresses(parts: PressesParts): Presses {
	const { context, clock, api } = parts;
	/** DingTalk may push a press twice, and shows what is answered first: both get the same. */
	const own = new Expiring<PressWork>();

	function find({ data }: Push, secret: string): Found | undefined {
		const { outTrackId = '', params, actionIds, user } = cardActionOf(data);
		const isApproved = actionIds.includes(BUTTONS.approve);
		const isPress = isApproved || actionIds.includes(BUTTONS.decline);
		const url = openTicket(secret, outTrackId, String(params[TICKET] ?? ''));
		if (url === undefined || !isPress || user.userId === undefined) return undefined;
		return { url, press: { userId: user.userId, isApproved, at: clock.now() } };
	}

	async function work(push: Push, secret: string, { url, press }: Found): Promise<CardAnswer> {
		const instanceUrl = context.getInstanceBaseUrl();
		const outcome = await tell({ ...parts, instanceUrl }, secret, url, press);
		if (!outcome.ok) parts.report(unreachable(outcome.failure));
		const told = outcome.ok ? outcome.value : undefined;
		const by = told && 'by' in told ? told.by : undefined;
		const name = by === undefined ? '' : await nameOf(by);
		const { answer, isForAll } = shownOf(told, () => name);
		// What the answer to a press says reaches the presser only.
		if (isForAll) await parts.update(push, answer);
		return answer;
	}

	async function nameOf(userId: string): Promise<string> {
		const outcome = await fetchUser(api, userId);
		return (outcome.ok ? outcome.value.name : undefined) ?? userId;
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

	return {
		async take(push) {
			if (push.kind !== 'cardAction') return undefined;
			const secret = await parts.secret();
			const found = find(push, secret);
			if (!found) return undefined;
			const now = clock.now();
			const known = own.get(push.id, now);
			if (known) return known;
			if (underWay.get(push.id, now)) return { shown: Promise.resolve(undefined) };
			const begun = { shown: work(push, secret, found) };
			underWay.set(push.id, true, now + KEPT_MS, now);
			own.set(push.id, begun, now + KEPT_MS, now);
			return begun;
		},
	};
}
