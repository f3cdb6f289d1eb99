import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../../shared/run/clock';
import { systemClock } from '../../shared/run/clock';
import type { Body } from './waiting/answer';
import { readAnswer } from './waiting/answer';
import { answeredPage, closedPage, expiredPage, recordedPage } from './pages/outcome';
import { HEADERS } from './pages/page';
import { questionPage } from './pages/question';
import type { Texts } from './pages/texts';
import { textsFor } from './pages/texts';
import type { Taken } from './waiting/taken';
import { take, takenAnswers } from './waiting/taken';
import type { Wait } from './waiting/wait';
import { linkOf, waitOf } from './waiting/wait';

/**
 * One request to a link of a waiting execution, whose signature n8n has checked. Only what the page's own form
 * sends decides; whatever else comes (previews, scanners, browsers that fetch ahead) is shown a page.
 *
 * Never change anything in DingTalk here: of two answers at once, n8n may let the second one win.
 */
export async function answerWait(
	context: IWebhookFunctions,
	clock: Clock = systemClock,
): Promise<IWebhookResponseData> {
	const texts = textsFor(context.getHeaderData()['accept-language']);
	const link = linkOf(context);
	const wait = waitOf(context);
	const now = clock.now();
	if (wait?.id !== link.wait || !wait) return show(context, 410, closedPage(texts));
	const { id, until, timeZone } = wait;
	const taken = takenAnswers.get(id, now);
	if (taken) return show(context, 409, answeredPage(texts, taken, timeZone));
	if (until !== undefined && now >= until) {
		return show(context, 410, expiredPage(texts, until, timeZone));
	}
	const isPost = context.getRequestObject().method === 'POST';
	const body = context.getBodyData() as Body;
	const answer = isPost ? readAnswer(wait.question, link, body) : undefined;
	if (!answer) return show(context, 200, questionPage(texts, wait, link));
	if (!answer.ok) {
		const { faults } = answer;
		return show(context, 422, questionPage(texts, wait, link, { body, faults }));
	}
	const by = link.to === undefined ? undefined : wait.people[link.to];
	return goOn(context, texts, wait, answer.data, { at: now, label: answer.label, by });
}

/** Answers with a page; the execution goes on waiting. */
function show(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	const response = context.getResponseObject();
	setHeaders(context);
	response.status(status).send(text);
	return { noWebhookResponse: true };
}

/** Lets the execution go on with the answer. */
function goOn(
	context: IWebhookFunctions,
	texts: Texts,
	{ id, missed }: Wait,
	data: IDataObject,
	taken: Taken,
): IWebhookResponseData {
	take(id, taken);
	const response = context.getResponseObject();
	response.once('close', () => {
		// n8n could not go on: the next answer may.
		if (response.statusCode >= 400) takenAnswers.delete(id);
	});
	setHeaders(context);
	const { at, by } = taken;
	const json: IDataObject = {
		data: {
			...data,
			// Behind the answer, so that no field of a form takes their place.
			respondedAt: new Date(at).toISOString(),
			...(by === undefined ? {} : { responder: { id: by, source: 'link' } }),
			...(missed.length > 0 ? { missed } : {}),
		},
	};
	return { webhookResponse: recordedPage(texts, taken), workflowData: [[{ json }]] };
}

function setHeaders(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}
