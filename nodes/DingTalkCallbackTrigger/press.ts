import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { CardAnswer } from '../shared/pushes/card';
import { updateCardLater, whileAsked } from '../shared/pushes/cardUpdate';
import type { Push } from '../shared/pushes/push';
import type { Clock } from '../shared/run/clock';
import { createApi } from '../shared/transport/api';
import { tokenSourceOf } from '../shared/transport/attach';
import { CREDENTIAL } from '../shared/transport/send';
import { createPresses, isOfWaitingCard } from '../shared/waiting/presses';

/**
 * The answer to a press of a card that an execution waits for, told to that execution; undefined for any other push.
 * DingTalk gets within its two seconds what the presser shall see; what comes later, the card is sent.
 *
 * @throws NodeOperationError when nobody could be told, so that a failed execution says so; the card is still open
 */
export async function answerPress(
	context: IWebhookFunctions,
	push: Push,
	clock: Clock,
): Promise<IWebhookResponseData | undefined> {
	if (!isOfWaitingCard(push)) return undefined;
	if (context.getNode().credentials?.[CREDENTIAL] === undefined) throw noApp(context);
	const api = await createApi(context, { clock });
	const { clientSecret } = tokenSourceOf(await context.getCredentials(CREDENTIAL));
	const faults: unknown[] = [];
	const update = async (answer: CardAnswer) => await updateCardLater(api, push, answer);
	const presses = createPresses({
		context,
		clock,
		signal: new AbortController().signal,
		api,
		secret: async () => await Promise.resolve(clientSecret),
		update: async (_push, answer) => await update(answer),
		report: (fault) => faults.push(fault),
	});
	const press = await presses.take(push);
	if (!press) return undefined;
	const { shown } = press;
	const inTime = await whileAsked(clock, shown);
	if (!inTime) {
		const late = shown.then(async (answer) => answer && (await update(answer)));
		void late.catch((fault) => faults.push(fault)).then(() => logAll(context, faults));
		return { webhookResponse: {} };
	}
	const { value: answer } = inTime;
	if (faults.length === 0) return { webhookResponse: answer ?? {} };
	// n8n answers with an error then, so the presser is told by the card.
	if (answer) await update(answer).catch((fault) => faults.push(fault));
	logAll(context, faults.slice(1));
	throw faults[0];
}

function logAll(context: IWebhookFunctions, faults: readonly unknown[]): void {
	for (const fault of faults) {
		context.logger.error(`'${context.getNode().name}': ${(fault as Error).message}`);
	}
}

const noApp = (context: IWebhookFunctions) =>
	new NodeOperationError(
		context.getNode(),
		"A card that waits for a decision was pressed, and the credential 'DingTalk App API' is missing, which reads its press",
		{ description: "Choose it under 'App' in the node, publish the workflow, and press again" },
	);
