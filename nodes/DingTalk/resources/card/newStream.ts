import type { INodeProperties } from 'n8n-workflow';

import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { Expiring } from '../../../shared/run/expiring';
import { cleanText } from '../../../shared/messages/clean';
import { DAY_MS } from '../../../shared/run/durations';
import type { CardDraft, Placed } from '../../cards/deliver';
import { noteDelivery, type Typist } from '../../cards/type';
import type { ItemContext } from '../../operation/operation';
import {
	creationOptions,
	deliveryOptions,
	placeFields,
	summaryField,
	templateIdField,
	templateNotice,
	variablesFields,
} from './fields';
import type { Places } from '../../cards/placeCard';
import { placeCard } from '../../cards/placeCard';
import type { PlaceForm } from './places';
import { findPlaces, readPlaces } from './places';
import { checkedTrackId, readVariables } from './read';

/** What makes a card that is typed into. */
export const newStreamFields: INodeProperties[] = [
	templateNotice,
	templateIdField,
	...placeFields('group', 'people', 'reply'),
	...variablesFields,
	summaryField,
];
export const newStreamOptions: INodeProperties[] = [...creationOptions, ...deliveryOptions];

/** A card that is to be made and typed into, and where it goes. */
export interface NewStream {
	draft: CardDraft;
	form: PlaceForm;
	places: Places;
}

/** Streams that this process has started: where their cards are, for what does not fit on them. */
const started = new Expiring<NewStream>();
const STREAM_LIFE_MS = DAY_MS;
const nameOf = ({ api, outTrackId }: Typist): string => `${api.settings.clientId} ${outTrackId}`;

/** A stream that this process has started; undefined for others. */
export const startedStream = (typist: Typist): NewStream | undefined =>
	started.get(nameOf(typist), typist.clock.now());

/** Reads the form; what follows looks people up. @throws InputError naming the field */
export function readNewStream(context: ItemContext) {
	const { read, node, itemIndex } = context;
	const options = read.group('options');
	const form = readPlaces(context);
	const summary = cleanText(read.text('summary'));
	const card = {
		templateId: read.id('templateId'),
		params: readVariables(context),
		privateParams: {},
		// An AI card has buttons of its own, such as Stop and a thumb.
		callback: { by: 'stream' as const },
		summary,
		notification: cleanText(options.text('notification')) || summary,
		isForwardable: options.flag('isForwardable'),
	};
	const given = checkedTrackId(options, options.idIfAny('outTrackId'));
	return async (): Promise<NewStream> => {
		const places = await findPlaces(context, form);
		const outTrackId = given || itemKey(itemRunOf(node, itemIndex), card, places.places);
		return { draft: { ...card, outTrackId }, form, places };
	};
}

/** Makes the card; the typist may begin after the interval. @throws as `placeCard` */
export async function startStreamOf(
	context: ItemContext,
	stream: NewStream,
	typist: Typist,
): Promise<Placed[]> {
	const { form, places } = stream;
	const placed = await placeCard(context, {
		draft: stream.draft,
		places,
		delivery: { ...form.delivery, visibleTo: places.visibleTo, isTyped: true },
		isStrict: form.isStrict,
	});
	const now = typist.clock.now();
	started.set(nameOf(typist), stream, now + STREAM_LIFE_MS, now);
	noteDelivery(typist);
	return placed;
}
