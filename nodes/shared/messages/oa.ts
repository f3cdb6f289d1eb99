import type { IDataObject } from 'n8n-workflow';

import { assertCount, requireMediaId, requireText, requireUrl } from './checks';
import { toArgb } from './color';
import type { OaContent } from './content';
import { MSG_LIMITS } from './limits';

/**
 * The `oa` object of a work notification: header, rows, text, picture, status.
 *
 * @param opensMiniProgram for work notifications
 * @throws InputError naming the field
 * @see DingTalk docs "消息通知类型": OA 消息
 */
export function buildOa(content: OaContent, opensMiniProgram: boolean): IDataObject {
	const { pcMessageUrl, statusBar } = content;
	const messageUrl = requireUrl('Message URL', content.messageUrl, opensMiniProgram);
	return {
		message_url: messageUrl,
		...(pcMessageUrl?.trim()
			? {
					pc_message_url: requireUrl('OA Details > PC Message URL', pcMessageUrl, opensMiniProgram),
				}
			: {}),
		head: {
			// ARGB here, and with 0x before it in the status bar.
			bgcolor: toArgb('OA Details > Header Color', content.headColor),
			text: requireText('Header Text', content.headText),
		},
		...(statusBar
			? {
					status_bar: {
						status_value: requireText('OA Details > Status Text', statusBar.text),
						...(statusBar.color
							? { status_bg: `0x${toArgb('OA Details > Status Color', statusBar.color)}` }
							: {}),
					},
				}
			: {}),
		body: bodyOf(content),
	};
}

function bodyOf(content: OaContent): IDataObject {
	const { form, rich, imageMediaId } = content;
	assertCount('Rows', form.length, 0, MSG_LIMITS.oaRows);
	const rows = form.map(({ key, value }, index) => ({
		key: requireText(`Rows > Key ${index + 1}`, key),
		value: requireText(`Rows > Value ${index + 1}`, value),
	}));
	const texts: Array<[string, string | undefined]> = [
		['title', content.title],
		['content', content.content],
		['file_count', content.fileCount],
		['author', content.author],
	];
	return {
		...Object.fromEntries(texts.filter(([, text]) => text?.trim())),
		...(rows.length > 0 ? { form: rows } : {}),
		...(rich
			? {
					rich: {
						num: requireText('OA Details > Large Number', rich.number),
						unit: requireText('OA Details > Large Number Unit', rich.unit),
					},
				}
			: {}),
		...(imageMediaId?.trim()
			? { image: requireMediaId('OA Details > Image Media ID', imageMediaId) }
			: {}),
	};
}
