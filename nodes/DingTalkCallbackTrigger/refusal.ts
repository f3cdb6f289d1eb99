import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerNow } from './response';

/**
 * The same for whatever is wrong behind a good signature: told apart, padding and content would let whoever has
 * the token alone decrypt pushes without the AES key (padding oracle).
 */
const UNREADABLE = 'The content cannot be read';

/**
 * Why a request is not taken for a push: the text for the log, what the owner of the workflow can do, and what the
 * sender reads where that is less than the text.
 */
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
		answer: UNREADABLE,
		cure: "The signature is right, so compare 'AES Key' in the credential with the one at DingTalk",
	},
	wrongOwner: {
		text: 'The push is for another owner',
		answer: UNREADABLE,
		cure: "Compare 'Owner Key' in the credential: it is the app's Client ID for a subscription of the developer console, the Corp ID for one that was registered by API",
	},
	notEvent: { text: 'The content is not an event', answer: UNREADABLE, cure: '' },
	inWork: {
		text: 'The same push came before, and its execution is still being stored',
		cure: 'DingTalk pushes events again. If this happens often, n8n is slow to store executions, or at its limit of concurrent ones',
	},
} as const satisfies Record<string, { text: string; answer?: string; cure: string }>;

export type RefusalReason = keyof typeof REASONS;

/** A request that is answered with a status of its own and starts nothing. */
export interface Refusal {
	status: 400 | 401 | 403 | 413 | 503;
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
	const { text, cure, ...told } = REASONS[reason];
	const { name } = context.getNode();
	context.logger.warn(
		`'${name}' refused a request (${status}): ${[text, cure].filter(Boolean).join('. ')}`,
	);
	answerNow(context, { code: status, message: 'answer' in told ? told.answer : text }, status);
	return { noWebhookResponse: true };
}
