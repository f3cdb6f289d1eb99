import type { INodeProperties } from 'n8n-workflow';

import { robotCodeOption } from '../../fields/ids';
import type { ItemContext } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

export const openDingIdsField: INodeProperties = {
	displayName: 'DING IDs',
	name: 'openDingIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. dingid8kQ2…',
	description:
		'What DING > Send returned as openDingIds: separated by commas, or an array by an expression',
};

/** For operations on what was sent. */
export const sentOptions = optionsField({
	options: [
		{
			...robotCodeOption,
			description: "Code of the robot that sent the DING. Leave empty for the credential's robot.",
		},
	],
});

/** Items about one DING run in input order. */
export const dingKeys = ({ read }: ItemContext): string[] =>
	read.ids(openDingIdsField.name).map((openDingId) => `ding ${openDingId}`);
