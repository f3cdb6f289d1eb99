import { keepMedia } from '../behaviours/media/media.mts';
import { openSession } from '../behaviours/webhook/session.mts';
import { botMessage } from './botMessage.mts';
import { postMessage } from '../callback/robot.mts';
import { ENDPOINTS } from '../contract/load.mts';
import { chatTold, downloadCode, excerptOf, findForwarded, findQuoted } from './quote.mts';
import type { World } from '../server/call.mts';
import type { SeedPerson } from '../state/seed.mts';
import type { Store } from '../state/store.mts';
import type {
	MediaFile,
	Message,
	MessageContent,
	MessageKind,
	SentFile,
	ToRobotMessage,
	ToRobotResult,
} from '../state/types.mts';
import { writerOf } from './writer.mts';

const KINDS: Record<ToRobotMessage['msgtype'], MessageKind> = {
	text: 'text',
	richText: 'richText',
	picture: 'image',
	audio: 'audio',
	video: 'video',
	file: 'file',
	chatRecord: 'text',
	unknownMsgType: 'text',
};
const MEDIA_TYPES: Record<string, [MediaFile['type'], string, string]> = {
	picture: ['image', 'picture.png', 'image/png'],
	audio: ['voice', 'audio.amr', 'audio/amr'],
	video: ['video', 'video.mp4', 'video/mp4'],
	file: ['file', 'file.bin', 'application/octet-stream'],
};

// Of a group no voice, video or file reaches the robot.
const IN_GROUPS = new Set(['text', 'richText', 'picture', 'chatRecord', 'unknownMsgType']);

function keepFile(store: Store, userId: string, msgtype: string, file: SentFile): MediaFile {
	const [type, fileName, mimeType] = MEDIA_TYPES[msgtype];
	const content = file.content
		? Buffer.from(file.content)
		: Buffer.from(file.contentBase64 ?? '', 'base64');
	return keepMedia(store, {
		type,
		fileName: file.fileName ?? fileName,
		mimeType: file.mimeType ?? mimeType,
		content,
		uploadedBy: userId,
	});
}

/** Who writes, to which robot, where; throws when that cannot be. */
function readSending(store: Store, userId: string, message: ToRobotMessage) {
	const writer = writerOf(store, userId, message);
	if (!Object.hasOwn(KINDS, message.msgtype)) {
		throw new TypeError(`Expected msgtype ${Object.keys(KINDS).join(', ')}`);
	}
	if (message.msgtype === 'text' && !message.text?.content) {
		throw new TypeError('Expected text: {content}');
	}
	if (message.msgtype === 'richText' && !message.richText?.length) {
		throw new TypeError('Expected richText: [{text}, {type: "link"} or {type: "picture"}]');
	}
	if (message.quotes && message.msgtype !== 'text') {
		throw new TypeError('Expected msgtype text for a message that quotes');
	}
	const robotCode = message.robotCode ?? 'dingsandboxapp';
	const app = store.appByRobotCode(robotCode);
	if (!app) throw new TypeError(`No robot has the code "${robotCode}"`);
	const { openConversationId } = message;
	if (!openConversationId) return { writer, app, group: undefined };
	const group = store.liveGroup(openConversationId);
	if (!group || (writer.userId !== undefined && !group.userIds.includes(userId))) {
		throw new TypeError(`${userId} is not in the group "${openConversationId}"`);
	}
	if (!group.robotCodes.includes(robotCode)) {
		throw new TypeError(`The robot "${robotCode}" is not in the group "${group.name}"`);
	}
	if (!IN_GROUPS.has(message.msgtype)) {
		throw new TypeError('DingTalk gives a robot no voice, video or file of a group');
	}
	return { writer, app, group };
}

function mentionedPeople(store: Store, userIds: string[] = []): SeedPerson[] {
	return userIds.map((userId) => {
		const person = store.people.get(userId);
		if (!person) throw new TypeError(`Expected a userId of the sandbox, got "${userId}"`);
		return person;
	});
}

