import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { groupIdOf } from '../../../../shared/contacts/groups';
import { success } from '../../../../shared/errors/failure';
import { itemKey, itemRunOf } from '../../../../shared/itemKey';
import { assertMaxBytes } from '../../../../shared/messages/checks';
import { composeMarkdown } from '../../../../shared/messages/markdown/compose';
import type { Recipient } from '../../../../shared/robot/recipient';
import { sendInTurn } from '../../../../shared/robot/sendParts';
import { CREDENTIAL } from '../../../../shared/transport/send';
import { sealTicket, TICKET } from '../../../../shared/waiting/ticket';
import { userIdsOf } from '../../../contacts/people';
import type { ItemContext } from '../../../operation/operation';
import type { Approval } from '../../../sendAndWait/waiting/question';
import { linkTo } from '../../../sendAndWait/waiting/wait';
import { assertNobodyMissed, failsOnMissed } from '../send/missed';
import { partMemoryOf } from '../send/partMemory';
import { havingStatus, readRecipients, resolvePeople, strangers } from '../send/recipients';
import { robotCodeOf } from '../send/robotCode';
import type { Asked } from './ask';

/** DingTalk docs "创建并投放卡片": value of a parameter, at most 1 KB. */
const VALUE_BYTES = 1024;

/** Where the card goes to. */
interface Place {
	/** `IM_ROBOT.lina;IM_ROBOT.bob` */
	spaces: string;
	models: IDataObject;
	named: string;
}

/** What became of the card for one space. */
interface Delivered {
	spaceId: string;
	success: boolean;
	errorMsg?: string;
}

/** A card with one state for all who have it. */
export interface AskedByCard extends Asked {
	/** Absent: whoever has the card. */
	approvers?: string[];
}

/**
 * Asks by one interactive card: in a group, or one-to-one to each person.
 *
 * @throws InputError before anything is sent; NodeApiError, NodeOperationError when nobody got it
 */
export async function askByCard(
	context: ItemContext,
	wait: string,
	question: Approval,
): Promise<AskedByCard> {
	const { read } = context;
	const cardTemplateId = read.id('cardTemplateId');
	const robotCode = robotCodeOf(context);
	const card = readCard(context, question);
	if (read.choice('target') === 'group') {
		const approvers = await userIdsOf(context.directory, read.people('approvers'));
		const openConversationId = await groupIdOf(context, 'openConversationId');
		const place = groupPlace(openConversationId, robotCode, card.title);
		await deliverCard(context, { wait, cardTemplateId, card, place });
		return {
			people: [],
			missed: [],
			output: { openConversationId },
			...(approvers.length > 0 ? { approvers } : {}),
		};
	}
	const isStrict = failsOnMissed(context);
	const { userIds, unknown } = await resolvePeople(context, readRecipients(context));
	const place = peoplePlace(userIds, robotCode, card.title);
	const delivered = await deliverCard(context, { wait, cardTemplateId, card, place });
	const recipients = [...userIds.map((id) => recipientOf(id, delivered)), ...strangers(unknown)];
	assertNobodyMissed(context, recipients, ['accepted'], isStrict);
	return {
		people: [],
		missed: recipients.filter(({ status }) => status !== 'accepted'),
		output: { accepted: havingStatus(recipients, 'accepted'), recipients },
		approvers: userIds,
	};
}

function readCard({ read }: ItemContext, { approveLabel, declineLabel }: Approval) {
	const options = read.group('options');
	const { title, markdown: content } = composeMarkdown({
		title: options.text('title'),
		markdown: read.filled('message'),
		isAdapted: options.flag('adaptMarkdown'),
	});
	const fix = 'Shorten it, and link to the whole text: a card takes no more';
	assertMaxBytes(read.label('message'), content, VALUE_BYTES, fix);
	assertMaxBytes('Title', title, VALUE_BYTES, fix);
	return {
		title,
		content,
		approveLabel,
		declineLabel: declineLabel ?? '',
		isOpen: 'true',
		hasDecline: String(declineLabel !== undefined),
		outcome: '',
		hint: '',
	};
}

