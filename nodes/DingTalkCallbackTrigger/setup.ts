import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { InputError, toInputNodeError } from '../shared/errors/inputError';
import { parameterReader } from '../shared/params/nodeParameters';
import type { PushSettings } from '../shared/pushes/settings';
import { readPushSettings } from '../shared/pushes/settings';
import { CREDENTIAL } from '../shared/transport/send';
import type { TriggerKeys } from '../shared/auth/callbackKeys';
import { CALLBACK_CREDENTIAL, eventKeysFault, keysOf } from '../shared/auth/callbackKeys';
import { properties } from './properties';

/** What the trigger is set up with, checked. */
export interface Setup {
	settings: PushSettings;
	keys: TriggerKeys;
}

const CREDENTIAL_NAME = 'DingTalk Callback API';

/** Whether this node keeps the subscription itself, by the legacy API. */
export function isManaged(context: IHookFunctions): boolean {
	const read = parameterReader(context, properties);
	return read.texts('triggerOn').includes('event') && read.text('subscription') === 'managed';
}

/** @throws NodeOperationError when it is neither of the two */
export function readSubscription(context: Pick<IHookFunctions, 'getNode' | 'getNodeParameter'>) {
	try {
		return parameterReader(context, properties).choice<'console' | 'managed'>('subscription');
	} catch (error) {
		throw error instanceof InputError ? toInputNodeError(context.getNode(), error) : error;
	}
}

/**
 * Reads fields and credential when the workflow is activated, or a test begins.
 *
 * @throws NodeOperationError naming what is missing: with the first push it would be too late
 */
export async function checkSetup(context: IHookFunctions): Promise<Setup> {
	const settings = readPushSettings(context);
	readSubscription(context);
	const keys = keysOf(await context.getCredentials(CALLBACK_CREDENTIAL));
	const hasApp = context.getNode().credentials?.[CREDENTIAL] !== undefined;
	const fault =
		keysFault(settings, keys) ??
		(isManaged(context) ? managedFault(settings, hasApp) : undefined) ??
		(settings.downloadFiles && !hasApp ? NO_APP_FOR_FILES : undefined);
	if (!fault) return { settings, keys };
	throw new NodeOperationError(context.getNode(), fault.message, { description: fault.cure });
}

interface Fault {
	message: string;
	cure: string;
}

function keysFault({ kinds }: PushSettings, keys: TriggerKeys): Fault | undefined {
	const eventFault = kinds.has('event') ? eventKeysFault(keys) : undefined;
	if (eventFault) {
		return {
			message: `Events cannot be received: ${eventFault}`,
			cure: `Correct the credential '${CREDENTIAL_NAME}', or take 'Event' out of 'Trigger On'`,
		};
	}
	if (kinds.has('message') && keys.appSecret === '') {
		return {
			message: "Bot messages cannot be received: 'App Secret' is empty",
			cure: `Their signatures are checked with it. Fill it in in the credential '${CREDENTIAL_NAME}', or take 'Bot Message' out of 'Trigger On'`,
		};
	}
	if (kinds.has('cardAction') && keys.cardSecret === '') {
		return {
			message: "Card actions cannot be received: 'Card Secret' is empty",
			cure: `Their signatures are checked with it. Register the callback route with an apiSecret and fill it in in the credential '${CREDENTIAL_NAME}', or take 'Card Action' out of 'Trigger On'`,
		};
	}
	return undefined;
}

function managedFault({ events }: PushSettings, hasApp: boolean): Fault | undefined {
	if (!events) {
		return {
			message: "'Events' cannot be 'All Events' where this node manages the subscription",
			cure: 'The legacy API takes names of events only: choose those that you need, or subscribe in the developer console',
		};
	}
	if (hasApp) return undefined;
	return {
		message: "The credential 'DingTalk App API' is missing, which registers the subscription",
		cure: "Choose it under 'App' in the node, or set 'Subscription' to the developer console",
	};
}

const NO_APP_FOR_FILES: Fault = {
	message: "The credential 'DingTalk App API' is missing, which downloads files",
	cure: "Choose it under 'App' in the node, or turn 'Download Files' off",
};
