import type { INode } from 'n8n-workflow';

import type { Failure } from '../shared/errors/failure';
import { DEFAULT_MAX_PARTS } from '../shared/messages/limits';
import type { LongContent, WireForm } from '../shared/messages/split/longText';
import { splitContent } from '../shared/messages/split/longText';
import type { RobotBody } from '../shared/messages/robotBody';
import { NO_MENTIONS } from '../shared/messages/robotBody';
import { sessionForm, TEMPLATE_FORM } from '../shared/messages/split/wireForms';
import { answerMessage } from '../shared/robot/answer';
import type { Sender } from '../shared/robot/deliver';
import { isSessionUrl } from '../shared/wire/hosts';
import { answerableOf } from '../shared/pushes/answerable';
import { objectAt } from '../shared/pushes/payload';
import type { Push } from '../shared/pushes/push';

/** Our own: there is nothing left to answer with. */
const UNREACHABLE: Failure = { kind: 'notFound', code: 'sessionOver', message: '' };

const LIMIT = {
	max: DEFAULT_MAX_PARTS,
	fix: 'Let the workflow put out a shorter text, or reply with Message > Send, which can send a file',
};

/**
 * Answers the message as Message > Send to Reply does. A long text goes in several messages, one after the other.
 *
 * @param body of `botAnswer`
 * @throws NodeApiError when DingTalk refuses, or nobody can be reached any more
 * @throws NodeOperationError when DingTalk takes the answer and does not give it to the person
 */
export async function deliverAnswer(
	sender: Sender & { node: INode },
	push: Push,
	body: RobotBody,
): Promise<void> {
	const { api } = sender;
	const content = contentOf(body);
	const message = answerableOf(push.data);
	const isOwn = isSessionUrl(message.sessionUrl, api.settings.bases);
	const answered = await answerMessage(
		sender,
		{ ...message, sessionUrl: isOwn ? message.sessionUrl : '' },
		{
			session: () => messagesOf(content, sessionForm(NO_MENTIONS)),
			robot: async () => ({ messages: messagesOf(content, TEMPLATE_FORM) }),
		},
	);
	if (answered.sentBy === 'nobody') throw api.toError(UNREACHABLE);
}

function messagesOf<T>(content: LongContent, form: WireForm<T>): T[] {
	const isLong = form.bytesOf(content) > form.maxBytes;
	const contents = isLong ? splitContent(content, form, true, LIMIT) : [content];
	return isLong && form.buildParts ? form.buildParts(contents) : contents.map(form.build);
}

function contentOf(body: RobotBody): LongContent {
	const { title, text } = objectAt(body, 'markdown');
	return body.msgtype === 'markdown'
		? { kind: 'markdown', title: String(title), markdown: String(text) }
		: { kind: 'text', text: String(objectAt(body, 'text').content) };
}
