import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { ItemContext } from '../operation/operation';
import { toWireNumber } from '../fields/wireNumber';

const WHOLE_NUMBER = /^[1-9]\d{0,18}$/;

/** Which app a work notification comes from, where it is not the credential's. Belongs into `options`. */
export const agentIdOption: INodeProperties = {
	displayName: 'Agent ID',
	name: 'agentId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1234567890',
	description: "The app's numeric AgentId. Leave empty for the credential's Agent ID.",
};

/**
 * The agent ID on the wire: the node's option, else the credential's.
 *
 * @throws InputError when there is none, or when it is no number
 */
export function agentIdOf({ api, read }: Pick<ItemContext, 'api' | 'read'>): number | bigint {
	const agentId = read.group('options').idIfAny('agentId') || api.settings.agentId;
	if (WHOLE_NUMBER.test(agentId)) return toWireNumber(agentId);
	if (agentId === '') {
		throw new InputError(
			'Agent ID',
			'is empty, and work notifications are sent in the name of an agent',
			"Fill in 'Agent ID' in the credential or in the options: the AgentId on the app's 'Credentials and Basic Information' page in the DingTalk developer console",
		);
	}
	throw new InputError(
		'Agent ID',
		`is not a number: ${agentId.slice(0, 60)}`,
		"Copy the AgentId from the app's 'Credentials and Basic Information' page in the DingTalk developer console: it has digits only, unlike Client ID and App ID",
	);
}
