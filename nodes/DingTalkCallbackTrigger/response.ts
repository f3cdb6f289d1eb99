import type { IWebhookFunctions } from 'n8n-workflow';

/** The part of the response through which n8n answers. */
interface JsonResponse {
	statusCode: number;
	json(body: unknown): unknown;
}

/** Answers at once, whatever n8n's response mode is; the caller tells n8n so by `noWebhookResponse`. */
export function answerNow(
	context: Pick<IWebhookFunctions, 'getResponseObject'>,
	body: object,
	status = 200,
): void {
	context
		.getResponseObject()
		.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
		.end(JSON.stringify(body));
}

/**
 * Sees what n8n answers, and may put another body in its place. Only here a node learns how n8n went on after it
 * had its items, and even when DingTalk has hung up meanwhile: the response's own events say nothing then.
 */
export function whenAnswered(
	context: Pick<IWebhookFunctions, 'getResponseObject'>,
	change: (status: number, body: unknown) => unknown,
): void {
	const response = context.getResponseObject() as JsonResponse;
	const json = response.json.bind(response);
	response.json = (body) => json(change(response.statusCode, body));
}
