import type { Button, MessageContent, MessageKind } from '../../state/types.mts';

/** How one field of a template is checked. */
export interface TemplateField {
	/** Error code when it is missing (error list of groupMessages/send). */
	missing: string;
	/** Media ids must exist; `url` may be a media id or an http(s) address. */
	holds?: 'media' | 'url';
	optional?: boolean;
	enum?: string[];
	/** A whole number as text. */
	isNumber?: boolean;
}

/** A built-in msgKey template. */
export interface Template {
	kind: MessageKind;
	fields: Record<string, TemplateField>;
	normalise(param: Record<string, string>): MessageContent;
}

const TITLE: TemplateField = { missing: 'miss.param.actionCardTotitle' };
const TEXT: TemplateField = { missing: 'miss.param.actionCardTotext' };
const BUTTON_TITLE: TemplateField = { missing: 'miss.param.actionCardTobtnsTotitle' };
const BUTTON_URL: TemplateField = { missing: 'miss.param.actionCardTobtnsToactionUrl' };

function buttonTemplate(
	count: number,
	titleName: string,
	urlName: string,
	layout: 'vertical' | 'horizontal',
): Template {
	const fields: Record<string, TemplateField> = { title: TITLE, text: TEXT };
	const numbers = Array.from({ length: count }, (_, index) => index + 1);
	for (const n of numbers) {
		fields[`${titleName}${n}`] = BUTTON_TITLE;
		fields[`${urlName}${n}`] = BUTTON_URL;
	}
	const buttons = (param: Record<string, string>): Button[] =>
		numbers.map((n) => ({ title: param[`${titleName}${n}`], url: param[`${urlName}${n}`] }));
	return {
		kind: 'actionCard',
		fields,
		normalise: (param) => ({
			title: param.title,
			text: param.text,
			buttons: buttons(param),
			layout,
		}),
	};
}

/** Every built-in template. All fields are strings. */
export const TEMPLATES: Record<string, Template> = {
	sampleText: {
		kind: 'text',
		fields: { content: { missing: 'miss.param.contentOfText' } },
		normalise: ({ content }) => ({ text: content }),
	},
	sampleMarkdown: {
		kind: 'markdown',
		fields: {
			title: { missing: 'miss.param.markdownTotitle' },
			text: { missing: 'miss.param.markdownTotext' },
		},
		normalise: ({ title, text }) => ({ title, text }),
	},
	sampleImageMsg: {
		kind: 'image',
		fields: { photoURL: { missing: 'miss.param.photoTophotoUrl', holds: 'url' } },
		normalise: ({ photoURL }) => ({ picUrl: photoURL }),
	},
	sampleLink: {
		kind: 'link',
		fields: {
			text: { missing: 'miss.param.textOfLink' },
			title: { missing: 'miss.param.titleOfLink' },
			// The field must be there, but may be empty: a link without a picture [unverified].
			picUrl: { missing: 'invalidParameter.msgParam.invalid', holds: 'url' },
			messageUrl: { missing: 'miss.param.messageUrlOfLink' },
		},
		normalise: ({ title, text, picUrl, messageUrl }) => ({ title, text, picUrl, messageUrl }),
	},
	sampleActionCard: {
		kind: 'actionCard',
		fields: {
			title: TITLE,
			text: TEXT,
			singleTitle: { missing: 'miss.param.actionCardTosingleTitle' },
			singleURL: { missing: 'miss.param.actionCardTosingleUrl' },
		},
		normalise: ({ title, text, singleTitle, singleURL }) => ({
			title,
			text,
			buttons: [{ title: singleTitle, url: singleURL }],
			layout: 'vertical',
		}),
	},
	sampleActionCard2: buttonTemplate(2, 'actionTitle', 'actionURL', 'vertical'),
	sampleActionCard3: buttonTemplate(3, 'actionTitle', 'actionURL', 'vertical'),
	sampleActionCard4: buttonTemplate(4, 'actionTitle', 'actionURL', 'vertical'),
	sampleActionCard5: buttonTemplate(5, 'actionTitle', 'actionURL', 'vertical'),
	// "buttonTitle1/buttonUrl1" here, "actionTitle1/actionURL1" above: both are right.
	sampleActionCard6: buttonTemplate(2, 'buttonTitle', 'buttonUrl', 'horizontal'),
	sampleAudio: {
		kind: 'audio',
		fields: {
			mediaId: { missing: 'miss.param.audio', holds: 'media' },
			duration: { missing: 'miss.param.audio', isNumber: true },
		},
		// Milliseconds here, seconds in sampleVideo.
		normalise: ({ mediaId, duration }) => ({ mediaId, durationMs: Number(duration) }),
	},
	sampleFile: {
		kind: 'file',
		fields: {
			mediaId: { missing: 'miss.param.file', holds: 'media' },
			fileName: { missing: 'miss.param.file' },
			fileType: {
				missing: 'miss.param.file',
				enum: ['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'],
			},
		},
		normalise: ({ mediaId, fileName, fileType }) => ({ mediaId, fileName, fileType }),
	},
	sampleVideo: {
		kind: 'video',
		fields: {
			videoMediaId: { missing: 'miss.param.video', holds: 'media' },
			videoType: { missing: 'miss.param.video', enum: ['mp4'] },
			duration: { missing: 'miss.param.video', isNumber: true },
			picMediaId: { missing: 'miss.param.video', holds: 'media' },
			height: { missing: '', optional: true, isNumber: true },
			width: { missing: '', optional: true, isNumber: true },
		},
		normalise: ({ videoMediaId, picMediaId, duration }) => ({
			mediaId: videoMediaId,
			picMediaId,
			durationMs: Number(duration) * 1000,
		}),
	},
};
