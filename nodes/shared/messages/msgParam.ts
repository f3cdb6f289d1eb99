import { InputError } from '../errors/inputError';
import { extensionOf } from '../media/kinds';
import { assertMaxBytes, requirePicture, requireText, requireUrl } from './checks';
import type { ActionCardContent, CardButton, MessageContent } from './content';
import { APP_ROBOT_LIMITS } from './limits';

/** What the app robot's send calls take: a template and its fields as JSON text. */
export interface RobotMessage {
	msgKey: string;
	/** A JSON string; every value in it is a string. */
	msgParam: string;
}

/**
 * The app robot's wire form of a message (one-to-one and group).
 *
 * @throws InputError naming field and limit
 * @see DingTalk docs "机器人发送消息的类型": msgKey templates
 */
export function buildRobotMessage(content: MessageContent): RobotMessage {
	const { msgKey, fields } = templateOf(content);
	const msgParam = JSON.stringify(fields);
	assertMaxBytes(
		'Message',
		msgParam,
		APP_ROBOT_LIMITS.msgParamBytes,
		'Shorten the message, send it in several parts, or send it as a file',
	);
	return { msgKey, msgParam };
}

function templateOf(content: MessageContent): { msgKey: string; fields: Record<string, string> } {
	switch (content.kind) {
		case 'text':
			return { msgKey: 'sampleText', fields: { content: requireText('Text', content.text) } };
		case 'markdown':
			return {
				msgKey: 'sampleMarkdown',
				fields: {
					title: requireText('Title', content.title),
					text: requireText('Markdown', content.markdown),
				},
			};
		case 'link':
			return {
				msgKey: 'sampleLink',
				fields: {
					title: requireText('Title', content.title),
					text: requireText('Link Text', content.text),
					messageUrl: requireUrl('Message URL', content.messageUrl),
					picUrl: content.picUrl ? requirePicture('Picture URL', content.picUrl) : '',
				},
			};
		case 'image':
			return {
				msgKey: 'sampleImageMsg',
				fields: { photoURL: requirePicture('Image', content.photo) },
			};
		case 'file':
			return {
				msgKey: 'sampleFile',
				fields: {
					mediaId: requireText('Media ID', content.mediaId),
					fileName: requireText('File Name', content.fileName),
					fileType: fileTypeOf(content.fileName),
				},
			};
		case 'actionCard':
			return actionCard(content);
		case 'feedCard':
			throw new InputError(
				'Message Type',
				'is a feed card, which the app robot has no template for',
				'Send it with the DingTalk Group Robot node, or use an action card',
			);
	}
}

function fileTypeOf(fileName: string): string {
	const extension = extensionOf(fileName);
	const { fileTypes } = APP_ROBOT_LIMITS;
	if ((fileTypes as readonly string[]).includes(extension)) return extension;
	throw new InputError(
		'File Name',
		`is '${fileName}', and the app robot sends only ${fileTypes.join(', ')}`,
		"Convert the file (n8n's Convert to File node makes xlsx), or pack it with the Compression node",
	);
}

/** One button, two to five below each other, or exactly two side by side: each has its own template. */
function actionCard(content: ActionCardContent) {
	const title = requireText('Title', content.title);
	const text = requireText('Markdown', content.markdown);
	const buttons = content.buttons.map(checkButton);
	if (buttons.length === 1) {
		const [{ title: singleTitle, url: singleURL }] = buttons;
		return { msgKey: 'sampleActionCard', fields: { title, text, singleTitle, singleURL } };
	}
	assertButtonCount(buttons.length, content.layout);
	const fields: Record<string, string> = { title, text };
	const isHorizontal = content.layout === 'horizontal';
	buttons.forEach((button, index) => {
		// The template for side by side names its fields differently: buttonTitle1, buttonUrl1.
		const [titleKey, urlKey] = isHorizontal
			? ['buttonTitle', 'buttonUrl']
			: ['actionTitle', 'actionURL'];
		fields[`${titleKey}${index + 1}`] = button.title;
		fields[`${urlKey}${index + 1}`] = button.url;
	});
	return { msgKey: `sampleActionCard${isHorizontal ? 6 : buttons.length}`, fields };
}

/** @throws InputError when a button lacks its title or a usable URL */
export function checkButton(button: CardButton, index: number): CardButton {
	return {
		title: requireText(`Buttons > Title ${index + 1}`, button.title ?? ''),
		url: requireUrl(`Buttons > URL ${index + 1}`, button.url ?? ''),
	};
}

function assertButtonCount(count: number, layout: ActionCardContent['layout']): void {
	const { verticalButtons, horizontalButtons } = APP_ROBOT_LIMITS;
	if (count === 0) {
		throw new InputError(
			'Buttons',
			'is empty',
			'Add one button at least; without any, send markdown',
		);
	}
	if (layout === 'horizontal' && count !== horizontalButtons) {
		throw new InputError(
			'Buttons',
			`has ${count} entries; side by side the app robot shows exactly ${horizontalButtons}`,
			"Set 'Button Layout' to Vertical, or give two buttons",
		);
	}
	if (count > verticalButtons) {
		throw new InputError(
			'Buttons',
			`has ${count} entries; the limit is ${verticalButtons}`,
			'Remove some',
		);
	}
}
