import { InputError } from '../../../shared/errors/inputError';
import { updateCall } from '../../cards/update';
import type { ItemContext, Operation } from '../../operation/operation';
import { optionsOf, outTrackIdField, privateVariablesField, variablesFields } from './fields';
import { byUserId, readPrivateVariables, readTrackId, readVariables } from './read';

/** Changes of a card happen in input order. */
export const cardKeys = ({ read }: ItemContext): string[] => [`card ${read.id('outTrackId')}`];

/** @see DingTalk docs "更新卡片": PUT /v1.0/card/instances */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a card',
	description: 'Change what a card shows, for everybody who has it or for single people',
	endpoints: ['PUT /v1.0/card/instances'],
	fields: [
		outTrackIdField,
		...variablesFields,
		privateVariablesField,
		optionsOf({
			displayName: 'Replace All Variables',
			name: 'isReplaced',
			type: 'boolean',
			default: false,
			description:
				'Whether variables that are not given become empty. Off, they keep what they have.',
		}),
	],
	orderKeys: cardKeys,
	async run(context) {
		const { api, read } = context;
		const outTrackId = readTrackId(context);
		const params = readVariables(context);
		const privateVariables = readPrivateVariables(context);
		const isReplaced = read.group('options').flag('isReplaced');
		const hasParams = Object.keys(params).length > 0;
		if (!hasParams && privateVariables.length === 0) {
			throw new InputError(
				read.label('variables'),
				'is empty',
				"Give at least one variable, or 'Private Variables'",
			);
		}
		const privateParams = await byUserId(context, privateVariables);
		await api.request(
			updateCall({
				outTrackId,
				...(hasParams ? { params } : {}),
				privateParams,
				isByKey: !isReplaced,
			}),
		);
		return { outTrackId, updated: true };
	},
};