const spaceModel = (title: string): IDataObject => ({
	supportForward: false,
	lastMessageI18n: { ZH_CN: title, EN_US: title },
	notification: { alertContent: title },
});

const groupPlace = (id: string, robotCode: string, title: string): Place => ({
	spaces: `IM_GROUP.${id}`,
	models: {
		imGroupOpenSpaceModel: spaceModel(title),
		imGroupOpenDeliverModel: { robotCode },
	},
	named: id,
});

const peoplePlace = (userIds: string[], robotCode: string, title: string): Place => ({
	spaces: userIds.map((userId) => `IM_ROBOT.${userId}`).join(';'),
	models: {
		imRobotOpenSpaceModel: spaceModel(title),
		imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
	},
	named: userIds.join(),
});

/**
 * One card for all places.
 *
 * @returns what became of it in each
 * @throws NodeOperationError when nobody has it
 * @see DingTalk docs "创建并投放卡片": POST /v1.0/card/instances/createAndDeliver
 */
async function deliverCard(
	context: ItemContext,
	{
		wait,
		cardTemplateId,
		card,
		place,
	}: { wait: string; cardTemplateId: string; card: IDataObject; place: Place },
): Promise<Delivered[]> {
	const { api, node, itemIndex } = context;
	const outTrackId = itemKey(itemRunOf(node, itemIndex), 'card', wait);
	const ticket = sealTicket(await clientSecretOf(context), outTrackId, linkTo(node, { wait }));
	assertMaxBytes('Webhook URL of n8n', ticket, VALUE_BYTES, 'Give n8n a shorter address');
	const draft = { cardTemplateId, card, place: place.named };
	const [results] = await sendInTurn({
		messages: [{ ...card, [TICKET]: ticket }],
		drafts: [draft],
		api,
		memory: partMemoryOf(context, 'card', place.named),
		async send(cardParamMap) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/card/instances/createAndDeliver',
				answer: {
					success: 'true',
					'result.deliverResults': 'objects',
					'result.deliverResults[].spaceId': 'text',
				},
				body: {
					cardTemplateId,
					outTrackId,
					callbackType: 'STREAM',
					cardData: { cardParamMap },
					userIdType: 1,
					openSpaceId: `dtv1.card//${place.spaces}`,
					...place.models,
				},
				secrets: [ticket],
			});
			if (!outcome.ok) return outcome;
			const { result } = outcome.value.body as { result: { deliverResults: Delivered[] | null } };
			return success(JSON.stringify(result.deliverResults ?? []));
		},
	});
	const delivered = JSON.parse(results) as Delivered[];
	assertDelivered(context, delivered);
	return delivered;
}

/** A failure for a space stands inside HTTP 200. */
function assertDelivered({ node, itemIndex }: ItemContext, delivered: Delivered[]): void {
	if (delivered.some(({ success: isDone }) => isDone)) return;
	if (delivered.length === 0) {
		throw new NodeOperationError(
			node.getNode(),
			'It is not known whether anybody got the card: DingTalk’s answer names no place',
			{ description: 'With Retry On Fail it is not sent again', itemIndex },
		);
	}
	const reasons = delivered.map(({ spaceId, errorMsg }) => `${spaceId}: ${errorMsg ?? 'failed'}`);
	throw new NodeOperationError(node.getNode(), `Nobody got the card: ${reasons[0]}`, {
		description: `${reasons.join('; ')}. Look whether the robot is in the group, and whether the people may see the app`,
		itemIndex,
	});
}

function recipientOf(userId: string, delivered: Delivered[]): Recipient {
	const own = delivered.find(({ spaceId }) => spaceId === userId);
	if (own?.success) return { userId, status: 'accepted' };
	return { userId, status: 'failed', reason: own?.errorMsg || 'DingTalk did not deliver the card' };
}

const clientSecretOf = async ({ node }: ItemContext): Promise<string> => {
	const { clientSecret } = await node.getCredentials(CREDENTIAL);
	return String(clientSecret ?? '').trim();
};