/** Keeps what is sent along, each file under a download code. */
function keepFiles(store: Store, userId: string, robotCode: string, message: ToRobotMessage) {
	const { msgtype, richText = [] } = message;
	let sent: MediaFile[] = [];
	if (msgtype === 'richText') {
		const pictures = richText.filter((part) => !('text' in part)) as SentFile[];
		sent = pictures.map((picture) => keepFile(store, userId, 'picture', picture));
	} else if (Object.hasOwn(MEDIA_TYPES, msgtype)) {
		sent = [keepFile(store, userId, msgtype, message)];
	}
	const codes = sent.map(({ mediaId }) => downloadCode(store, robotCode, mediaId));
	return { sent, codes };
}

/**
 * A person writes to an app's robot; files get a download code. The app hears of it
 * over Stream, or by HTTP when it has an address for that.
 */
export function sendToRobot(world: World, userId: string, message: ToRobotMessage): ToRobotResult {
	const { store } = world;
	const { writer, app, group } = readSending(store, userId, message);
	const mentioned = mentionedPeople(store, message.atUserIds);
	const { robotCode } = app;
	const openConversationId = group?.openConversationId;
	const chat = { openConversationId, writerId: writer.id, robotCode };
	const quoted = message.quotes ? findQuoted(store, chat, message.quotes) : undefined;
	const isForward = message.msgtype === 'chatRecord';
	const forwarded = isForward ? findForwarded(store, chat, message.forwards) : [];
	const { sent, codes } = keepFiles(store, writer.id, robotCode, message);
	const [endpoint] = ENDPOINTS.filter(({ id }) => id === 'robot.session.reply');
	const [firstCode] = message.msgtype === 'richText' ? [] : codes;
	const { title = 'Chat history' } = message;
	const posted = store.post({
		via: 'to-robot',
		sender: { type: 'person', id: writer.id, name: writer.name },
		target: { robotCode, ...(openConversationId ? { openConversationId } : {}) },
		kind: KINDS[message.msgtype],
		content: isForward ? { text: transcript(title, forwarded) } : shown(message, sent, quoted),
		mediaIds: sent.map(({ mediaId }) => mediaId),
		...openSession(world, endpoint, { robotCode, userId: writer.id, openConversationId }),
		...(firstCode ? { downloadCode: firstCode } : {}),
	});
	const told = botMessage(store, {
		posted,
		writer,
		group,
		message,
		mentioned,
		downloadCodes: codes,
		quoted,
		...(isForward ? { chat: chatTold(store, robotCode, title, forwarded) } : {}),
	});
	const robotUrl = world.callbacks.of(app.clientId)?.robotUrl;
	if (robotUrl) void postMessage(world, app, robotUrl, told);
	else {
		world.gateway.push({ kind: 'message', key: told.msgId, clientId: app.clientId, data: told });
	}
	return {
		...(firstCode ? { downloadCode: firstCode } : {}),
		...(message.msgtype === 'richText' ? { downloadCodes: codes } : {}),
		botMessage: told,
	};
}

/** A forwarded chat as the page shows it. */
const transcript = (title: string, forwarded: Message[]): string =>
	[title, ...forwarded.map((one) => `${one.sender.name}: ${excerptOf(one)}`)].join('\n');

function shown(message: ToRobotMessage, sent: MediaFile[], quoted?: Message): MessageContent {
	const [file] = sent;
	switch (message.msgtype) {
		case 'text':
			return {
				text: message.text?.content,
				...(quoted ? { quote: { name: quoted.sender.name, text: excerptOf(quoted) } } : {}),
			};
		case 'unknownMsgType':
			return { text: '[Sticker]' };
		case 'richText': {
			const pictures = sent.map(({ mediaId }) => ({ picUrl: mediaId }));
			const parts = (message.richText ?? []).map((part) =>
				'text' in part
					? { text: part.text, ...('url' in part ? { url: part.url } : {}) }
					: (pictures.shift() as { picUrl: string }),
			);
			return { parts };
		}
		case 'picture':
			return { picUrl: file.mediaId, fileName: file.fileName };
		default:
			return { mediaId: file.mediaId, fileName: file.fileName, durationMs: message.durationMs };
	}
}
