import { createHmac } from 'node:crypto';

import { isSame } from '../crypto/compareSecrets';
import { MINUTE_MS } from '../run/durations';

/** A press of a card's button, as a trigger tells it to the execution that waits. */
export interface Press {
	/** As DingTalk says it. */
	userId: string;
	isApproved: boolean;
	/** Unix ms. */
	at: number;
}

/** A press that only somebody with the app's secret can have told. */
export interface SignedPress extends Press {
	signature: string;
}

/** What a press is for. */
export interface PressTarget {
	executionId: string;
	nodeId: string;
}

/** Longer than a press is tried to be told; a copy of an old one is worth nothing. */
const FRESH_MS = 5 * MINUTE_MS;

/** Bound to execution, node, person, decision and time. */
export const signPress = (secret: string, target: PressTarget, press: Press): SignedPress => ({
	...press,
	signature: signatureOf(secret, target, press),
});

/** Whether this app's trigger told it, of this execution and node, a moment ago. */
export function isGenuine(
	secret: string,
	target: PressTarget,
	press: SignedPress,
	nowMs: number,
): boolean {
	if (secret === '' || Math.abs(nowMs - press.at) > FRESH_MS) return false;
	return isSame(press.signature, signatureOf(secret, target, press));
}

const signatureOf = (
	secret: string,
	{ executionId, nodeId }: PressTarget,
	{ userId, isApproved, at }: Press,
): string =>
	createHmac('sha256', secret)
		.update(
			JSON.stringify([
				'n8n-nodes-dingtalk-suite press 1',
				executionId,
				nodeId,
				userId,
				isApproved,
				at,
			]),
		)
		.digest('hex');

/** The press in a request's body; undefined for anything else. */
export function pressIn(body: unknown): SignedPress | undefined {
	const { press } = (body ?? {}) as { press?: Partial<SignedPress> };
	if (typeof press !== 'object' || press === null) return undefined;
	const { userId, isApproved, at, signature } = press;
	const isWhole =
		typeof userId === 'string' &&
		typeof isApproved === 'boolean' &&
		typeof at === 'number' &&
		typeof signature === 'string';
	return isWhole ? { userId, isApproved, at, signature } : undefined;
}

/**
 * What the execution says to a press: taken; answered before; the time is over; not for this person; the question is
 * an older one.
 */
export type Standing = 'recorded' | 'answered' | 'expired' | 'notYou' | 'closed';

/** Its answer as JSON. */
export interface PressReply {
	standing: Standing;
	/** Of `recorded` and `answered`: the words of the button, when in Unix ms, and by whom. */
	label?: string;
	at?: number;
	by?: string;
	/** The workflow's, for the time on the card. */
	timeZone?: string;
}
