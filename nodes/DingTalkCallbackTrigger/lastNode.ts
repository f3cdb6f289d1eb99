import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { InputError } from '../shared/errors/inputError';
import { botAnswerOf, cardAnswerOf } from '../shared/pushes/answers';
import { objectsIn } from '../shared/pushes/payload';
import type { Push } from '../shared/pushes/push';
import { whenAnswered } from './response';

/**
 * Turns the last node's items, which n8n answers with when the workflow has ended, into the answer that DingTalk
 * reads: that of the first one. n8n hands the end of a run only to its own response, so this is where it can be
 * seen; it works in queue mode as well. Without an item, or with one that holds no answer, DingTalk gets nothing;
 * the latter is logged.
 *
 * @param isAdapted write markdown as DingTalk draws it
 */
export function answerWithLastNode(
	context: IWebhookFunctions,
	kind: Push['kind'],
	nothing: IDataObject,
	isAdapted: boolean,
): void {
	whenAnswered(context, (status, body) => {
		// n8n's own words when the workflow failed: DingTalk makes nothing of them.
		if (status >= 400) return body;
		const [first] = objectsIn(body);
		return (first && answerOf(context, kind, first, isAdapted)) ?? nothing;
	});
}

function answerOf(
	context: IWebhookFunctions,
	kind: Push['kind'],
	item: IDataObject,
	isAdapted: boolean,
) {
	try {
		return kind === 'message' ? botAnswerOf(item, isAdapted) : cardAnswerOf(item);
	} catch (error) {
		const problem = error instanceof InputError ? `${error.message}. ${error.fix}` : 'unreadable';
		context.logger.error(`'${context.getNode().name}' has no answer for DingTalk: ${problem}`);
		return undefined;
	}
}
