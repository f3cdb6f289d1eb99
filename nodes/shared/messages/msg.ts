import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import { toJson } from '../wire/json';
import { cleanContent } from './clean';
import {
	assertMaxBytes,
	assertMaxChars,
	requireMediaId,
	requirePicture,
	requireSeconds,
	requireText,
	requireUrl,
	utf8Bytes,
} from './checks';
import type { ActionCardContent, CustomContent, MessageContent, VoiceContent } from './content';
import { MSG_LIMITS } from './limits';
import { unsupported } from './matrix';
import { checkButtons } from './msgParam';
import { buildOa } from './oa';

/**
 * The `msg` object of work notifications and of messages to legacy conversations: snake_case, except
 * for `link`.
 *
 * @param opensMiniProgram for work notifications, whose links may lead to the app's mini program
 * @throws InputError naming field and limit
 * @see DingTalk docs "消息通知类型"
 */
export function buildMsg(content: MessageContent, opensMiniProgram = false): IDataObject {
	const msg = msgOf(content, opensMiniProgram);
	assertMaxBytes(
		'Message',
		toJson(msg),
		MSG_LIMITS.msgBytes,
		"Shorten the message, let 'Options > Long Text' split it or send it as a file, or send it by the app robot, which takes 15,000 bytes",
	);
	return msg;
}

/** Size of what DingTalk limits, for a message of any length. */
export const msgBytes = (content: MessageContent, opensMiniProgram = false): number =>
	utf8Bytes(toJson(msgOf(content, opensMiniProgram)));

function msgOf(uncleaned: MessageContent, opensMiniProgram: boolean): IDataObject {
	const content = cleanContent(uncleaned);
	switch (content.kind) {
		case 'text':
			return { msgtype: 'text', text: { content: requireText('Text', content.text) } };
		case 'markdown': {
			const text = requireText('Markdown', content.markdown);
			return {
				msgtype: 'markdown',
				markdown: { title: requireText('Title', content.title), text },
			};
		}
		case 'link':
			return {
				msgtype: 'link',
				link: {
					title: requireText('Title', content.title),
					text: requireText('Link Text', content.text),
					messageUrl: requireUrl('Message URL', content.messageUrl, opensMiniProgram),
					// Unlike the robots, this form cannot do without a picture.
					picUrl: requirePicture('Picture URL', content.picUrl ?? ''),
				},
			};
		case 'image':
			return { msgtype: 'image', image: { media_id: requireMediaId('Image', content.photo) } };
		case 'file':
			return { msgtype: 'file', file: { media_id: requireMediaId('Media ID', content.mediaId) } };
		case 'actionCard':
			return { msgtype: 'action_card', action_card: actionCard(content, opensMiniProgram) };
		case 'voice':
			return { msgtype: 'voice', voice: voice(content) };
		case 'oa':
			return { msgtype: 'oa', oa: buildOa(content, opensMiniProgram) };
		case 'customJson':
			return customMsg(content);
		case 'video':
		case 'feedCard':
			throw unsupported('workNotification', content.kind);
	}
}

function voice({ mediaId, durationSeconds }: VoiceContent): IDataObject {
	// Whole seconds as text, not the robot's milliseconds.
	const duration = Math.max(1, Math.round(requireSeconds(durationSeconds)));
	if (duration > MSG_LIMITS.voiceSeconds) {
		throw new InputError(
			'Duration (Seconds)',
			`is ${durationSeconds}; here a voice message has to be shorter than a minute`,
			'Send a shorter one, or send it by the app robot',
		);
	}
	return { media_id: requireMediaId('Media ID', mediaId), duration: String(duration) };
}

function customMsg({ value }: CustomContent): IDataObject {
	const { msgtype } = value;
	if (
		typeof msgtype === 'string' &&
		typeof value[msgtype] === 'object' &&
		value[msgtype] !== null
	) {
		return value as IDataObject;
	}
	throw new InputError(
		'Custom JSON',
		"has no 'msgtype' with an object of that name, which this target needs",
		'Give an object such as {"msgtype": "text", "text": {"content": "Hello"}}',
	);
}

function actionCard(content: ActionCardContent, opensMiniProgram: boolean): IDataObject {
	const markdown = requireText('Markdown', content.markdown);
	const title = requireText('Title', content.title);
	assertMaxChars('Markdown', markdown, MSG_LIMITS.cardMarkdownChars);
	const buttons = checkButtons(content.buttons, opensMiniProgram);
	if (buttons.length === 0) {
		throw new InputError(
			'Buttons',
			'is empty',
			'Add one button at least; without any, send markdown',
		);
	}
	buttons.forEach((button, index) => {
		assertMaxChars(`Buttons > Title ${index + 1}`, button.title, MSG_LIMITS.buttonTitleChars);
		const maxUrl = buttons.length === 1 ? MSG_LIMITS.singleUrlChars : MSG_LIMITS.buttonUrlChars;
		assertMaxChars(`Buttons > URL ${index + 1}`, button.url, maxUrl);
	});
	if (buttons.length === 1) {
		return { title, markdown, single_title: buttons[0].title, single_url: buttons[0].url };
	}
	const list = buttons.map((button) => ({ title: button.title, action_url: button.url }));
	assertMaxChars('Buttons', JSON.stringify(list), MSG_LIMITS.buttonsChars);
	return {
		title,
		markdown,
		btn_orientation: content.layout === 'horizontal' ? '1' : '0',
		btn_json_list: list,
	};
}
