import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Why a request is not taken for a push: what the sender may read, and what the owner of the workflow does. */
const REASONS = {
	tooLarge: { text: 'The body is too large', cure: '' },
	notJson: { text: 'The body is not a JSON object', cure: '' },
	unknownKind: {
		text: 'This is none of the pushes that DingTalk sends',
		cure: '',
	},
	noKeys: {
		text: 'This trigger is not set up for pushes of this kind',
		cure: "Fill in the fields of the credential that this kind needs: 'Signing Token', 'AES Key' and 'Owner Key' for events, 'App Secret' for bot messages, 'Card Secret' for card actions",
	},
	wrongSignature: {
		text: 'The signature is missing or wrong',
		cure: 'If it came from DingTalk, the credential holds other secrets than DingTalk does: copy them again',
	},
	stale: {
		text: 'The push is too old, or its time is wrong',
		cure: 'If it came from DingTalk just now, set the clock of the machine that runs n8n',
	},
	unreadable: {
		text: 'The content cannot be decrypted',
		cure: "The signature is right, so compare 'AES Key' in the credential with the one at DingTalk",
	},
	wrongOwner: {
		text: 'The push is for another owner',
		cure: "Compare 'Owner Key' in the credential: it is the app's Client ID for a subscription of the developer console, the Corp ID for one that was registered by API",
	},
	notEvent: { text: 'The content is not an event', cure: '' },
} as const;

export type RefusalReason = keyof typeof REASONS;

/** A request that is answered with a status of its own and starts nothing. */
export interface Refusal {
	status: 400 | 401 | 403 | 413;
	reason: RefusalReason;
}

export const refusal = (status: Refusal['status'], reason: RefusalReason): Refusal => ({
	status,
	reason,
});

export const isRefusal = (value: object): value is Refusal => 'reason' in value;

/** Answers with the refusal; n8n starts no execution. Nothing of the request is repeated or logged. */
export function refuse(
	context: Pick<IWebhookFunctions, 'getResponseObject' | 'getNode' | 'logger'>,
	{ status, reason }: Refusal,
): IWebhookResponseData {
	const { text, cure } = REASONS[reason];
	const { name } = context.getNode();
	context.logger.warn(
		`'${name}' refused a request (${status}): ${[text, cure].filter(Boolean).join('. ')}`,
	);
	answerNow(context, { code: status, message: text }, status);
	return { noWebhookResponse: true };
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
