import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Card, CardTyping } from '../../state/types.mts';

/** Apps in use send so many characters; the documentation advises 3 K and names no limit [unverified]. */
const MAX_CONTENT = 20_000;

/** Frames of one card that follow faster are refused: seen below about half a second [unverified]. */
const FRAME_GAP_MS = 500;

/** One frame, after the contract's checks. */
interface Frame {
	guid: string;
	key: string;
	content: string;
	isFull: boolean;
	isLast: boolean;
	isError: boolean;
}

/**
 * `PUT /v1.0/card/streaming`: types into a variable of a card. The calls alone move an AI card from processing to
 * typing (first frame), done (`isFinalize`) or failed (`isError`). A last frame that follows the delivery or the
 * first frame at once leaves "内容加载失败" until it is sent again; DingTalk does so only now and then.
 */
export const streamCard: Behaviour = (world, request) => {
	const { body, endpoint, app } = request;
	const card = world.store.cards.get(body.outTrackId as string);
	if (card?.app !== app.clientId) return apiError(endpoint, 'param.stream.outTrackId');
	const frame = readFrame(request);
	const problem = problemOf(card, frame);
	if (problem) return apiError(endpoint, problem);
	const typing = (card.typing ??= { state: 'processing', frames: 0, guids: [] });
	if (typing.guids.includes(frame.guid)) return ok({ success: true, result: true });
	if (!frame.isLast && world.store.now() - (typing.lastFrameAt ?? -Infinity) < FRAME_GAP_MS) {
		return apiError(undefined, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', { status: 403 });
	}
	applyFrame(world, card, typing, frame);
	return ok({ success: true, result: true });
};

const readFrame = ({ body }: Request): Frame => ({
	guid: body.guid as string,
	key: body.key as string,
	content: body.content as string,
	isFull: body.isFull === true,
	isLast: body.isFinalize === true || body.isError === true,
	isError: body.isError === true,
});

/** The code that refuses the frame, if one does. */
function problemOf(card: Card, { key, content, isFull, isLast }: Frame): string | undefined {
	const type = card.variables.find(({ name }) => name === key)?.type;
	// A foreign template takes everything and shows nothing.
	if (card.unreadable !== 'foreignTemplate' && type !== 'text' && type !== 'markdown') {
		return 'unknownError';
	}
	if (type === 'markdown' && !isFull) return 'param.stream.isFull';
	const before = isFull ? 0 : (card.params[key]?.length ?? 0);
	if (before + content.length > MAX_CONTENT) return 'param.stream.content';
	// The last state may be sent again, but nothing is typed after it.
	const isOver = card.typing?.state === 'done' || card.typing?.state === 'failed';
	return isOver && !isLast ? 'unknownError' : undefined;
}

function applyFrame(
	{ store }: World,
	card: Card,
	typing: CardTyping,
	{ guid, key, content, isFull, isLast, isError }: Frame,
): void {
	const now = store.now();
	const isTooFast = isLast && now - lastStep(card, typing) < FRAME_GAP_MS;
	card.params[key] = isFull ? content : `${card.params[key] ?? ''}${content}`;
	card.answeredParams = {};
	typing.guids.push(guid);
	typing.frames += 1;
	typing.lastFrameAt = now;
	typing.state = isError ? 'failed' : isLast ? 'done' : 'typing';
	if (card.unreadable !== 'foreignTemplate') {
		if (isTooFast) card.unreadable = 'tooFast';
		else delete card.unreadable;
	}
	card.updatedAt = now;
	store.changed();
}

/** When the card was delivered or last typed into. */
const lastStep = ({ places }: Card, { lastFrameAt = -Infinity }: CardTyping): number =>
	Math.max(lastFrameAt, ...places.map(({ deliveredAt }) => deliveredAt));
