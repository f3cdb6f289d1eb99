import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { cleanText } from '../../../shared/messages/clean';
import { callbackFields, readCallback } from '../../fields/callback';
import type { Operation } from '../../operation/operation';
import {
	creationOptions,
	deliveryOptions,
	failOnMissedOption,
	optionsOf,
	placeFields,
	privateVariablesField,
	summaryField,
	templateIdField,
	templateNotice,
	variablesFields,
} from './fields';
import { placeCard, placedResult } from '../../cards/placeCard';
import { findPlaces, placeKeys, readPlaces } from './places';
import { byUserId, checkedTrackId, readPrivateVariables, readVariables } from './read';

/**
 * A retry of what got to some places alone delivers the card that is there.
 *
 * @see DingTalk docs "创建并投放卡片": POST /v1.0/card/instances/createAndDeliver
 */
export const create: Operation = {
	value: 'create',
	name: 'Create and Deliver',
	action: 'Create and deliver a card',
	description:
		"Make an interactive card (互动卡片) from one of the app's templates and deliver it to a group, to people, or to the top of a group",
	endpoints: ['POST /v1.0/card/instances/createAndDeliver'],
	fields: [
		templateNotice,
		templateIdField,
		...placeFields('group', 'people', 'reply', 'topBox'),
		...variablesFields,
		privateVariablesField,
		...callbackFields(['http', 'nobody', 'stream']),
		summaryField,
		optionsOf(...creationOptions, ...deliveryOptions, failOnMissedOption),
	],
	orderKeys: placeKeys,
	async run(context) {
		const { read, node, itemIndex } = context;
		const options = read.group('options');
		const form = readPlaces(context);
		const privateVariables = readPrivateVariables(context);
		const summary = cleanText(read.text('summary'));
		const card = {
			templateId: read.id('templateId'),
			params: readVariables(context),
			callback: readCallback(read),
			summary,
			notification: cleanText(options.text('notification')) || summary,
			isForwardable: options.flag('isForwardable'),
		};
		const given = checkedTrackId(options, options.idIfAny('outTrackId'));
		const places = await findPlaces(context, form);
		const privateParams = await byUserId(context, privateVariables);
		// The same in all attempts: DingTalk makes no second card of it.
		const outTrackId = given || itemKey(itemRunOf(node, itemIndex), card, places.places);
		const { visibleTo } = places;
		const all = await placeCard(context, {
			draft: { ...card, outTrackId, privateParams },
			places,
			delivery: { ...form.delivery, visibleTo, isTyped: false },
			isStrict: form.isStrict,
		});
		return placedResult(outTrackId, all);
	},
};
