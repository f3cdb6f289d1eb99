import type { ItemContext } from '../../../shared/operation';
import type { UploadRequest } from '../../../shared/media/upload';
import { planUpload, uploadBinary } from '../../../shared/media/upload';
import type { CardButton, MessageContent, MessageKind } from '../../../shared/messages/content';

type FormKind = Exclude<MessageKind, 'feedCard'>;

/** The message of the form, as far as it can be told without an upload; the upload comes last of all checks. */
export interface PreparedContent {
	/** With a stand-in for the media ID where a binary field is still to be uploaded. */
	draft: MessageContent;
	/** Uploads the binary field, if there is one, and returns the final message. */
	finish(): Promise<{ content: MessageContent; mediaId?: string }>;
}

const STAND_IN = '@media-id-of-the-upload-to-come';

/**
 * Reads the message from the form of one item.
 *
 * @param maxFileBytes a stricter limit of the target than the upload's own
 * @throws InputError naming the field
 */
export function readContent(context: ItemContext, maxFileBytes?: number): PreparedContent {
	const { read } = context;
	const kind = read.choice<FormKind>('messageType');
	switch (kind) {
		case 'text':
			return ready({ kind, text: read.text('text') });
		case 'markdown':
			return ready({ kind, title: read.text('title'), markdown: read.text('markdown') });
		case 'link':
			return ready({
				kind,
				title: read.text('title'),
				text: read.text('linkText'),
				messageUrl: read.text('messageUrl'),
				picUrl: read.text('picUrl').trim() || undefined,
			});
		case 'image':
			return imageContent(context, maxFileBytes);
		case 'file':
			return fileContent(context, maxFileBytes);
		case 'actionCard':
			return ready({
				kind,
				title: read.text('title'),
				markdown: read.text('markdown'),
				buttons: read.rows('buttons', 'button') as unknown as CardButton[],
				layout: read.choice('buttonLayout'),
			});
	}
}

const ready = (draft: MessageContent): PreparedContent => ({
	draft,
	finish: async () => ({ content: draft }),
});

function imageContent(context: ItemContext, maxBytes?: number): PreparedContent {
	const { read } = context;
	const source = read.choice<'binary' | 'url' | 'mediaId'>('imageSource');
	if (source === 'url') return ready({ kind: 'image', photo: read.text('imageUrl') });
	if (source === 'mediaId') return ready({ kind: 'image', photo: read.id('mediaId') });
	return fromUpload(context, 'image', maxBytes, (photo) => ({ kind: 'image', photo }));
}

function fileContent(context: ItemContext, maxBytes?: number): PreparedContent {
	const { read } = context;
	if (read.choice('fileSource') === 'mediaId') {
		return ready({ kind: 'file', mediaId: read.id('mediaId'), fileName: read.id('fileName') });
	}
	return fromUpload(context, 'file', maxBytes, (mediaId, fileName) => ({
		kind: 'file',
		mediaId,
		fileName,
	}));
}

function fromUpload(
	{ api, read, node, itemIndex }: ItemContext,
	mediaType: 'image' | 'file',
	maxBytes: number | undefined,
	toContent: (mediaId: string, fileName: string) => MessageContent,
): PreparedContent {
	const request: UploadRequest = {
		field: read.label('binaryPropertyName'),
		binaryPropertyName: read.id('binaryPropertyName'),
		mediaType,
		fileName: String(read.group('options').fileName ?? ''),
		maxBytes,
	};
	return {
		draft: toContent(STAND_IN, planUpload(node, itemIndex, request).fileName),
		async finish() {
			const { mediaId, fileName } = await uploadBinary(api, node, itemIndex, request);
			return { content: toContent(mediaId, fileName), mediaId };
		},
	};
}
