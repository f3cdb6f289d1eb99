import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import {
	assertMaxBytes,
	assertMaxChars,
	isMediaId,
	requirePicture,
	requireText,
	requireUrl,
} from './checks';
import type { ActionCardContent, MessageContent } from './content';
import { NOTICE_LIMITS } from './limits';
import { checkButton } from './msgParam';

/**
 * The `msg` object of work notifications and of messages to legacy conversations: snake_case, except
 * for `link`.
 *
 * @throws InputError naming field and limit
 * @see DingTalk docs "消息通知类型"
 */
export function buildNotice(content: MessageContent): IDataObject {
	const msg = noticeOf(content);
	assertMaxBytes(
		'Message',
		JSON.stringify(msg),
		NOTICE_LIMITS.msgBytes,
		'Shorten the message, or send it by the app robot, which takes 15,000 bytes',
	);
	return msg;
}

function noticeOf(content: MessageContent): IDataObject {
	switch (content.kind) {
		case 'text':
			return { msgtype: 'text', text: { content: requireText('Text', content.text) } };
		case 'markdown': {
			const text = requireText('Markdown', content.markdown);
			assertMaxChars('Markdown', text, NOTICE_LIMITS.markdownChars);
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
					messageUrl: requireUrl('Message URL', content.messageUrl),
					// Unlike the robots, this form cannot do without a picture.
					picUrl: requirePicture('Picture URL', content.picUrl ?? ''),
				},
			};
		case 'image':
			return { msgtype: 'image', image: { media_id: requireMediaId('Image', content.photo) } };
		case 'file':
			return { msgtype: 'file', file: { media_id: requireMediaId('Media ID', content.mediaId) } };
		case 'actionCard':
			return { msgtype: 'action_card', action_card: actionCard(content) };
		case 'feedCard':
			throw new InputError(
				'Message Type',
				'is a feed card, which this target does not show',
				'Send it with the DingTalk Group Robot node, or use an action card',
			);
	}
}

function requireMediaId(field: string, value: string): string {
	const mediaId = requireText(field, value).trim();
	if (isMediaId(mediaId)) return mediaId;
	throw new InputError(
		field,
		'is not a media ID, and this target takes nothing else',
		'Upload the file with Media > Upload, or choose the binary field here',
	);
}

function actionCard(content: ActionCardContent): IDataObject {
	const title = requireText('Title', content.title);
	const markdown = requireText('Markdown', content.markdown);
	assertMaxChars('Markdown', markdown, NOTICE_LIMITS.cardMarkdownChars);
	const buttons = content.buttons.map(checkButton);
	if (buttons.length === 0) {
		throw new InputError(
			'Buttons',
			'is empty',
			'Add one button at least; without any, send markdown',
		);
	}
	buttons.forEach((button, index) => {
		assertMaxChars(`Buttons > Title ${index + 1}`, button.title, NOTICE_LIMITS.buttonTitleChars);
		const maxUrl =
			buttons.length === 1 ? NOTICE_LIMITS.singleUrlChars : NOTICE_LIMITS.buttonUrlChars;
		assertMaxChars(`Buttons > URL ${index + 1}`, button.url, maxUrl);
	});
	if (buttons.length === 1) {
		return { title, markdown, single_title: buttons[0].title, single_url: buttons[0].url };
	}
	const list = buttons.map((button) => ({ title: button.title, action_url: button.url }));
	assertMaxChars('Buttons', JSON.stringify(list), NOTICE_LIMITS.buttonsChars);
	return {
		title,
		markdown,
		btn_orientation: content.layout === 'horizontal' ? '1' : '0',
		btn_json_list: list,
	};
}
