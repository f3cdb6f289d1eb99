import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createDirectory } from './resolve';
import { InputError } from '../errors/inputError';
import { toShownError } from '../errors/shownError';
import type { PersonRef } from '../params/personRef';
import { openLocator, toPersonRef } from '../params/personRef';
import type { DingTalkApi } from '../transport/api';
import { credentialOperator } from './operator';

/** Where forms say who acts, and what the field is called. */
const ACTORS = { userId: 'User', 'options.operatorId': 'Operator' };

/**
 * The unionId of who acts in the form, or of the credential's Operator.
 *
 * @throws NodeOperationError that says whom to choose
 */
export async function actorOf(context: ILoadOptionsFunctions, api: DingTalkApi): Promise<string> {
	return await shown(
		context,
		async () => await createDirectory(api).unionIdOf(personOf(context, api)),
	);
}

/** Does something for a picker; faults of the form say what to do, as the editor shows nothing but the message. */
export async function shown<T>(context: ILoadOptionsFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const isInput = error instanceof InputError;
		const told = isInput ? new Error(`${error.message}. ${error.fix}`) : error;
		throw toShownError(context.getNode(), told);
	}
}

/** The content of a locator in the form; '' where it is empty or an expression. */
export function contentIn(context: ILoadOptionsFunctions, name: string): string {
	const value = context.getCurrentNodeParameter(name);
	const content = String(openLocator(value).content ?? '').trim();
	return content.startsWith('=') ? '' : content;
}

function personOf(context: ILoadOptionsFunctions, api: DingTalkApi): PersonRef {
	for (const [name, label] of Object.entries(ACTORS)) {
		if (contentIn(context, name) !== '')
			return toPersonRef(label, context.getCurrentNodeParameter(name));
	}
	return credentialOperator(api, "the form first, as 'User' or 'Operator'");
}
