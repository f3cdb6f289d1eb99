import type { Operation } from '../../operation/operation';
import {
	deliveryOptions,
	failOnMissedOption,
	optionsOf,
	outTrackIdField,
	placeFields,
} from './fields';
import { placeCard, placedResult } from '../../cards/placeCard';
import { findPlaces, placeKeys, readPlaces } from './places';
import { readTrackId } from './read';

/** @see DingTalk docs "投放卡片": POST /v1.0/card/instances/deliver */
export const deliver: Operation = {
	value: 'deliver',
	name: 'Deliver',
	action: 'Deliver a card',
	description:
		'Deliver a card that was made before to one more place, of a kind that it was made for',
	endpoints: ['POST /v1.0/card/instances/deliver'],
	fields: [
		outTrackIdField,
		...placeFields('group', 'people', 'reply', 'topBox'),
		optionsOf(...deliveryOptions, failOnMissedOption),
	],
	orderKeys: placeKeys,
	async run(context) {
		const outTrackId = readTrackId(context);
		const form = readPlaces(context);
		const places = await findPlaces(context, form);
		const { visibleTo } = places;
		const all = await placeCard(context, {
			draft: { outTrackId },
			places,
			delivery: { ...form.delivery, visibleTo, isTyped: false },
			isStrict: form.isStrict,
		});
		return placedResult(outTrackId, all);
	},
};
