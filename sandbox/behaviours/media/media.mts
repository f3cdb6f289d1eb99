import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { Store, StoredMedia } from '../../state/store.mts';
import type { MediaFile } from '../../state/types.mts';

/** Bytes as a download: Content-Disposition with an ASCII and a UTF-8 name. */
export function mediaAnswer(media: Pick<StoredMedia, 'fileName' | 'mimeType' | 'content'>): Answer {
	const ascii = media.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
	const utf8 = encodeURIComponent(media.fileName).replace(/['()*]/g, (char) => {
		return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
	});
	return {
		status: 200,
		body: media.content,
		headers: {
			'content-type': media.mimeType,
			'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`,
		},
		code: '',
	};
}

/** Keeps a file and gives it a media id: `@lADP…` for pictures, `$iAEK…` for the rest. */
export function keepMedia(
	store: Store,
	file: Pick<MediaFile, 'type' | 'fileName' | 'mimeType' | 'uploadedBy'> & { content: Buffer },
): StoredMedia {
	const prefix = file.type === 'image' ? '@lADP' : '$iAEK';
	const mediaId = prefix + randomBytes(24).toString('base64url');
	const media = { ...file, mediaId, bytes: file.content.length, createdAt: store.now() };
	store.media.set(mediaId, media);
	store.changed();
	return media;
}

function extensionOf(fileName: string): string {
	const dot = fileName.lastIndexOf('.');
	return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

/** `POST /media/upload`. `type` must be in the URL, the bytes in the part `media`. */
export const uploadMedia: Behaviour = ({ store }, { endpoint, query, files, app }) => {
	const type = query.type as MediaFile['type'];
	const part = files.find((file) => file.field === 'media');
	if (!part) return oapiError(endpoint, 40035, '缺少参数 media');
	const limits = endpoint.limits as Record<string, { bytes: number; formats: string[] }>;
	const { bytes: maxBytes, formats } = limits[type];
	if (!formats.includes(extensionOf(part.fileName))) return oapiError(endpoint, 40004);
	const { content, fileName, mimeType } = part;
	// The documentation names no code for the size: 40035 with a text is [unverified].
	if (content.length === 0) return oapiError(endpoint, 40035, '不合法的参数 media: 文件为空');
	if (content.length > maxBytes) {
		return oapiError(endpoint, 40035, `不合法的参数 media: 文件大小超过限制 ${maxBytes} 字节`);
	}
	const media = keepMedia(store, { type, fileName, mimeType, content, uploadedBy: app.clientId });
	return oapiOk({ type, media_id: media.mediaId, created_at: media.createdAt });
};

/** `GET /media/get` and `GET /media/downloadFile` [unverified]. */
export const getMedia: Behaviour = ({ store }, { endpoint, query }) => {
	const media = store.media.get(query.media_id);
	return media ? mediaAnswer(media) : oapiError(endpoint, 40007);
};
