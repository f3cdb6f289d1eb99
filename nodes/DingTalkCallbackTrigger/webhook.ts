import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { systemClock } from '../shared/run/clock';
import { accepts } from '../shared/pushes/accepts';
import { quotaErrorOf } from '../shared/pushes/quota';
import { seenId } from '../shared/pushes/seen';
import { readPushSettings } from '../shared/pushes/settings';
import { identify } from './identify';
import { CALLBACK_CREDENTIAL, keysOf } from '../shared/auth/callbackKeys';
import { answerPress } from './press';
import { isRefusal, refusal, refuse } from './refusal';
import { readRequest } from './request';
import { seenPushesOf } from './seenPushes';
import { start } from './start';
import { wakeForResult, type HearingParts } from '../shared/waiting/results';

/**
 * One request to the trigger's URL: an event, a bot message or a card action, or none of them. Whoever cannot
 * sign learns nothing and starts nothing.
 */
export async function receive(
	context: IWebhookFunctions,
	clock: Clock = systemClock,
): Promise<IWebhookResponseData> {
	const request = await readRequest(context);
	if (isRefusal(request)) return refuse(context, request);
	const keys = keysOf(await context.getCredentials(CALLBACK_CREDENTIAL));
	const genuine = identify(request, keys, clock.now());
	if (isRefusal(genuine)) return refuse(context, genuine);
	const { push, reply } = genuine;
	// DingTalk only asks whether the URL is answered.
	if (!push) return { webhookResponse: reply };
	const settings = readPushSettings(context);
	if (settings.kinds.has(push.kind)) void wakeForResult(wakesOf(context, clock), push);
	// It is the answer to a question, and starts nothing.
	const press = settings.kinds.has(push.kind) ? await answerPress(context, push, clock) : undefined;
	if (press) return press;
	const quotaError = settings.kinds.has(push.kind)
		? quotaErrorOf(push, context.getNode())
		: undefined;
	if (!quotaError && !accepts(push, settings)) return { webhookResponse: reply };
	const seen = seenPushesOf(context, clock);
	const id = seenId(push);
	const standing = seen.begin(id);
	// Success would end DingTalk's attempts, while the first one may still fail.
	if (standing === 'inWork') return refuse(context, refusal(503, 'inWork'));
	if (standing === 'handled') return { webhookResponse: reply };
	if (quotaError) {
		seen.done(id);
		// n8n makes a failed execution of it, and the error workflow runs.
		throw quotaError;
	}
	let isStarted = false;
	try {
		const result = await start({ context, push, reply, settings, keys, seen, clock });
		isStarted = true;
		return result;
	} finally {
		if (!isStarted) seen.release(id);
	}
}

const wakesOf = (context: IWebhookFunctions, clock: Clock): HearingParts => ({
	...{ context, clock, logger: context.logger },
	signal: new AbortController().signal,
	instanceUrl: context.getInstanceBaseUrl(),
});
