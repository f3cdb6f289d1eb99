import type { IDataObject } from 'n8n-workflow';

import { readMaxParts } from '../../../../shared/fields/markdown';
import { decodedName, safeFileName } from '../../../../shared/media/fileName';
import { uploadBlob } from '../../../media/upload';
import { storeZip } from '../../../media/zip';
import type {
	MarkdownContent,
	MessageContent,
	TextContent,
} from '../../../../shared/messages/content';
import type { LongText, SplitContent, WireForm } from '../../../../shared/messages/split/longText';
import {
	isLongContent,
	splitContent,
	splitWithRest,
	textOf,
} from '../../../../shared/messages/split/longText';
import type { ItemContext } from '../../../operation/operation';
import { STAND_IN } from './media';
import type { PreparedContent } from './read';
import { ready } from './read';
import { withWorkflowLink } from './workflowLink';

const FEWER_PARTS =
	"Shorten the text, raise 'Options > Maximum Parts', or let 'Options > Too Many Parts' send the rest as a file";

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
	const draft = withWorkflowLink(context, prepared.draft);
	const { parts, rest } = partsOf(context, draft, form);
	if (parts) return withRest(parts, rest && textFile(context, rest));
	return {
		contents: [draft],
		async finish() {
			const { content, uploaded } = await prepared.finish();
			return { contents: [withWorkflowLink(context, content)], uploaded };
		},
	};
}

/** The parts of a text that is too long, if the options want it split; and what goes behind them as a file. */
function partsOf<T>(
	context: ItemContext,
	draft: MessageContent,
	form: WireForm<T>,
): Partial<SplitContent> {
	const { mode, isNumbered, maxParts, hasRestAsFile } = longTextOf(context);
	if (mode !== 'split' || !isTooLong(draft, form)) return {};
	if (hasRestAsFile) return splitWithRest(draft, form, isNumbered, maxParts);
	return { parts: splitContent(draft, form, isNumbered, { max: maxParts, fix: FEWER_PARTS }) };
}

function withRest(parts: MessageContent[], rest?: PreparedContent): FittedContent {
	return {
		contents: rest ? [...parts, rest.draft] : parts,
		async finish() {
			if (!rest) return { contents: parts, uploaded: {} };
			const { content, uploaded } = await rest.finish();
			return { contents: [...parts, content], uploaded };
		},
	};
}

/** Whether the end of a text that is split goes as a file. */
export const endsWithFile = <T>(
	context: ItemContext,
	{ draft }: PreparedContent,
	form: WireForm<T>,
): boolean => partsOf(context, withWorkflowLink(context, draft), form).rest !== undefined;

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

function longTextOf({ read }: ItemContext) {
	const options = read.group('options');
	return {
		mode: options.choice<LongText>('longText'),
		isNumbered: options.flag('numberParts'),
		maxParts: readMaxParts(read),
		hasRestAsFile: options.choice<'fail' | 'file'>('tooManyParts') === 'file',
	};
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
