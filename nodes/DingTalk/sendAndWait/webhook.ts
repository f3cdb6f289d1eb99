import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../../shared/run/clock';
import { systemClock } from '../../shared/run/clock';
import { pressIn } from '../../shared/waiting/press';
import { closeCardWhenDone } from './closeCard';
import { answeredPage, closedPage, expiredPage, recordedPage } from './pages/outcome';
import { HEADERS } from './pages/page';
import { questionPage } from './pages/question';
import type { Texts } from './pages/texts';
import { textsFor } from './pages/texts';
import { answerPress } from './press';
import { resume } from './resume';
import type { Body } from './waiting/answer';
import { readAnswer } from './waiting/answer';
import type { Taken } from './waiting/taken';
import { takenAnswers } from './waiting/taken';
import type { Wait } from './waiting/wait';
import { linkOf, waitOf } from './waiting/wait';

/**
 * One request to a link of a waiting execution, whose signature n8n has checked. Only what the page's own form
 * sends decides, or a press of a card that a trigger tells; whatever else comes (previews, scanners, browsers that
 * fetch ahead) is shown a page.
 *
 * Change nothing in DingTalk before n8n has answered: of two answers at once, n8n may let the second one win.
 */
export async function answerWait(
	context: IWebhookFunctions,
	clock: Clock = systemClock,
): Promise<IWebhookResponseData> {
	const press = pressIn(context.getBodyData());
	if (press) return await answerPress(context, press, clock);
	const texts = textsFor(context.getHeaderData()['accept-language']);
	const link = linkOf(context);
	const wait = waitOf(context);
	const now = clock.now();
	if (!wait || (wait.card && !wait.card.hasLinks)) return show(context, 410, closedPage(texts));
	const { id, until, timeZone } = wait;
	const taken = takenAnswers.get(link.wait, now);
	if (taken) return show(context, 409, answeredPage(texts, taken, timeZone));
	// A question of an earlier round of a loop.
	if (id !== link.wait) return show(context, 410, closedPage(texts));
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
	return await goOn(context, texts, wait, answer.data, { at: now, label: answer.label, by });
}

/** Answers with a page; the execution goes on waiting. */
function show(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	setHeaders(context);
	context.getResponseObject().status(status).send(text);
	return { noWebhookResponse: true };
}

/** Lets the execution go on with the answer that somebody gave on a page. */
async function goOn(
	context: IWebhookFunctions,
	texts: Texts,
	wait: Wait,
	data: IDataObject,
	taken: Taken,
): Promise<IWebhookResponseData> {
	setHeaders(context);
	const workflowData = resume(context, wait, data, { ...taken, source: 'link' });
	await closeCardWhenDone(context, wait, taken);
	return { webhookResponse: recordedPage(texts, taken), workflowData };
}

function setHeaders(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}
