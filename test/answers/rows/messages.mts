import { MINUTE_MS } from '../../../nodes/shared/run/durations.ts';
import { systemClock } from '../../../nodes/shared/run/clock.ts';
import { binaryOf } from '../../helpers/dingTalk.mts';
import { startLoop } from '../../helpers/waitLoop.mts';
import type { Row, World } from '../row.mts';
import { operation } from '../row.mts';

const PHOENIX = 'cidPhoenix0000000000001==';
const TEXT = { messageType: 'text', text: 'hello' };
const TO_PEOPLE = { target: 'people', people: { list: [{ ids: 'lina,bob' }] }, ...TEXT };
const WORK_NOTIFICATION = {
	target: 'workNotification',
	recipientsBy: 'people',
	people: { list: [{ ids: 'lina,bob' }] },
	...TEXT,
};
const FILE = [{ json: {}, binary: { data: binaryOf('%PDF-1.4', 'a.pdf', 'application/pdf') } }];
const RESULT_UNKNOWN = {
	outcome: 'told',
	why: 'DingTalk took the message: what became of it stays unknown, and the output says so',
} as const;

/** Sends a message first; `further` is about what was sent. */
const forSent =
	(message: object, further: object = {}) =>
	async ({ run }: World) => {
		const sent = { resource: 'message', operation: 'send', ...message };
		const [{ processQueryKeys, processQueryKey }] = await run(sent);
		return { processQueryKeys: processQueryKeys ?? processQueryKey, ...further };
	};
const TO_GROUP = { target: 'group', openConversationId: PHOENIX, ...TEXT };
const SENT_TO_GROUP = { target: 'group', openConversationId: PHOENIX };

const reply = async ({ sandbox, secrets }: World) => {
	const said = { msgtype: 'text', text: { content: 'hi' } } as const;
	const { botMessage } = sandbox.control.sendToRobot('lina', said);
	secrets.push(new URL(botMessage.sessionWebhook).searchParams.get('session') ?? '');
	return { target: 'reply', replyTo: JSON.stringify(botMessage), ...TEXT };
};

const received = async ({ sandbox }: World) => {
	const content = Buffer.from('%PDF-1.4');
	return {
		downloadCode: sandbox.control.sendToRobot('lina', { msgtype: 'file', content }).downloadCode,
	};
};

const IN_CHAT = {
	target: 'people',
	people: { list: [{ ids: 'lina' }] },
	message: 'Deploy?',
	chatApproval: true,
	cardTemplateId: 'sandbox-decision.schema',
};

/** A question that nobody answers: somebody else is asked too, then it is over; all that while the token is the same. */
const unanswered = (name: string, endpoint: string, tolerated: Row['tolerated']): Row => ({
	...{
		name: `message/sendAndWait: ${name}`,
		operation: 'message/sendAndWait',
		endpoint,
		tolerated,
	},
	async start({ credentials }) {
		const parameters = {
			...{ resource: 'message', operation: 'sendAndWait', ...IN_CHAT },
			options: {
				limitWaitTime: { values: { resumeAmount: 1, resumeUnit: 'minutes' } },
				reminders: {
					values: [{ after: 0.5, afterUnit: 'minutes', others: { list: [{ ids: 'bob' }] } }],
				},
			},
		};
		const call = async () => {
			const loop = await startLoop(parameters, undefined, {}, credentials);
			for (let round = 0; round < 2; round++) {
				await systemClock.sleep(MINUTE_MS / 2);
				await loop.goOn();
			}
			const { error } = loop.run.data.resultData;
			return { output: [loop.outcome()], error };
		};
		// The pacing of calls may know of later times from other rows, and lets a question wait until then.
		await call();
		return call;
	},
});

export const messageRows: readonly Row[] = [
	operation('message/send: people', 'robot.oto.batchSend', TO_PEOPLE),
	operation('message/send: group', 'robot.group.send', TO_GROUP),
	operation('message/sendAndWait: people', 'robot.oto.batchSend', {
		target: 'people',
		people: { list: [{ ids: 'lina' }] },
		message: 'Deploy?',
	}),
	operation('message/sendAndWait: group', 'robot.group.send', {
		target: 'group',
		openConversationId: PHOENIX,
		message: 'Deploy?',
	}),
	operation('message/sendAndWait: card', 'card.createAndDeliver', IN_CHAT),
	unanswered('a card brought to others', 'card.deliver', {
		outcome: 'told',
		why: 'the question is still open for those who have it; who did not get it is in the output',
	}),
	unanswered('a card whose time is over', 'card.update', {
		outcome: 'done',
		why: 'the time is over in any case; a hint says that the card does not show it yet',
	}),
	operation('message/send: work notification', 'work.asyncsend_v2', WORK_NOTIFICATION),
	operation('message/send: work notification to a department', 'work.asyncsend_v2', {
		...WORK_NOTIFICATION,
		recipientsBy: 'departments',
		departments: { list: [{ ids: '100' }] },
	}),
	operation('message/send: work notification to everyone', 'work.asyncsend_v2', {
		...WORK_NOTIFICATION,
		recipientsBy: 'everyone',
	}),
	operation(
		'message/send: waiting, progress',
		'work.getsendprogress',
		{ ...WORK_NOTIFICATION, waitForResult: true },
		{ tolerated: RESULT_UNKNOWN },
	),
	operation(
		'message/send: waiting, result',
		'work.getsendresult',
		{ ...WORK_NOTIFICATION, waitForResult: true },
		{ tolerated: RESULT_UNKNOWN },
	),
	operation('message/send: reply by session', 'robot.session.reply', reply),
	operation(
		'message/send: legacy conversation',
		'im.send_to_conversation',
		async ({ sandbox }) => ({
			target: 'legacyConversation',
			cid: sandbox.control.chooseConversation('lina', PHOENIX),
			senderUserId: 'lina',
			...TEXT,
		}),
	),
	operation('message/send: legacy chat', 'chat.send', {
		target: 'legacyChat',
		chatId: 'chatphoenix',
		...TEXT,
	}),
	operation(
		'message/send: a file, its upload',
		'media.upload',
		{ ...TO_GROUP, messageType: 'file' },
		{ input: FILE },
	),
	operation('message/getReadStatus: people', 'robot.oto.readStatus', forSent(TO_PEOPLE)),
	operation('message/getReadStatus: group', 'robot.group.query', forSent(TO_GROUP, SENT_TO_GROUP)),
	operation('message/recall: people', 'robot.oto.batchRecall', forSent(TO_PEOPLE)),
	operation('message/recall: group', 'robot.group.recall', forSent(TO_GROUP, SENT_TO_GROUP)),
	operation('media/upload', 'media.upload', {}, { input: FILE }),
	operation('media/download: by code', 'robot.messageFiles.download', received),
	operation('media/download: by code, the file itself', '/_files/*', received, {
		answer: 'anyFile',
	}),
	operation(
		'media/download: by media ID',
		'media.get',
		async ({ run }) => {
			const [{ mediaId }] = await run({ resource: 'media', operation: 'upload' }, FILE);
			return { source: 'mediaId', mediaId };
		},
		{ answer: 'file' },
	),
];
