import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createDirectory } from '../../shared/contacts/resolve';
import { InputError } from '../../shared/errors/inputError';
import { toShownError } from '../../shared/errors/shownError';
import type { PersonRef } from '../../shared/params/personRef';
import { openLocator, toPersonRef } from '../../shared/params/personRef';
import type { DingTalkApi } from '../../shared/transport/api';
import { credentialOperator } from './operator';

/** Where a form says who acts, and what the field is called: `{ 'options.operatorId': 'Operator' }`. */
export type Actors = Readonly<Record<string, string>>;

/**
 * The unionId of who acts in a form that is being filled in, or of the credential's Operator: for pickers.
 *
 * @throws NodeOperationError that says whom to choose
 */
export async function actorOf(
	context: ILoadOptionsFunctions,
	api: DingTalkApi,
	actors: Actors,
): Promise<string> {
	try {
		return await createDirectory(api).unionIdOf(personOf(context, api, actors));
	} catch (error) {
		const isInput = error instanceof InputError;
		// Where DingTalk was not asked, the editor shows the message alone.
		const told = isInput ? new Error(`${error.message}. ${error.fix}`) : error;
		throw toShownError(context.getNode(), told);
	}
}

function personOf(context: ILoadOptionsFunctions, api: DingTalkApi, actors: Actors): PersonRef {
	for (const [name, label] of Object.entries(actors)) {
		const value = context.getCurrentNodeParameter(name);
		const content = String(openLocator(value).content ?? '').trim();
		if (content !== '' && !content.startsWith('=')) return toPersonRef(label, value);
	}
	const labels = Object.values(actors).map((label) => `'${label}'`);
	return credentialOperator(api, `the form first, as ${labels.join(' or ')}`);
}
