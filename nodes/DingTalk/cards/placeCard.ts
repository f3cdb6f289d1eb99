import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../../shared/errors/failure';
import { mayHaveHappened } from '../../shared/errors/failure';
import { itemRunOf } from '../../shared/itemKey';
import type { Memory } from '../../shared/memory';
import { memoryOf } from '../../shared/memory';
import type { CardDraft, Delivery, Place, Placed } from './deliver';
import { createAndDeliver, deliverCard } from './deliver';
import type { ItemContext } from '../operation/operation';

/** Where a card goes, once people and groups are looked up. */
export interface Places {
	places: Place[];
	/** Who was named and is nobody's ID. */
	strangers: Placed[];
	visibleTo: string[];
}

/** A place of somebody who does not exist. */
export const strangerOf = (spaceId: string): Placed => ({
	spaceType: 'IM_ROBOT',
	spaceId,
	status: 'failed',
	reason: 'nobody of this organisation whom the app may see has this ID',
});

/** A card on its way: to be made, or there already. */
export interface Placing {
	draft: CardDraft | { outTrackId: string };
	places: Places;
	delivery: Delivery;
	isStrict: boolean;
}

/** Where the memory keeps that the card was made; no place is called so. */
const MADE = 'made';

/** What is known of a place, or of the card, in all attempts. */
type Known = { placed: Placed } | { failure: Failure };

const memoryOfCard = ({ node, itemIndex }: ItemContext, outTrackId: string) =>
	memoryOf<Known>(itemRunOf(node, itemIndex), 'card', outTrackId);

/** What this item knows of a card: never made, made, or perhaps. */
export function stateOfCard(context: ItemContext, outTrackId: string): 'none' | 'made' | 'unsure' {
	const made = memoryOfCard(context, outTrackId).get(MADE);
	if (!made) return 'none';
	return 'failure' in made ? 'unsure' : 'made';
}

/**
 * Makes a card, or takes one that is there, and puts it into its places: each gets it once, in all attempts of
 * Retry On Fail.
 *
 * @returns what became of it in each place; it is in one of them at least
 * @throws NodeApiError for a refused call, and where it is not known what DingTalk did
 * @throws NodeOperationError naming the places that did not get it
 */
export async function placeCard(context: ItemContext, placing: Placing): Promise<Placed[]> {
	const { places, strangers } = placing.places;
	const memory = memoryOfCard(context, placing.draft.outTrackId);
	const made = memory.get(MADE);
	if (made && 'failure' in made) throw unsure(context, made.failure);
	const open = places.filter((place) => !memory.has(keyOf(place)));
	const failed = open.length > 0 ? await placeOpen(context, placing, open, memory) : [];
	const known = places.flatMap((place) => {
		const one = memory.get(keyOf(place));
		return one && 'placed' in one ? [one.placed] : [];
	});
	return checked(context, [...known, ...failed, ...strangers], placing.isStrict);
}

const keyOf = ({ spaceType, spaceId }: Pick<Placed, 'spaceType' | 'spaceId'>): string =>
	`${spaceType}.${spaceId}`;

/** One call for all places that are open. @returns those that failed; the others are in the memory */
async function placeOpen(
	context: ItemContext,
	{ draft, delivery }: Placing,
	open: Place[],
	memory: Memory<Known>,
): Promise<Placed[]> {
	const { api } = context;
	const outcome =
		'templateId' in draft && !memory.has(MADE)
			? await createAndDeliver(api, draft, open, delivery)
			: await deliverCard(api, draft.outTrackId, open, delivery);
	if (!outcome.ok) {
		const { failure } = outcome;
		const isCutOff = failure.kind === 'cancelled' && failure.attempts !== 0;
		if (!mayHaveHappened(failure) && !isCutOff) throw api.toError(failure);
		memory.set(MADE, { failure });
		throw unsure(context, failure);
	}
	for (const placed of outcome.value) {
		memory.set(MADE, { placed });
		if (placed.status !== 'failed') memory.set(keyOf(placed), { placed });
	}
	return outcome.value.filter(({ status }) => status === 'failed');
}

const unsure = ({ api }: ItemContext, failure: Failure) =>
	api.toError(failure, {
		prefix: 'It is not known whether the card was delivered',
		note: 'With Retry On Fail it is not delivered again',
	});

function checked(context: ItemContext, all: Placed[], isStrict: boolean): Placed[] {
	const missed = all.filter(({ status }) => status !== 'delivered');
	const isNowhere = missed.length === all.length;
	if (missed.length === 0 || (!isNowhere && !isStrict)) return all;
	const list = missed.map(
		({ spaceType, spaceId, reason }) => `${NAMES[spaceType] ?? spaceType} ${spaceId} (${reason})`,
	);
	const isUnsure = missed.some(({ status }) => status === 'unknown');
	const title = isNowhere
		? `${isUnsure ? 'It is not known whether anybody has the card' : 'The card got nowhere'}: ${list[0]}`
		: `The card did not get to ${missed.length} of ${all.length} places: ${list[0]}`;
	const more = `${isNowhere ? '' : 'All others have it. '}With Retry On Fail it is delivered only to those that were missed for sure`;
	throw new NodeOperationError(context.node.getNode(), title, {
		description: `${list.join('; ')}. ${hintFor(missed)}${more}`,
		itemIndex: context.itemIndex,
	});
}

const NAMES: Record<string, string> = {
	IM_GROUP: 'group',
	IM_ROBOT: 'person',
	ONE_BOX: 'top of group',
};

const hintFor = (missed: Placed[]): string =>
	missed.some(({ spaceType, reason }) => spaceType !== 'IM_ROBOT' && /illegal/.test(reason ?? ''))
		? "Check the group's open conversation ID, and that the app's robot is in the group. "
		: '';

/** What became of a card, for the output. */
export function placedResult(outTrackId: string, all: Placed[]): IDataObject {
	const having = (wanted: Placed['status']): IDataObject[] =>
		all
			.filter(({ status }) => status === wanted)
			.map(({ spaceType, spaceId, carrierId, reason }) => ({
				spaceType,
				spaceId,
				...(carrierId ? { carrierId } : {}),
				...(reason ? { reason } : {}),
			}));
	const unknown = having('unknown');
	return {
		outTrackId,
		delivered: having('delivered'),
		failed: having('failed'),
		...(unknown.length > 0 ? { unknown } : {}),
	};
}
