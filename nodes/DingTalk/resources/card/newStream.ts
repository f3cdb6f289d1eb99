import type { INodeProperties } from 'n8n-workflow';

import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { Expiring } from '../../../shared/run/expiring';
import { cleanText } from '../../../shared/messages/clean';
import { DAY_MS } from '../../../shared/run/durations';
import type { CardDraft, Placed } from '../../cards/deliver';
import { noteDelivery, type Typist } from '../../../shared/cards/type';
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
import type { Chat } from './plain';
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

/** Where the cards are that this process has started. */
export const startedHere = new Expiring<Chat>();
const STREAM_LIFE_MS = DAY_MS;
const nameOf = ({ api, outTrackId }: Typist): string =>
	`dingTalkChat ${api.settings.clientId} ${outTrackId}`;

/** Where a stream is that was started in this process, or in this execution; undefined for others. */
export const startedStream = (typist: Typist): Chat | undefined =>
	startedHere.get(nameOf(typist), typist.clock.now()) ??
	(typist.kept?.[nameOf(typist)] as Chat | undefined);

/** Where a stream goes. */
export const chatOf = ({ form, places: { places } }: Omit<NewStream, 'draft'>): Chat => {
	const { message, delivery } = form;
	return { message, robotCode: delivery.robotCode, places };
};

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
	const chat = chatOf(stream);
	startedHere.set(nameOf(typist), chat, now + STREAM_LIFE_MS, now);
	// The message has the key of a session, which stays out of n8n's database: the robot can write there, too.
	if (typist.kept) typist.kept[nameOf(typist)] = { ...chat, message: undefined };
	noteDelivery(typist);
	return placed;
}
