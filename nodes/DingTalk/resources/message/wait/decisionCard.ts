import { groupIdOf } from '../../../../shared/contacts/groups';
import { itemKey, itemRunOf } from '../../../../shared/itemKey';
import { assertMaxBytes } from '../../../../shared/messages/checks';
import type { Recipient } from '../../../../shared/robot/recipient';
import { CREDENTIAL } from '../../../../shared/transport/send';
import { sealTicket, TICKET, WAITING_CARD } from '../../../../shared/waiting/ticket';
import type { CardCallback, Delivery, Place, Placed, SpaceType } from '../../../cards/deliver';
import { CARD_LIMITS } from '../../../cards/params';
import type { Places } from '../../../cards/placeCard';
import { placeCard, strangerOf } from '../../../cards/placeCard';
import { userIdsOf } from '../../../../shared/contacts/people';
import { readCallback } from '../../../fields/callback';
import type { ItemContext } from '../../../operation/operation';
import type { Approval } from '../../../sendAndWait/waiting/question';
import type { Words } from '../../../sendAndWait/waiting/wait';
import { linkTo } from '../../../sendAndWait/waiting/wait';
import { failsOnMissed } from '../send/missed';
import { havingStatus, readRecipients, resolvePeople } from '../send/recipients';
import { robotCodeOf } from '../send/robotCode';
import { hintIfNobodyHears } from './heard';
import type { Asked, Asking } from './ask';
import { readAskingCard, sendLinks, sendToEach } from './ask';

/** A card that is about to be made. */
interface Card {
	outTrackId: string;
	templateId: string;
	callback: CardCallback;
	params: ReturnType<typeof readParams>;
	/** Where it may be put later on, beside its first places. */
	furtherSpaces: SpaceType[];
}

/**
 * Asks by one interactive card: in a group, or one-to-one to each person. How DingTalk's card platform draws the
 * template of `docs/send-and-wait.md` is [unverified].
 *
 * @throws InputError before anything is sent; NodeApiError, NodeOperationError when nobody got it
 */
export async function askByCard(
	context: ItemContext,
	asking: Asking & { question: Approval },
): Promise<Asked> {
	const { read, node, itemIndex } = context;
	const outTrackId = WAITING_CARD + itemKey(itemRunOf(node, itemIndex), 'card', asking.id);
	const card: Card = {
		outTrackId,
		templateId: read.id('cardTemplateId'),
		callback: readCallback(read),
		params: readParams(context, asking),
		furtherSpaces: asking.reminders.some(({ others }) => others.length > 0) ? ['IM_ROBOT'] : [],
	};
	const links = read.group('options').flag('linksToo')
		? readAskingCard(context, asking)
		: undefined;
	const robotCode = robotCodeOf(context);
	if (card.callback.by === 'stream' && !links) await hintIfNobodyHears(context);
	if (read.choice('target') === 'group') {
		const approvers = await userIdsOf(context.directory, read.people('approvers'));
		const openConversationId = await groupIdOf(context, 'openConversationId');
		const places: Place[] = [{ spaceType: 'IM_GROUP', spaceId: openConversationId }];
		await placeNew(context, asking.id, card, { places, strangers: [] }, true);
		// A link of the group would let everybody answer.
		const people = links ? approvers : [];
		if (links && approvers.length > 0) await sendToEach(context, robotCode, approvers, links);
		else if (links) await sendLinks(context, { robotCode, openConversationId }, links);
		return {
			people,
			missed: [],
			openConversationId,
			output: { openConversationId },
			card: {
				outTrackId,
				hasLinks: links !== undefined,
				...(approvers.length > 0 ? { approvers } : {}),
			},
		};
	}
	const isStrict = failsOnMissed(context);
	const { userIds, unknown } = await resolvePeople(context, readRecipients(context));
	const places = userIds.map(chatOf);
	const strangers = unknown.map(strangerOf);
	const placed = await placeNew(context, asking.id, card, { places, strangers }, isStrict);
	const recipients = placed.map(recipientOf);
	if (links) await sendToEach(context, robotCode, userIds, links);
	return {
		people: links ? userIds : [],
		missed: recipients.filter(({ status }) => status !== 'accepted'),
		output: { accepted: havingStatus(recipients, 'accepted'), recipients },
		card: { outTrackId, approvers: userIds, hasLinks: links !== undefined },
	};
}

function readParams(
	{ read }: ItemContext,
	{ question, words }: { question: Approval; words: Words },
) {
	const { approveLabel, declineLabel } = question;
	const { title, markdown: content } = words;
	const fix = 'Shorten it, and link to the whole text: a card takes no more';
	assertMaxBytes(read.label('message'), content, CARD_LIMITS.valueBytes, fix);
	assertMaxBytes('Title', title, CARD_LIMITS.valueBytes, fix);
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

/**
 * One card for all places, each once in all attempts of Retry On Fail.
 *
 * @returns what became of it in each
 */
async function placeNew(
	context: ItemContext,
	wait: string,
	{ params, ...card }: Card,
	places: Omit<Places, 'visibleTo'>,
	isStrict: boolean,
): Promise<Placed[]> {
	const url = linkTo(context.node, { wait });
	const ticket = sealTicket(await clientSecretOf(context), card.outTrackId, url);
	assertMaxBytes(
		'Webhook URL of n8n',
		ticket,
		CARD_LIMITS.valueBytes,
		'Give n8n a shorter address',
	);
	return await placeCard(context, {
		draft: {
			...card,
			params: { ...params, [TICKET]: ticket },
			privateParams: {},
			summary: params.title,
			notification: params.title,
			isForwardable: false,
			secrets: [ticket],
		},
		places: { ...places, visibleTo: [] },
		delivery: deliveryBy(robotCodeOf(context)),
		isStrict,
	});
}

/** How cards that decide get to their places. */
export const deliveryBy = (robotCode: string): Delivery => ({
	robotCode,
	visibleTo: [],
	mentionsEveryone: false,
	expiresAt: 0,
	isTyped: false,
});

/** A person's chat with the robot. */
export const chatOf = (userId: string): Place => ({ spaceType: 'IM_ROBOT', spaceId: userId });

/** What became of the card for a person. */
export const recipientOf = ({ spaceId, status, reason }: Placed): Recipient => ({
	userId: spaceId,
	status: status === 'delivered' ? 'accepted' : status,
	...(reason ? { reason } : {}),
});

const clientSecretOf = async ({ node }: ItemContext): Promise<string> => {
	const { clientSecret } = await node.getCredentials(CREDENTIAL);
	return String(clientSecret ?? '').trim();
};
