import { randomBytes } from 'node:crypto';
import { keepMedia } from './behaviours/media.mts';
import type { Store } from './state/store.mts';
import type { MediaFile, MessageContent, MessageKind, ToRobotMessage } from './state/types.mts';

const DAY_MS = 24 * 60 * 60 * 1000;

const KINDS: Record<ToRobotMessage['msgtype'], MessageKind> = {
	text: 'text',
	picture: 'image',
	audio: 'audio',
	video: 'video',
	file: 'file',
};
const MEDIA_TYPES: Record<string, [MediaFile['type'], string, string]> = {
	picture: ['image', 'picture.png', 'image/png'],
	audio: ['voice', 'audio.amr', 'audio/amr'],
	video: ['video', 'video.mp4', 'video/mp4'],
	file: ['file', 'file.bin', 'application/octet-stream'],
};

function keepFile(store: Store, userId: string, message: ToRobotMessage) {
	const [type, fileName, mimeType] = MEDIA_TYPES[message.msgtype];
	const content = message.content
		? Buffer.from(message.content)
		: Buffer.from(message.contentBase64 ?? '', 'base64');
	return keepMedia(store, {
		type,
		fileName: message.fileName ?? fileName,
		mimeType: message.mimeType ?? mimeType,
		content,
		uploadedBy: userId,
	});
}

/** A person writes to an app's robot; a file gets a download code (§3.4, §12.5). */
export function sendToRobot(
	store: Store,
	userId: string,
	message: ToRobotMessage,
): { downloadCode?: string } {
	const person = store.people.get(userId);
	if (!person) throw new TypeError(`Expected a userId of the sandbox, got "${userId}"`);
	if (!Object.hasOwn(KINDS, message.msgtype)) {
		throw new TypeError(`Expected msgtype ${Object.keys(KINDS).join(', ')}`);
	}
	const robotCode = message.robotCode ?? 'dingsandboxapp';
	if (!store.appByRobotCode(robotCode)) throw new TypeError(`No robot has the code "${robotCode}"`);
	const { openConversationId } = message;
	if (openConversationId && !store.groups.get(openConversationId)?.userIds.includes(userId)) {
		throw new TypeError(`${userId} is not in the group "${openConversationId}"`);
	}
	const draft = {
		via: 'to-robot' as const,
		sender: { type: 'person' as const, id: userId, name: person.name },
		target: { robotCode, ...(openConversationId ? { openConversationId } : {}) },
		kind: KINDS[message.msgtype],
	};
	if (message.msgtype === 'text') {
		if (!message.text?.content) throw new TypeError('Expected text: {content}');
		store.post({ ...draft, content: { text: message.text.content }, mediaIds: [] });
		return {};
	}
	const { mediaId, fileName } = keepFile(store, userId, message);
	// The life of a download code is not documented; a day is [unverified].
	const downloadCode = randomBytes(32).toString('base64');
	store.received.set(downloadCode, { mediaId, robotCode, expiresAt: store.now() + DAY_MS });
	const content: MessageContent =
		message.msgtype === 'picture'
			? { picUrl: mediaId, fileName }
			: { mediaId, fileName, durationMs: message.durationMs };
	store.post({ ...draft, content, mediaIds: [mediaId], downloadCode });
	return { downloadCode };
}
