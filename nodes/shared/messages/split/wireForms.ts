import type { IDataObject } from 'n8n-workflow';

import type { MessageContent, Mentions } from '../content';
import { APP_ROBOT_LIMITS, MSG_LIMITS, WEBHOOK_LIMITS } from '../limits';
import type { WireForm } from './longText';
import { isLongContent, textOf } from './longText';
import { checkedMentions, mentionsPerPart } from '../mentions';
import type { RobotMessage } from '../msgParam';
import { buildRobotMessage, robotMessageBytes } from '../msgParam';
import type { RobotBody } from '../robotBody';
import { assertBodySize, bodyBytes, buildRobotBody } from '../robotBody';
import { buildMsg, msgBytes } from '../msg';

/** Templates of the app robot. */
export const TEMPLATE_FORM: WireForm<RobotMessage> = {
	build: buildRobotMessage,
	bytesOf: robotMessageBytes,
	maxBytes: APP_ROBOT_LIMITS.msgParamBytes,
};

/** The `msg` object of work notifications. */
export const WORK_NOTIFICATION_FORM: WireForm<IDataObject> = {
	build: (content) => buildMsg(content, true),
	bytesOf: (content) => msgBytes(content, true),
	maxBytes: MSG_LIMITS.msgBytes,
};

/** The same object in both legacy calls, whose links open no mini program. */
export const LEGACY_FORM: WireForm<IDataObject> = {
	build: (content) => buildMsg(content),
	bytesOf: (content) => msgBytes(content),
	maxBytes: MSG_LIMITS.msgBytes,
};

/** The body of a session webhook, which can mention. */
export function sessionForm(mentions: Mentions): WireForm<RobotBody> {
	return {
		build(content) {
			const body = buildRobotBody(content, mentions);
			assertBodySize(
				'Message',
				body,
				"Shorten the message, or let 'Options > Long Text' split it or send it as a file",
			);
			return body;
		},
		// Everybody rings once, with the first part that names them.
		buildParts(contents) {
			const texts = contents.map(textIn);
			const rings = mentionsPerPart(texts, checkedMentions(mentions));
			return contents.map((content, index) => buildRobotBody(content, rings[index]));
		},
		bytesOf: (content) => bodyBytes(buildRobotBody(content, mentions)),
		maxBytes: WEBHOOK_LIMITS.bodyBytes,
	};
}

const textIn = (content: MessageContent) => (isLongContent(content) ? textOf(content) : '');
