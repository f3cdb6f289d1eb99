import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FormReader } from '../../shared/params/params';
import type { CardCallback } from '../cards/deliver';

const OPTIONS: Record<CardCallback['by'], INodePropertyOptions> = {
	http: {
		name: 'A Callback Route',
		value: 'http',
		description: 'The address of a route: a DingTalk Callback Trigger',
	},
	nobody: {
		name: 'Nobody',
		value: 'nobody',
		description: 'The card has no buttons, or none that call back',
	},
	stream: {
		name: 'Stream Mode',
		value: 'stream',
		description: 'A DingTalk Trigger that listens to card actions of this app',
	},
};

/**
 * Who hears of a card's pressed buttons; read with `readCallback`.
 *
 * @param ways by name
 * @param show when the form has them; always where absent
 */
export const callbackFields = (
	ways: ReadonlyArray<CardCallback['by']>,
	show: Record<string, Array<string | boolean>> = {},
): INodeProperties[] => [
	{
		displayName: 'Presses Go To',
		name: 'callback',
		type: 'options',
		options: ways.map((way) => OPTIONS[way]),
		default: 'stream',
		...(Object.keys(show).length > 0 ? { displayOptions: { show } } : {}),
		description: "Who hears when somebody presses one of the card's buttons",
	},
	{
		displayName: 'Route Key',
		name: 'callbackRouteKey',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. approvals',
		displayOptions: { show: { ...show, callback: ['http'] } },
		description: 'Key of the route, as Card > Register Callback Route was given it',
	},
];

/** The fields of `callbackFields`. */
export function readCallback(read: Pick<FormReader, 'choice' | 'id'>): CardCallback {
	const by = read.choice<CardCallback['by']>('callback');
	return by === 'http' ? { by, routeKey: read.id('callbackRouteKey') } : { by };
}
