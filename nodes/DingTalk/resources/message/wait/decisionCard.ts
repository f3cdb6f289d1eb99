import { groupIdOf } from '../../../../shared/contacts/groups';
import { itemKey, itemRunOf } from '../../../../shared/itemKey';
import { assertMaxBytes } from '../../../../shared/messages/checks';
import { composeMarkdown } from '../../../../shared/messages/markdown/compose';
import type { Recipient } from '../../../../shared/robot/recipient';
import { CREDENTIAL } from '../../../../shared/transport/send';
import { sealTicket, TICKET, WAITING_CARD } from '../../../../shared/waiting/ticket';
import type { CardCallback, Place, Placed } from '../../../cards/deliver';
import { CARD_LIMITS } from '../../../cards/params';
import type { Places } from '../../../cards/placeCard';
import { placeCard, strangerOf } from '../../../cards/placeCard';
import { userIdsOf } from '../../../contacts/people';
import { readCallback } from '../../../fields/callback';
import type { ItemContext } from '../../../operation/operation';
import type { Approval } from '../../../sendAndWait/waiting/question';
import { linkTo } from '../../../sendAndWait/waiting/wait';
import { failsOnMissed } from '../send/missed';
import { havingStatus, readRecipients, resolvePeople } from '../send/recipients';
import { robotCodeOf } from '../send/robotCode';
import type { Asked } from './ask';

interface Asking {
	templateId: string;
	callback: CardCallback;
	card: ReturnType<typeof readCard>;
	places: Omit<Places, 'visibleTo'>;
	isStrict: boolean;
}

/** A card with one state for all who have it. */
export interface AskedByCard extends Asked {
	/** Absent: whoever has the card. */
	approvers?: string[];
}

/**
 * Asks by one interactive card: in a group, or one-to-one to each person. How DingTalk's card platform draws the
 * template of `docs/send-and-wait.md` is [unverified].
 *
 * @throws InputError before anything is sent; NodeApiError, NodeOperationError when nobody got it
 */
export async function askByCard(
	context: ItemContext,
	wait: string,
	question: Approval,
): Promise<AskedByCard> {
	const { read } = context;
	const templateId = read.id('cardTemplateId');
	const callback = readCallback(read);
	const card = readCard(context, question);
	const deliver = async (places: Omit<Places, 'visibleTo'>, isStrict: boolean) =>
		await deliverCard(context, wait, { templateId, callback, card, places, isStrict });
	if (read.choice('target') === 'group') {
		const approvers = await userIdsOf(context.directory, read.people('approvers'));
		const spaceId = await groupIdOf(context, 'openConversationId');
		await deliver({ places: [{ spaceType: 'IM_GROUP', spaceId }], strangers: [] }, true);
		return {
			people: [],
			missed: [],
			output: { openConversationId: spaceId },
			...(approvers.length > 0 ? { approvers } : {}),
		};
	}
	const isStrict = failsOnMissed(context);
	const { userIds, unknown } = await resolvePeople(context, readRecipients(context));
	const places = userIds.map((spaceId): Place => ({ spaceType: 'IM_ROBOT', spaceId }));
	const placed = await deliver({ places, strangers: unknown.map(strangerOf) }, isStrict);
	const recipients = placed.map(recipientOf);
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
async function deliverCard(
	context: ItemContext,
	wait: string,
	{ templateId, callback, card, places, isStrict }: Asking,
): Promise<Placed[]> {
	const { node, itemIndex } = context;
	const outTrackId = WAITING_CARD + itemKey(itemRunOf(node, itemIndex), 'card', wait);
	const ticket = sealTicket(await clientSecretOf(context), outTrackId, linkTo(node, { wait }));
	assertMaxBytes(
		'Webhook URL of n8n',
		ticket,
		CARD_LIMITS.valueBytes,
		'Give n8n a shorter address',
	);
	return await placeCard(context, {
		draft: {
			templateId,
			outTrackId,
			params: { ...card, [TICKET]: ticket },
			privateParams: {},
			callback,
			summary: card.title,
			notification: card.title,
			isForwardable: false,
			secrets: [ticket],
		},
		places: { ...places, visibleTo: [] },
		delivery: {
			robotCode: robotCodeOf(context),
			visibleTo: [],
			mentionsEveryone: false,
			expiresAt: 0,
			isTyped: false,
		},
		isStrict,
	});
}

const recipientOf = ({ spaceId, status, reason }: Placed): Recipient => ({
	userId: spaceId,
	status: status === 'delivered' ? 'accepted' : status,
	...(reason ? { reason } : {}),
});

const clientSecretOf = async ({ node }: ItemContext): Promise<string> => {
	const { clientSecret } = await node.getCredentials(CREDENTIAL);
	return String(clientSecret ?? '').trim();
};
