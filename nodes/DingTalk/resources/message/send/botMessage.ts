import { InputError } from '../../../../shared/errors/inputError';
import type { ItemContext } from '../../../operation/operation';
import type { Answerable } from '../../../../shared/pushes/answerable';
import { answerableIn, withOpenSession } from '../../../../shared/pushes/answerable';
import { isRounded, rounded } from '../../../../shared/values/id';
import { isSessionUrl } from '../../../../shared/wire/hosts';

/**
 * The message to answer, of the field Reply To. What another app's trigger sealed does not open: then the app robot
 * answers.
 *
 * @throws InputError when it is none, or its session webhook points to a host that is neither the credential's nor
 * DingTalk's own
 */
export function readBotMessage({ api, read }: ItemContext): Answerable {
	const field = read.label('replyTo');
	const message = answerableIn(exact(field, read.payload('replyTo')));
	const { sessionUrl, sealedSession, conversationId, userId } = message;
	if (!sessionUrl && !sealedSession && !conversationId && !userId) {
		throw new InputError(
			field,
			'is no message to a robot',
			"Give the item of a trigger, or the message as DingTalk sends it, with 'sessionWebhook', 'conversationId' and 'senderStaffId'",
		);
	}
	const opened = withOpenSession(message, api);
	if (opened.sessionUrl === '' || isSessionUrl(opened.sessionUrl, api.settings.bases))
		return opened;
	// Never say where it points: the address is a secret.
	throw new InputError(
		field,
		"holds a session webhook that is neither on the credential's OAPI host nor on DingTalk's own",
		"Use the message as DingTalk sent it. With a DingTalk of your own, set 'OAPI Base URL' in the credential",
	);
}

/**
 * The same value, once it is sure that none of its IDs has lost digits on the way.
 *
 * @throws InputError for an ID that is a rounded number
 */
function exact(field: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	for (const [name, part] of Object.entries(value)) {
		if (/id$/i.test(name) && isRounded(part)) throw rounded(`${field} > ${name}`, part);
		exact(field, part);
	}
	return value;
}
