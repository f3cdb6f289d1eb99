import { NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../../../../shared/errors/failure';
import type { ItemContext } from '../../../operation/operation';
import type { Recipient } from '../../../../shared/robot/recipient';

/** So many are named in an error; the count is always there. */
const MAX_NAMED = 200;
/** Characters of a list in the line above it. */
const MAX_TITLE = 160;

/** What a status means where DingTalk gives no reason. */
const REASONS: Readonly<Record<string, string>> = {
	invalid: 'nobody of this organisation whom the app may see has this ID',
	throttled: 'DingTalk still refused for now after several tries',
};

export const failsOnMissed = ({ read }: ItemContext): boolean =>
	read.group('options').flag('failOnMissed');

/** What a call, or several, came to. */
interface Outcomes {
	recipients: Recipient[];
	/** What was given and is nobody's ID. */
	strangers: Recipient[];
	/** Why calls were refused. */
	failure?: Failure;
}

/**
 * Ends the item with an error when DingTalk has confirmed it for nobody. Those of whom it is not known have to be in
 * the memory by then, as a retry must not send it to them again.
 *
 * @param did what they would have: `got the message`
 * @throws NodeApiError when all calls were refused
 * @throws NodeOperationError listing who was left out and why
 */
export function assertSomebody(
	context: ItemContext,
	{ recipients, strangers, failure }: Outcomes,
	did = GOT,
): void {
	if (recipients.some(({ status }) => status === 'accepted')) return;
	const missed = [...recipients, ...strangers];
	if (recipients.some(isUnsure)) throw missedError(context, missed, missed.length, 'people', did);
	if (failure && recipients.every(({ status }) => status === 'failed')) {
		throw context.api.toError(failure);
	}
	throw new NodeOperationError(
		context.node.getNode(),
		`None of the people ${did}: ${shorten(listMissed(missed))}`,
		{ description: listMissed(missed), itemIndex: context.itemIndex },
	);
}

const GOT = 'got the message';

const isUnsure = ({ status }: Recipient): boolean => status === 'unknown';

/**
 * Ends the item with an error when the message is confirmed for nobody and may have reached somebody all the same;
 * with the option on, when anybody did not get it, or may not have.
 *
 * @param isStrict the option *Fail If Anyone Is Missed*
 * @param departments departments, or everyone, as far as calls to them are known
 * @throws NodeOperationError listing them
 */
export function assertNobodyMissed(
	context: ItemContext,
	recipients: Recipient[],
	reached: readonly string[],
	isStrict: boolean,
	departments: Recipient[] = [],
): void {
	const all = [...recipients, ...departments];
	const open = all.filter(({ status }) => !reached.includes(status));
	if (open.length === 0) return;
	const isConfirmedForNobody = open.length === all.length && open.some(isUnsure);
	// A task that DingTalk took is confirmed, although its result may come late.
	const isTaken = all.some(({ taskId, taskIds }) => taskId !== undefined || taskIds !== undefined);
	if (!isStrict && (!isConfirmedForNobody || isTaken)) return;
	throw missedError(context, open, all.length, departments.length > 0 ? 'recipients' : 'people');
}

function missedError(
	context: ItemContext,
	open: Recipient[],
	count: number,
	who: string,
	did = GOT,
): NodeOperationError {
	const unsure = open.filter(isUnsure);
	const missed = open.filter((recipient) => !isUnsure(recipient));
	const total = `${count} ${who}`;
	const lists = [
		listMissed(missed),
		unsure.length > 0 ? `Not known whether they got it: ${listMissed(unsure)}` : '',
	];
	const retry = retryWords(missed.length, unsure.length);
	const ending = open.length < count ? `All others got it; with ${retry}` : `With ${retry}`;
	const reason = open.length === count && missed.length === 0 ? unsure[0].reason : undefined;
	return new NodeOperationError(
		context.node.getNode(),
		`${titleOf(missed.length, unsure.length, total, did)}${reason === undefined ? '' : `: ${shorten(String(reason))}`}`,
		{
			description: `${lists.filter(Boolean).join('. ')}. ${ending}`,
			itemIndex: context.itemIndex,
		},
	);
}

function titleOf(missed: number, unsure: number, total: string, did: string): string {
	if (missed === 0) return `It is not known whether ${unsure} of ${total} ${did}`;
	const more = unsure > 0 ? `, and of ${unsure} more it is not known` : '';
	return `${missed} of ${total} did not get the message${more}`;
}

function retryWords(missed: number, unsure: number): string {
	if (missed === 0) return 'Retry On Fail it is not sent again';
	const not = unsure > 0 ? ', not to those of whom it is not known' : '';
	return `Retry On Fail it is sent again only to those who did not get it${not}`;
}

function listMissed(missed: Recipient[]): string {
	const byReason = new Map<string, string[]>();
	for (const { userId, status, reason = REASONS[status] } of missed.slice(0, MAX_NAMED)) {
		const why = reason ? ` (${String(reason)})` : '';
		// Those of whom it is not known are under words that say so.
		const words = status === 'unknown' ? `${String(reason ?? status)}` : `${status}${why}`;
		byReason.set(words, [...(byReason.get(words) ?? []), userId]);
	}
	const lists = [...byReason].map(([words, userIds]) => `${words}: ${userIds.join(', ')}`);
	const more = missed.length > MAX_NAMED ? [`and ${missed.length - MAX_NAMED} more`] : [];
	return [...lists, ...more].join('; ');
}

const shorten = (text: string): string =>
	text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
