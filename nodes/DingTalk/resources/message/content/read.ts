import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../../shared/errors/inputError';
import { readMarkdown } from '../../../../shared/fields/markdown';
import { toButtons, toFeedLinks } from '../../../../shared/fields/messages';
import { decodedName } from '../../../../shared/media/fileName';
import type { MessageContent, MessageKind } from '../../../../shared/messages/content';
import type { ItemContext } from '../../../operation/operation';
import { driveFile } from './driveFile';
import type { MediaSource, OpenedMedia } from './media';
import { mediaFrom } from './media';
import { readOa } from './oa';

/** A message as far as it can be told without an upload; the upload comes last of all checks. */
export interface PreparedContent {
	/** With a stand-in for the media ID where a binary field is still to be uploaded. */
	draft: MessageContent;
	/** Uploads the binary fields, if there are any, and returns the final message. */
	finish(): Promise<FinishedContent>;
}

export interface FinishedContent {
	content: MessageContent;
	/** Media IDs that are new, for the output. */
	uploaded: IDataObject;
}

/**
 * Reads the message from the form of one item.
 *
 * @param maxFileBytes a stricter limit of the target for messages of kind file than the upload's own
 * @throws InputError naming the field
 */
export function readContent(context: ItemContext, maxFileBytes?: number): PreparedContent {
	const { read } = context;
	const kind = read.choice<MessageKind>('messageType');
	switch (kind) {
		case 'text':
			return ready({ kind, text: read.text('text') });
		case 'markdown':
			return ready({ kind, ...readMarkdown(read) });
		case 'link':
			return ready({
				kind,
				title: read.text('title'),
				text: read.text('linkText'),
				messageUrl: read.text('messageUrl'),
				picUrl: read.text('picUrl').trim() || undefined,
			});
		case 'image':
			return imageContent(context);
		case 'file': {
			const isInDrive = read.choice('fileSource') === 'drive';
			const source = isInDrive
				? driveFile(context, maxFileBytes)
				: fileSource(context, 'file', maxFileBytes);
			return withMedia({ source }, ({ source: { mediaId, fileName } }) => ({
				kind,
				mediaId,
				fileName: fileName ?? decodedName(read.text('fileName').trim()),
				anyFormat: read.group('options').flag('anyFormat'),
			}));
		}
		case 'voice': {
			const durationSeconds = read.number('duration');
			return withMedia({ source: fileSource(context, 'voice') }, ({ source: { mediaId } }) => ({
				kind,
				mediaId,
				durationSeconds,
			}));
		}
		case 'video':
			return videoContent(context);
		case 'actionCard':
			return ready({
				kind,
				...readMarkdown(read),
				buttons: toButtons(read.rows('buttons', 'button')),
				layout: read.choice('buttonLayout'),
			});
		case 'feedCard':
			return ready({ kind, links: toFeedLinks(read.rows('links', 'link')) });
		case 'oa':
			return ready(readOa(read));
		case 'customJson':
			return ready({ kind, value: readObject(context) });
	}
}

/** A message that is complete as it is. */
export const ready = (draft: MessageContent): PreparedContent => ({
	draft,
	finish: async () => ({ content: draft, uploaded: {} }),
});

function imageContent(context: ItemContext): PreparedContent {
	const { read } = context;
	if (read.choice('imageSource') === 'url') {
		return ready({ kind: 'image', photo: read.text('imageUrl') });
	}
	const source = mediaFrom(context, {
		isBinary: read.choice('imageSource') === 'binary',
		binaryField: 'binaryPropertyName',
		idField: 'mediaId',
		mediaType: 'image',
	});
	return withMedia({ source }, ({ source: { mediaId } }) => ({ kind: 'image', photo: mediaId }));
}

function videoContent(context: ItemContext): PreparedContent {
	const { read } = context;
	const durationSeconds = read.number('duration');
	const cover = mediaFrom(context, {
		isBinary: read.choice('coverSource') === 'binary',
		binaryField: 'coverBinaryPropertyName',
		idField: 'coverMediaId',
		mediaType: 'image',
		ownName: true,
	});
	return withMedia({ source: fileSource(context, 'video'), cover }, (ids) => ({
		kind: 'video',
		mediaId: ids.source.mediaId,
		coverMediaId: ids.cover.mediaId,
		durationSeconds,
	}));
}

const fileSource = (
	context: ItemContext,
	mediaType: 'file' | 'voice' | 'video',
	maxBytes?: number,
): MediaSource =>
	mediaFrom(context, {
		isBinary: context.read.choice('fileSource') === 'binary',
		binaryField: 'binaryPropertyName',
		idField: 'mediaId',
		mediaType,
		maxBytes,
	});

const NO_COVER: OpenedMedia = { mediaId: '' };
const draftOf = ({ draftId, fileName }: MediaSource): OpenedMedia => ({
	mediaId: draftId,
	fileName,
});

/** A message around one medium, or around a video and its cover. */
function withMedia(
	sources: { source: MediaSource; cover?: MediaSource },
	toContent: (media: { source: OpenedMedia; cover: OpenedMedia }) => MessageContent,
): PreparedContent {
	const { source, cover } = sources;
	return {
		draft: toContent({ source: draftOf(source), cover: cover ? draftOf(cover) : NO_COVER }),
		async finish() {
			const openedCover = (await cover?.open()) ?? NO_COVER;
			const opened = await source.open();
			return {
				content: toContent({ source: opened, cover: openedCover }),
				uploaded: {
					...(source.isUpload ? { mediaId: opened.mediaId } : {}),
					...(cover?.isUpload ? { coverMediaId: openedCover.mediaId } : {}),
				},
			};
		},
	};
}

function readObject({ read }: ItemContext): Record<string, unknown> {
	const value = read.json('customJson');
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw new InputError(
		read.label('customJson'),
		'is not a JSON object',
		'Give the message as an object, such as {"msgtype": "text", "text": {"content": "Hello"}}',
	);
}
