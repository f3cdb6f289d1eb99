import { InputError } from '../errors/inputError';
import { anyFormatOption } from '../media/anyFormat';
import { extensionOf } from '../media/kinds';
import { toJson } from '../wire/json';
import { cleanContent } from './clean';
import {
	assertMaxBytes,
	requireMediaId,
	requirePicture,
	requireSeconds,
	requireText,
	requireUrl,
	utf8Bytes,
} from './checks';
import type {
	ActionCardContent,
	CardButton,
	CustomContent,
	FileContent,
	MessageContent,
} from './content';
import { APP_ROBOT_LIMITS } from './limits';
import { unsupported } from './matrix';

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
	const message = wireOf(content);
	assertMaxBytes(
		'Message',
		message.msgParam,
		APP_ROBOT_LIMITS.msgParamBytes,
		"Shorten the message, or let 'Options > Long Text' split it or send it as a file",
	);
	return message;
}

/** Size of what DingTalk limits, for a message of any length. */
export const robotMessageBytes = (content: MessageContent): number =>
	utf8Bytes(wireOf(content).msgParam);

function wireOf(uncleaned: MessageContent): RobotMessage {
	const content = cleanContent(uncleaned);
	if (content.kind === 'customJson') return customTemplate(content);
	const { msgKey, fields } = templateOf(content);
	return { msgKey, msgParam: JSON.stringify(fields) };
}

/** `msgParam` as an object or as the JSON text that DingTalk wants. */
function customTemplate({ value }: CustomContent): RobotMessage {
	const { msgKey, msgParam } = value;
	const isUsable =
		typeof msgParam === 'string' || (typeof msgParam === 'object' && msgParam !== null);
	if (typeof msgKey === 'string' && msgKey.trim() !== '' && isUsable) {
		return { msgKey, msgParam: typeof msgParam === 'string' ? msgParam : toJson(msgParam) };
	}
	throw new InputError(
		'Custom JSON',
		"has no 'msgKey' and 'msgParam', which the app robot needs",
		'Give an object such as {"msgKey": "sampleText", "msgParam": {"content": "Hello"}}',
	);
}

function templateOf(content: Exclude<MessageContent, CustomContent>): {
	msgKey: string;
	fields: Record<string, string>;
} {
	switch (content.kind) {
		case 'text':
			return { msgKey: 'sampleText', fields: { content: requireText('Text', content.text) } };
		case 'markdown': {
			const text = requireText('Markdown', content.markdown);
			const fields = { title: requireText('Title', content.title), text };
			return { msgKey: 'sampleMarkdown', fields };
		}
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
					fileType: fileTypeOf(content),
				},
			};
		case 'actionCard':
			return actionCard(content);
		case 'voice':
			return {
				msgKey: 'sampleAudio',
				fields: {
					mediaId: requireMediaId('Media ID', content.mediaId),
					// Milliseconds here, seconds in sampleVideo.
					duration: String(Math.round(requireSeconds(content.durationSeconds) * 1000)),
				},
			};
		case 'video':
			return {
				msgKey: 'sampleVideo',
				fields: {
					videoMediaId: requireMediaId('Media ID', content.mediaId),
					videoType: 'mp4',
					duration: String(Math.max(1, Math.round(requireSeconds(content.durationSeconds)))),
					picMediaId: requireMediaId('Cover Media ID', content.coverMediaId),
				},
			};
		case 'feedCard':
		case 'oa':
			throw unsupported('people', content.kind);
	}
}

function fileTypeOf({ fileName, anyFormat }: FileContent): string {
	const extension = extensionOf(fileName);
	const { fileTypes } = APP_ROBOT_LIMITS;
	if ((fileTypes as readonly string[]).includes(extension)) return extension;
	if (anyFormat && extension !== '') return extension;
	throw new InputError(
		'File Name',
		`is '${fileName}', and the app robot sends only ${fileTypes.join(', ')}`,
		`Convert the file (n8n's Convert to File node makes xlsx), pack it with the Compression node, or turn on '${anyFormatOption.displayName}' in the options to let DingTalk decide`,
	);
}

/** One button, two to five below each other, or exactly two side by side: each has its own template. */
function actionCard(content: ActionCardContent) {
	const text = requireText('Markdown', content.markdown);
	const title = requireText('Title', content.title);
	const buttons = checkButtons(content.buttons);
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

/**
 * @param opensMiniProgram for work notifications
 * @throws InputError when a button lacks its title or a usable URL
 */
export const checkButtons = (
	buttons: readonly CardButton[],
	opensMiniProgram = false,
): CardButton[] =>
	buttons.map(({ title, url }, index) => ({
		title: requireText(`Buttons > Title ${index + 1}`, title ?? ''),
		url: requireUrl(`Buttons > URL ${index + 1}`, url ?? '', opensMiniProgram),
	}));

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
