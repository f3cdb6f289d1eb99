import { isObject } from '../../contract/check.mts';
import type { Button, MessageContent, OaFormRow } from '../../state/types.mts';
import { isMediaId } from '../media/mediaIds.mts';

/** A read `msg`, or the name of the first field that is missing or wrong. */
export type LegacyContent = { content: MessageContent } | { missing: string };

type Part = Record<string, unknown>;

/** Carries the field's name out of the readers; never leaves this file. */
class BadField extends Error {}

function text(part: Part, name: string, maxLength = Infinity): string {
	const value = part[name];
	if (typeof value !== 'string' || value === '' || value.length > maxLength) {
		throw new BadField(name);
	}
	return value;
}

function optional(part: Part, name: string): string | undefined {
	return part[name] === undefined || part[name] === '' ? undefined : text(part, name);
}

function objects(part: Part, name: string): Part[] {
	const list = part[name];
	if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) throw new BadField(name);
	return list;
}

function object(part: Part, name: string): Part {
	const value = part[name];
	if (!isObject(value)) throw new BadField(name);
	return value;
}

function readActionCard(part: Part): MessageContent {
	const title = text(part, 'title');
	const markdown = text(part, 'markdown', 1000);
	if (part.btn_json_list === undefined) {
		const button = { title: text(part, 'single_title', 20), url: text(part, 'single_url', 500) };
		return { title, text: markdown, buttons: [button], layout: 'vertical' };
	}
	const orientation = text(part, 'btn_orientation');
	if (orientation !== '0' && orientation !== '1') throw new BadField('btn_orientation');
	const buttons: Button[] = objects(part, 'btn_json_list').map((button) => ({
		title: text(button, 'title', 20),
		url: text(button, 'action_url', 700),
	}));
	if (JSON.stringify(part.btn_json_list).length > 1000) throw new BadField('btn_json_list');
	return {
		title,
		text: markdown,
		buttons,
		layout: orientation === '1' ? 'horizontal' : 'vertical',
	};
}

function readOa(part: Part): MessageContent {
	const head = object(part, 'head');
	const body = object(part, 'body');
	const headColor = text(head, 'bgcolor');
	if (!/^[0-9a-f]{8}$/i.test(headColor)) throw new BadField('bgcolor');
	const form: OaFormRow[] = (body.form === undefined ? [] : objects(body, 'form')).map((row) => ({
		key: text(row, 'key'),
		value: text(row, 'value'),
	}));
	if (form.length > 6) throw new BadField('form');
	const rich = body.rich === undefined ? undefined : object(body, 'rich');
	const bar = part.status_bar === undefined ? undefined : object(part, 'status_bar');
	return {
		oa: {
			messageUrl: text(part, 'message_url'),
			pcMessageUrl: optional(part, 'pc_message_url'),
			headText: text(head, 'text'),
			headColor,
			title: optional(body, 'title'),
			form,
			rich: rich && { num: text(rich, 'num'), unit: text(rich, 'unit') },
			content: optional(body, 'content'),
			image: optional(body, 'image'),
			fileCount: optional(body, 'file_count'),
			author: optional(body, 'author'),
			statusBar: bar && {
				value: text(bar, 'status_value'),
				background: optional(bar, 'status_bg'),
			},
		},
	};
}

function readVoice(part: Part): MessageContent {
	const seconds = text(part, 'duration');
	// Seconds as a string, below 60.
	if (!/^\d+$/.test(seconds) || Number(seconds) >= 60) throw new BadField('duration');
	return { mediaId: text(part, 'media_id'), durationMs: Number(seconds) * 1000 };
}

// snake_case, but for link, which is camelCase in this family too.
const READERS: Record<string, (part: Part) => MessageContent> = {
	text: (part) => ({ text: text(part, 'content') }),
	image: (part) => {
		const picUrl = text(part, 'media_id');
		// A media id only; an address is not one.
		if (!isMediaId(picUrl)) throw new BadField('media_id');
		return { picUrl };
	},
	voice: readVoice,
	file: (part) => ({ mediaId: text(part, 'media_id') }),
	link: (part) => ({
		messageUrl: text(part, 'messageUrl'),
		picUrl: text(part, 'picUrl'),
		title: text(part, 'title'),
		text: text(part, 'text'),
	}),
	oa: readOa,
	markdown: (part) => ({ title: text(part, 'title'), text: text(part, 'text', 5000) }),
	action_card: readActionCard,
};

/** Reads one `msg` of the snake_case family into the normalised form. */
export function readLegacyMessage(msgtype: string, part: Part): LegacyContent {
	try {
		return { content: READERS[msgtype](part) };
	} catch (error) {
		if (error instanceof BadField) return { missing: `${msgtype}.${error.message}` };
		throw error;
	}
}
