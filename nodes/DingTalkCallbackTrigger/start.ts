import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { sealSession } from '../shared/auth/sealedSession';
import type { Clock } from '../shared/run/clock';
import { botAnswer } from '../shared/pushes/answers';
import { hasFiles } from '../shared/pushes/files';
import type { PushContext } from '../shared/pushes/items';
import { toItems } from '../shared/pushes/items';
import type { Push } from '../shared/pushes/push';
import type { Seen } from '../shared/pushes/seen';
import { seenId } from '../shared/pushes/seen';
import type { PushSettings } from '../shared/pushes/settings';
import type { DingTalkApi } from '../shared/transport/api';
import { createApi } from '../shared/transport/api';
import type { TriggerKeys } from '../shared/auth/callbackKeys';
import { answerWithLastNode } from './lastNode';
import { answerNow, whenAnswered } from './response';

/** A push that is wanted and did not come before. */
export interface Accepted {
	context: IWebhookFunctions;
	push: Push;
	/** What DingTalk gets when the workflow has nothing to say. */
	reply: IDataObject;
	settings: PushSettings;
	keys: TriggerKeys;
	seen: Seen;
	clock: Clock;
}

/** DingTalk waits 2.5 s; n8n, which stores the execution right after it has the items, takes some ms for it. */
const SOON_MS = 1000;

/**
 * Starts the workflow, and answers DingTalk in one of three ways: by n8n as soon as it has stored the execution,
 * so that a push whose execution could not be stored comes again; at its end, by the last node; by the node itself,
 * where files have to be fetched first, or n8n would wait for the end of the workflow. It then does so at once, as
 * messages and card actions never come again, but for an event a moment later, when n8n has had the time to store
 * its execution: n8n does not tell.
 */
export async function start(accepted: Accepted): Promise<IWebhookResponseData> {
	const { context, push, settings, seen } = accepted;
	const answer = answerTo(accepted);
	const isByLastNode = lastNodeAnswers(push, settings);
	const isNow = !isByLastNode && (hasFilesToFetch(push, settings) || waitsForLastNode(settings));
	const isSoon = isNow && push.kind === 'event';
	if (isByLastNode) answerWithLastNode(context, push.kind, accepted.reply, settings.adaptMarkdown);
	if (isNow && !isSoon) answerNow(context, answer);
	// With its answer DingTalk takes the push for delivered; one that waits for the last node is never pushed again.
	if ((isNow && !isSoon) || isByLastNode) seen.done(seenId(push));
	else if (!isNow) settleWithAnswer(accepted);
	const workflowData = [await itemsOf(accepted)];
	if (isSoon) void answerSoon(accepted, answer);
	return isNow
		? { noWebhookResponse: true, workflowData }
		: { webhookResponse: answer, workflowData };
}

/** Never throws: nobody waits for it. */
async function answerSoon(
	{ context, push, seen, clock }: Accepted,
	answer: IDataObject,
): Promise<void> {
	await clock.sleep(SOON_MS);
	seen.done(seenId(push));
	if (!context.getResponseObject().headersSent) answerNow(context, answer);
}

const answerTo = ({ push, settings, reply }: Accepted): IDataObject =>
	(push.kind === 'message' ? botAnswer(settings) : undefined) ?? reply;

const lastNodeAnswers = ({ kind }: Push, { answer, cardAnswer }: PushSettings): boolean =>
	(kind === 'message' && answer === 'lastNode') ||
	(kind === 'cardAction' && cardAnswer === 'lastNode');

/** n8n's response mode is one for all kinds of pushes; see RESPONSE_MODE. */
const waitsForLastNode = ({ answer, cardAnswer }: PushSettings): boolean =>
	answer === 'lastNode' || cardAnswer === 'lastNode';

const hasFilesToFetch = ({ kind, data }: Push, { downloadFiles }: PushSettings): boolean =>
	downloadFiles && kind === 'message' && hasFiles(data);

async function itemsOf({ context, push, settings, keys }: Accepted) {
	const api = hasFilesToFetch(push, settings) ? await apiFor(context) : undefined;
	// Bot messages are signed with the secret of the app that will answer them.
	const seal: PushContext['seal'] = (session, binding) =>
		sealSession(keys.appSecret, session, binding);
	return await toItems({ helpers: context.helpers, api, seal }, push, settings);
}

/** Undefined without a usable credential: then the item says of its files that they are missing, and why. */
async function apiFor(context: IWebhookFunctions): Promise<DingTalkApi | undefined> {
	try {
		return await createApi(context);
	} catch (error) {
		// DingTalk has its answer and never sends the message again, so it must not be lost with its files.
		const { name } = context.getNode();
		context.logger.error(`'${name}' cannot download files: ${(error as Error).message}`);
		return undefined;
	}
}

/** n8n answers with an error when it could not store the execution: then the next push of the same is taken. */
function settleWithAnswer({ context, push, seen }: Accepted): void {
	whenAnswered(context, (status, body) => {
		if (status < 400) seen.done(seenId(push));
		else seen.release(seenId(push));
		return body;
	});
}
