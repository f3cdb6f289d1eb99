import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../../shared/run/clock';
import { CREDENTIAL } from '../../shared/transport/send';
import type { PressReply, SignedPress } from '../../shared/waiting/press';
import { isGenuine } from '../../shared/waiting/press';
import { resume } from './resume';
import { takenAnswers } from './waiting/taken';
import { linkOf, waitOf } from './waiting/wait';

/**
 * A press of a card's button, told by a trigger of the same app. The trigger shows on the card what is answered
 * here: of two presses at once n8n may let the second one win, and only who got `recorded` has.
 */
export async function answerPress(
	context: IWebhookFunctions,
	press: SignedPress,
	clock: Clock,
): Promise<IWebhookResponseData> {
	const now = clock.now();
	const target = {
		executionId: String(context.getExecutionId()),
		nodeId: context.getNode().id,
	};
	const { clientSecret } = await context.getCredentials(CREDENTIAL);
	if (!isGenuine(String(clientSecret ?? '').trim(), target, press, now)) {
		return reply(context, 403, { standing: 'notYou' });
	}
	const wait = waitOf(context);
	if (!wait?.card || wait.id !== linkOf(context).wait || wait.question.kind !== 'approval') {
		return reply(context, 200, { standing: 'closed' });
	}
	const { id, until, timeZone, card, question } = wait;
	const taken = takenAnswers.get(id, now);
	if (taken) return reply(context, 200, { standing: 'answered', timeZone, ...taken });
	if (until !== undefined && now >= until) {
		return reply(context, 200, { standing: 'expired', at: until, timeZone });
	}
	const { userId: by, isApproved: approved } = press;
	if (card.approvers && !card.approvers.includes(by)) {
		context.logHitlResponse?.({ approved, authorized: false });
		return reply(context, 200, { standing: 'notYou' });
	}
	context.logHitlResponse?.({ approved, authorized: true });
	const label = approved ? question.approveLabel : question.declineLabel;
	const given = { at: now, label, by };
	const recorded: PressReply = { standing: 'recorded', timeZone, ...given };
	const workflowData = resume(context, wait, { approved }, { ...given, source: 'card' });
	return { webhookResponse: recorded, workflowData };
}

/** Answers; the execution goes on waiting. */
function reply(context: IWebhookFunctions, status: number, body: PressReply): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
