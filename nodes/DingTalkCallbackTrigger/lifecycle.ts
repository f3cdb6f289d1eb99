import type { IHookFunctions } from 'n8n-workflow';

import { InputError, toInputNodeError } from '../shared/errors/inputError';
import { createApi } from '../shared/transport/api';
import type { Setup } from './setup';
import { checkSetup, isManaged } from './setup';
import type { Wanted } from './subscription';
import { isSubscribed, subscribe, unsubscribe } from './subscription';

/** n8n asks this when the workflow is activated or a test begins: the moment to find what is missing. */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	const setup = await checkSetup(context);
	// In the developer console somebody has made the subscription, or does so once the URL is answered.
	if (!isManaged(context)) return true;
	return await isSubscribed(await createApi(context), wantedBy(context, setup));
}

/** Registers the subscription; asked for only where this node manages it. */
export async function create(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedBy(context, await checkSetup(context));
	try {
		await subscribe(await createApi(context), wanted);
	} catch (error) {
		throw error instanceof InputError ? toInputNodeError(context.getNode(), error) : error;
	}
	// n8n does not keep it for tests.
	context.getWorkflowStaticData('node').subscribedUrl = wanted.url;
	return true;
}

/**
 * Ends the subscription that this node manages, even where the fields have become unusable since. A failure is
 * only logged: an error would keep n8n from taking down the workflow's other webhooks, and its own.
 */
export async function remove(context: IHookFunctions): Promise<boolean> {
	if (!isManaged(context)) return true;
	try {
		await unsubscribe(await createApi(context), { url: urlOf(context) });
		return true;
	} catch (error) {
		const { name } = context.getNode();
		context.logger.error(
			`'${name}' could not end its subscription, so that DingTalk goes on pushing to a URL that nobody answers: ${(error as Error).message}. Publish and unpublish the workflow once more`,
		);
		return false;
	}
}

const urlOf = (context: IHookFunctions) => context.getNodeWebhookUrl('default') ?? '';

const wantedBy = (context: IHookFunctions, { settings, keys }: Setup): Wanted => ({
	url: urlOf(context),
	formerUrl: String(context.getWorkflowStaticData('node').subscribedUrl ?? ''),
	webhookId: context.getNode().webhookId ?? '',
	isTest: context.getActivationMode() === 'manual',
	events: [...(settings.events ?? [])],
	keys,
});
