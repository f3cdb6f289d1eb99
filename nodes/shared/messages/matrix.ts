import { InputError } from '../errors/inputError';
import type { MessageKind } from './content';
import { APP_ROBOT_LIMITS, MSG_LIMITS, WEBHOOK_LIMITS } from './limits';
import type { MessageTarget } from './targets';
import { KINDS } from './targets';
import { thousands } from '../values/words';

/** How a target carries a kind of message, or why it does not. */
export type Cell =
	| { isCarried: true; wireForm: string; limit: string }
	/** `problem` follows the field's name. */
	| { isCarried: false; problem: string; fix: string };

const bytes = (max: number) => `${thousands(max)} bytes`;
const carried = (wireForm: string, limit: string): Cell => ({ isCarried: true, wireForm, limit });
const refused = (problem: string, fix: string): Cell => ({ isCarried: false, problem, fix });

const PARAM = `${bytes(APP_ROBOT_LIMITS.msgParamBytes)} in all`;
const UPLOADS = {
	image: 'jpg, gif, png, bmp up to 20 MB',
	voice: 'amr, mp3, wav up to 2 MB',
	video: 'mp4 up to 20 MB',
};

/** The app robot's templates (`msgKey`, `msgParam`). */
const TEMPLATE: Record<MessageKind, Cell> = {
	text: carried('sampleText', PARAM),
	markdown: carried('sampleMarkdown', PARAM),
	link: carried('sampleLink', PARAM),
	image: carried('sampleImageMsg', UPLOADS.image),
	file: carried('sampleFile', `${APP_ROBOT_LIMITS.fileTypes.join(', ')} up to 20 MB`),
	voice: carried('sampleAudio', UPLOADS.voice),
	video: carried('sampleVideo', `${UPLOADS.video}, with a cover picture`),
	actionCard: carried(
		'sampleActionCard, sampleActionCard2 … 6',
		`1 to ${APP_ROBOT_LIMITS.verticalButtons} buttons below each other, or ${APP_ROBOT_LIMITS.horizontalButtons} side by side; ${PARAM}`,
	),
	feedCard: refused(
		'is a feed card, which the app robot has no template for',
		'Send it with the DingTalk Group Robot node or as a reply, or use an action card',
	),
	oa: refused(
		'is an OA message, which the app robot has no template for',
		'Send it as a work notification, or use an action card',
	),
	customJson: carried('msgKey and msgParam', PARAM),
};

const MSG = `${bytes(MSG_LIMITS.msgBytes)} in all`;

/** The `msg` object of work notifications and of both legacy calls. */
const MSG_CELLS: Record<MessageKind, Cell> = {
	text: carried('text', MSG),
	markdown: carried('markdown', MSG),
	link: carried('link', `a picture is required; ${MSG}`),
	image: carried('image', `${UPLOADS.image}; no URL`),
	file: carried('file', 'doc(x), xls(x), ppt(x), zip, pdf, rar up to 10 MB'),
	voice: carried('voice', `${UPLOADS.voice}, shorter than 60 seconds`),
	video: refused(
		'is a video, which this target does not show',
		"Send it by the app robot (to 'People' or a 'Group'), or send a link to it",
	),
	actionCard: carried(
		'action_card',
		`markdown up to ${thousands(MSG_LIMITS.cardMarkdownChars)} characters; ${MSG}`,
	),
	feedCard: refused(
		'is a feed card, which this target does not show',
		'Send it with the DingTalk Group Robot node or as a reply, or use an action card',
	),
	oa: carried('oa', `up to ${MSG_LIMITS.oaRows} rows; ${MSG}`),
	customJson: carried('msg', MSG),
};

const BODY = `${bytes(WEBHOOK_LIMITS.bodyBytes)} in all`;
const byRobot = (cell: Cell): Cell =>
	cell.isCarried ? { ...cell, wireForm: `${cell.wireForm}, by the app robot` } : cell;

/** The body of a session webhook; what it lacks goes by the app robot to the same conversation. */
const SESSION: Record<MessageKind, Cell> = {
	text: carried('text', BODY),
	markdown: carried('markdown', BODY),
	link: carried('link', BODY),
	image: byRobot(TEMPLATE.image),
	file: byRobot(TEMPLATE.file),
	voice: byRobot(TEMPLATE.voice),
	video: byRobot(TEMPLATE.video),
	actionCard: carried('actionCard', BODY),
	feedCard: carried('feedCard', `${BODY}; only while the session webhook lives`),
	oa: refused(
		'is an OA message, which cannot be a reply',
		'Send it as a work notification, or use an action card',
	),
	customJson: carried('webhook body, or msgKey and msgParam', BODY),
};

/** Target × kind: what the form offers, what is refused and how, and what the docs say. */
export const MATRIX: Readonly<Record<MessageTarget, Readonly<Record<MessageKind, Cell>>>> = {
	people: TEMPLATE,
	group: TEMPLATE,
	workNotification: MSG_CELLS,
	reply: SESSION,
	legacyConversation: MSG_CELLS,
	legacyChat: MSG_CELLS,
};

/** Kinds that a session webhook cannot carry, though a reply can. */
export const ROBOT_ONLY_KINDS: ReadonlySet<MessageKind> = new Set([
	'image',
	'file',
	'voice',
	'video',
]);

/** The kinds that a target carries, by name. */
export const kindsOf = (target: MessageTarget): MessageKind[] =>
	(Object.keys(KINDS) as MessageKind[]).filter((kind) => MATRIX[target][kind].isCarried);

/** The refusal of a kind that the target does not carry: why, and what to use. */
export function unsupported(target: MessageTarget, kind: MessageKind): InputError {
	const cell = MATRIX[target][kind];
	const { problem, fix } = cell.isCarried
		? { problem: `is '${KINDS[kind].name}', which cannot be sent here`, fix: 'Choose another type' }
		: cell;
	return new InputError('Message Type', problem, fix);
}

/** @throws InputError saying why the target does not carry this kind, and what to use */
export function assertCarried(target: MessageTarget, kind: MessageKind): void {
	if (!MATRIX[target][kind].isCarried) throw unsupported(target, kind);
}
