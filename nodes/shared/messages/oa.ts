import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import { assertCount, requireMediaId, requireText, requireUrl } from './checks';
import type { OaContent } from './content';
import { NOTICE_LIMITS } from './limits';

const HEX = /^#?([0-9a-f]{6}|[0-9a-f]{8})$/i;
const COLOR_FIX = 'Give a colour such as #1E90FF';

/**
 * The `oa` object of a work notification: header, rows, text, picture, status.
 *
 * @throws InputError naming the field
 * @see DingTalk docs "消息通知类型": OA 消息
 */
export function buildOa(content: OaContent): IDataObject {
	const { pcMessageUrl, statusBar } = content;
	const messageUrl = requireUrl('Message URL', content.messageUrl);
	return {
		message_url: messageUrl,
		...(pcMessageUrl?.trim()
			? { pc_message_url: requireUrl('OA Details > PC Message URL', pcMessageUrl) }
			: {}),
		head: {
			// ARGB here, and with 0x before it in the status bar.
			bgcolor: argb('OA Details > Header Color', content.headColor),
			text: requireText('Header Text', content.headText),
		},
		...(statusBar
			? {
					status_bar: {
						status_value: requireText('OA Details > Status Text', statusBar.text),
						...(statusBar.color
							? { status_bg: `0x${argb('OA Details > Status Color', statusBar.color)}` }
							: {}),
					},
				}
			: {}),
		body: bodyOf(content),
	};
}

function bodyOf(content: OaContent): IDataObject {
	const { form, rich, imageMediaId } = content;
	assertCount('Rows', form.length, 0, NOTICE_LIMITS.oaRows);
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

/** Eight hex digits, opaque unless the colour says otherwise. */
function argb(field: string, color: string): string {
	const digits = HEX.exec(color.trim().replace(/^0x/i, ''))?.[1].toUpperCase();
	if (!digits) throw new InputError(field, `is not a colour: ${color.slice(0, 40)}`, COLOR_FIX);
	return digits.length === 6 ? `FF${digits}` : digits;
}
