import { randomBytes } from 'node:crypto';
import { keepMedia } from './behaviours/media.mts';
import { openSession } from './behaviours/session.mts';
import { ENDPOINTS } from './contract/load.mts';
import type { World } from './server/call.mts';
import type { SeedPerson } from './state/seed.mts';
import { CORP_ID } from './state/seed.mts';
import type { Store } from './state/store.mts';
import type {
	BotMessage,
	Group,
	MediaFile,
	Message,
	MessageContent,
	MessageKind,
	ToRobotMessage,
	ToRobotResult,
} from './state/types.mts';

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

/** Who writes, to which robot, where; throws when that cannot be. */
function readSending(store: Store, userId: string, message: ToRobotMessage) {
	const person = store.people.get(userId);
	if (!person) throw new TypeError(`Expected a userId of the sandbox, got "${userId}"`);
	if (!Object.hasOwn(KINDS, message.msgtype)) {
		throw new TypeError(`Expected msgtype ${Object.keys(KINDS).join(', ')}`);
	}
	const robotCode = message.robotCode ?? 'dingsandboxapp';
	if (!store.appByRobotCode(robotCode)) throw new TypeError(`No robot has the code "${robotCode}"`);
	const { openConversationId } = message;
	if (!openConversationId) return { person, robotCode, group: undefined };
	const group = store.liveGroup(openConversationId);
	if (!group?.userIds.includes(userId)) {
		throw new TypeError(`${userId} is not in the group "${openConversationId}"`);
	}
	if (!group.robotCodes.includes(robotCode)) {
		throw new TypeError(`The robot "${robotCode}" is not in the group "${group.name}"`);
	}
	// §12.5: of a group only texts and pictures reach the robot.
	if (!['text', 'picture'].includes(message.msgtype)) {
		throw new TypeError('DingTalk gives a robot no voice, video or file of a group');
	}
	return { person, robotCode, group };
}

/** A person writes to an app's robot; a file gets a download code (§3.4, §12.5). */
export function sendToRobot(world: World, userId: string, message: ToRobotMessage): ToRobotResult {
	const { store } = world;
	const { person, robotCode, group } = readSending(store, userId, message);
	const { msgtype } = message;
	if (msgtype === 'text' && !message.text?.content) throw new TypeError('Expected text: {content}');
	const file = msgtype === 'text' ? undefined : keepFile(store, userId, message);
	// The life of a download code is not documented; a day is [unverified].
	const downloadCode = file && randomBytes(32).toString('base64');
	if (file && downloadCode) {
		const { mediaId } = file;
		store.received.set(downloadCode, { mediaId, robotCode, expiresAt: store.now() + DAY_MS });
	}
	const [endpoint] = ENDPOINTS.filter(({ id }) => id === 'robot.session.reply');
	const openConversationId = group?.openConversationId;
	const posted = store.post({
		via: 'to-robot',
		sender: { type: 'person', id: userId, name: person.name },
		target: { robotCode, ...(openConversationId ? { openConversationId } : {}) },
		kind: KINDS[msgtype],
		content: shown(message, file),
		mediaIds: file ? [file.mediaId] : [],
		...openSession(world, endpoint, { robotCode, userId, openConversationId }),
		...(downloadCode ? { downloadCode } : {}),
	});
	return {
		...(downloadCode ? { downloadCode } : {}),
		botMessage: botMessage(posted, person, group, message),
	};
}

function shown(
	{ msgtype, text, durationMs }: ToRobotMessage,
	file: MediaFile | undefined,
): MessageContent {
	if (!file) return { text: text?.content };
	const { mediaId, fileName } = file;
	return msgtype === 'picture' ? { picUrl: mediaId, fileName } : { mediaId, fileName, durationMs };
}

/** The inbound message as DingTalk hands it to the app (§12.5). */
function botMessage(
	posted: Message,
	person: SeedPerson,
	group: Group | undefined,
	message: ToRobotMessage,
): BotMessage {
	const { downloadCode, content } = posted;
	const { msgtype, durationMs } = message;
	const robotCode = posted.target.robotCode as string;
	const files: Record<string, Record<string, unknown>> = {
		picture: { downloadCode, pictureDownloadCode: downloadCode },
		audio: { downloadCode, duration: durationMs ?? 0, recognition: '' },
		video: { downloadCode, duration: durationMs ?? 0, videoType: 'mp4' },
		file: { downloadCode, fileName: content.fileName },
	};
	return {
		conversationId: group?.openConversationId ?? `cidOneToOne-${person.userId}`,
		conversationType: group ? '2' : '1',
		...(group ? { conversationTitle: group.name } : {}),
		chatbotCorpId: CORP_ID,
		chatbotUserId: `$:LWCP_v1:$${robotCode}`,
		msgId: posted.id,
		senderNick: person.name,
		isAdmin: person.isAdmin ?? false,
		senderStaffId: person.userId,
		senderUnionId: person.unionId,
		senderId: `$:LWCP_v1:$${person.userId}`,
		senderCorpId: CORP_ID,
		senderPlatform: 'Mac',
		sessionWebhook: posted.sessionWebhook as string,
		sessionWebhookExpiredTime: posted.sessionWebhookExpiredTime as number,
		createAt: posted.time,
		isInAtList: group !== undefined,
		atUsers: group ? [{ dingtalkId: `$:LWCP_v1:$${robotCode}` }] : [],
		robotCode,
		msgtype,
		// What stood behind the mention of the robot begins with a space.
		...(msgtype === 'text'
			? { text: { content: `${group ? ' ' : ''}${content.text ?? ''}` } }
			: { content: files[msgtype] }),
	};
}
