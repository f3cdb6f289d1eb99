import type { Row, World } from '../row.mts';
import { operation } from '../row.mts';

const GROUP = { openConversationId: 'cidPhoenix0000000000001==' };
const TO_GROUP = { target: 'group', ...GROUP };
const CARD = {
	templateId: 'sandbox-approval.schema',
	variables: { variable: [{ name: 'title', value: 'Deploy?' }] },
};
const AI_CARD = { templateId: 'sandbox-ai.schema', ...TO_GROUP };
const AT_ONCE = { intervalMs: 500, isEndRepeated: false };

const UNWATCHED = { intervalMs: 500, giveUpMinutes: 0 };
/** No card can be made of this template. */
const AS_MESSAGE = {
	templateId: 'sandbox-draft.schema',
	text: 'x',
	options: { ifCardFails: 'message' },
};

const asAnswer = async ({ sandbox, secrets }: World) => {
	const said = { msgtype: 'text', text: { content: 'hi' } } as const;
	const { botMessage } = sandbox.control.sendToRobot('lina', said);
	secrets.push(new URL(botMessage.sessionWebhook).searchParams.get('session') ?? '');
	return { ...AS_MESSAGE, target: 'reply', replyTo: JSON.stringify(botMessage) };
};

/** Makes a card first; `further` is about it. */
const forCard =
	(creation: object, further: object = {}) =>
	async ({ run }: World) => {
		const [{ outTrackId }] = await run({ resource: 'card', operation: 'create', ...creation });
		return { outTrackId, ...further };
	};
const forStream = (further: object) => forCard(AI_CARD, { options: AT_ONCE, ...further });
const ROUTE = {
	callbackRouteKey: 'route',
	callbackUrl: 'https://n8n.example.com/card',
	options: { isForced: true },
};

export const cardRows: readonly Row[] = [
	operation('card/create', 'card.createAndDeliver', { ...CARD, ...TO_GROUP }),
	operation('card/deliver', 'card.deliver', forCard({ ...CARD, ...TO_GROUP }, TO_GROUP)),
	operation(
		'card/update',
		'card.update',
		forCard({ ...CARD, ...TO_GROUP }, { variables: CARD.variables }),
	),
	operation(
		'card/closeTopBox',
		'card.tops.close',
		forCard({ ...CARD, ...GROUP, target: 'topBox' }, GROUP),
	),
	operation('card/registerCallbackRoute', 'card.callback.register', ROUTE),
	operation('card/stream', 'card.createAndDeliver', { ...AI_CARD, text: 'x', options: AT_ONCE }),
	operation('card/stream: the text', 'card.streaming', forStream({ card: 'existing', text: 'x' })),
	operation('card/stream: to a group', 'robot.group.send', { ...AS_MESSAGE, ...TO_GROUP }),
	operation('card/stream: to people', 'robot.oto.batchSend', {
		...AS_MESSAGE,
		target: 'people',
		people: { list: [{ ids: 'lina,bob' }] },
	}),
	operation('card/stream: as an answer', 'robot.session.reply', asAnswer),
	operation('card/startStream', 'card.createAndDeliver', { ...AI_CARD, options: UNWATCHED }),
	operation('card/startStream: the text', 'card.streaming', {
		...AI_CARD,
		text: 'x',
		options: UNWATCHED,
	}),
	operation(
		'card/appendStream',
		'card.streaming',
		forStream({ text: 'x', options: { ...AT_ONCE, textSoFar: 'y' } }),
	),
	operation('card/finishStream', 'card.streaming', forStream({ text: 'x' })),
];
