import type { IDataObject } from 'n8n-workflow';

import { decodedName, safeFileName } from '../../../../shared/media/fileName';
import { uploadBlob } from '../../../../shared/media/upload';
import { storeZip } from '../../../../shared/media/zip';
import type {
	MarkdownContent,
	MessageContent,
	TextContent,
} from '../../../../shared/messages/content';
import type { LongText, WireForm } from '../../../../shared/messages/longText';
import { isLongContent, splitContent, textOf } from '../../../../shared/messages/longText';
import type { ItemContext } from '../../../../shared/operation';
import { STAND_IN } from './media';
import type { PreparedContent } from './read';
import { ready } from './read';
import { withWorkflowLink } from './workflowLink';

/** The messages of one item, checked; nothing is uploaded yet. */
export interface PreparedMessages<T> {
	/** What they will be, with stand-ins for media IDs to come: the same for the same item. */
	drafts: T[];
	/** Uploads what has to be uploaded. */
	finish(): Promise<{ messages: T[]; uploaded: IDataObject }>;
}

/**
 * Adds the workflow link, deals with a text that is too long, and builds the wire form.
 *
 * @throws InputError naming field and limit
 */
export function prepareMessages<T>(
	context: ItemContext,
	prepared: PreparedContent,
	form: WireForm<T>,
): PreparedMessages<T> {
	const { contents, finish } = fitContent(context, asFileIfLong(context, prepared, form), form);
	return {
		drafts: buildAll(form, contents),
		async finish() {
			const finished = await finish();
			return { messages: buildAll(form, finished.contents), uploaded: finished.uploaded };
		},
	};
}

function buildAll<T>(form: WireForm<T>, contents: MessageContent[]): T[] {
	if (contents.length > 1 && form.buildParts) return form.buildParts(contents);
	return contents.map((content) => form.build(content));
}

interface FittedContent {
	contents: MessageContent[];
	finish(): Promise<{ contents: MessageContent[]; uploaded: IDataObject }>;
}

function fitContent<T>(
	context: ItemContext,
	prepared: PreparedContent,
	form: WireForm<T>,
): FittedContent {
	const { mode, isNumbered } = longTextOf(context);
	const draft = withWorkflowLink(context, prepared.draft);
	if (mode === 'split' && isTooLong(draft, form)) {
		const contents = splitContent(draft, form, isNumbered);
		return { contents, finish: async () => ({ contents, uploaded: {} }) };
	}
	return {
		contents: [draft],
		async finish() {
			const { content, uploaded } = await prepared.finish();
			return { contents: [withWorkflowLink(context, content)], uploaded };
		},
	};
}

/**
 * The message, turned into a file when its text is too long for the target and the options want that.
 *
 * @param form of the message as text
 */
export function asFileIfLong<T>(
	context: ItemContext,
	prepared: PreparedContent,
	form: WireForm<T>,
): PreparedContent {
	if (longTextOf(context).mode !== 'file') return prepared;
	const draft = withWorkflowLink(context, prepared.draft);
	return isTooLong(draft, form) ? textFile(context, draft) : prepared;
}

const isTooLong = <T>(
	content: MessageContent,
	form: WireForm<T>,
): content is TextContent | MarkdownContent =>
	isLongContent(content) && textOf(content).trim() !== '' && form.bytesOf(content) > form.maxBytes;

function longTextOf({ read }: ItemContext): { mode: LongText; isNumbered: boolean } {
	const options = read.group('options');
	return { mode: options.choice<LongText>('longText'), isNumbered: options.flag('numberParts') };
}

/** DingTalk takes no .txt or .md, so the text travels in a zip archive. */
function textFile(context: ItemContext, content: TextContent | MarkdownContent): PreparedContent {
	const isMarkdown = content.kind === 'markdown';
	const wanted = decodedName(context.read.group('options').text('fileName').trim());
	const title = wanted.replace(/\.(zip|md|txt)$/i, '') || (isMarkdown ? content.title : '');
	// A slash in a title is no folder.
	const fileName = `${safeFileName(title.replace(/[\\/]/g, '-'), 'message')}.zip`;
	return {
		draft: { kind: 'file', mediaId: STAND_IN, fileName },
		async finish() {
			const entry = {
				name: isMarkdown ? 'message.md' : 'message.txt',
				content: new TextEncoder().encode(textOf(content)),
			};
			const blob = new Blob([storeZip([entry])], { type: 'application/zip' });
			const { mediaId } = await uploadBlob(context.api, { type: 'file', fileName, blob });
			const file = await ready({ kind: 'file', mediaId, fileName }).finish();
			return { ...file, uploaded: { mediaId } };
		},
	};
}
