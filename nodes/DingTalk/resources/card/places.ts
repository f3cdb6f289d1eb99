import { groupIdOf } from '../../../shared/contacts/groups';
import { InputError } from '../../../shared/errors/inputError';
import type { PersonRef } from '../../../shared/params/personRef';
import type { Answerable } from '../../../shared/pushes/answerable';
import { systemClock } from '../../../shared/run/clock';
import { HOUR_MS } from '../../../shared/run/durations';
import type { Delivery, Place } from '../../cards/deliver';
import type { Places } from '../../cards/placeCard';
import { strangerOf } from '../../cards/placeCard';
import { userIdsOf, userKeys } from '../../../shared/contacts/people';
import type { ItemContext } from '../../operation/operation';
import { readBotMessage } from '../message/send/botMessage';
import { readRecipients, resolvePeople } from '../message/send/recipients';
import { robotCodeOf } from '../message/send/robotCode';
import type { CardTarget } from './fields';

/** Ten years; a longer time is a mistake. */
const MAX_HOURS = 87_600;

/** What the form says of where a card goes. */
export interface PlaceForm {
	target: CardTarget;
	people: PersonRef[];
	/** Of the chat of a message. */
	message?: Answerable;
	visibleTo: PersonRef[];
	delivery: Omit<Delivery, 'visibleTo' | 'isTyped'>;
	/** Fail when the card did not get everywhere. */
	isStrict: boolean;
}

/** @throws InputError before anything is sent */
export function readPlaces(context: ItemContext): PlaceForm {
	const { read } = context;
	const target = read.choice<CardTarget>('target');
	const options = read.group('options');
	const message = target === 'reply' ? readBotMessage(context) : undefined;
	if (target === 'group' || target === 'topBox') read.locator('openConversationId');
	const hours =
		target === 'topBox' ? read.number('showForHours', { min: 0.01, max: MAX_HOURS }) : 0;
	return {
		target,
		people: target === 'people' ? readRecipients(context) : [],
		message,
		visibleTo: options.people('visibleTo'),
		isStrict: options.flag('failOnMissed'),
		delivery: {
			robotCode: message?.robotCode || robotCodeOf(context),
			mentionsEveryone: target === 'group' && options.flag('mentionsEveryone'),
			expiresAt: Math.round(systemClock.now() + hours * HOUR_MS),
		},
	};
}

/** @throws InputError naming who does not exist */
export async function findPlaces(context: ItemContext, form: PlaceForm): Promise<Places> {
	const { target, people, message } = form;
	const visibleTo = await userIdsOf(context.directory, form.visibleTo);
	if (target === 'people') {
		const { userIds, unknown } = await resolvePeople(context, people);
		return {
			places: userIds.map((spaceId) => ({ spaceType: 'IM_ROBOT', spaceId })),
			strangers: unknown.map(strangerOf),
			visibleTo,
		};
	}
	const place = message ? placeOf(context, message) : await groupPlace(context, target);
	return { places: [place], strangers: [], visibleTo };
}

async function groupPlace(context: ItemContext, target: CardTarget): Promise<Place> {
	return {
		spaceType: target === 'topBox' ? 'ONE_BOX' : 'IM_GROUP',
		spaceId: await groupIdOf(context, 'openConversationId'),
	};
}

/** The chat that a message came from. @throws InputError for a person who has no userId */
export function placeOf(
	{ read }: Pick<ItemContext, 'read'>,
	{ isGroup, conversationId, userId }: Answerable,
): Place {
	const spaceId = isGroup ? conversationId : userId;
	if (spaceId !== '') return { spaceType: isGroup ? 'IM_GROUP' : 'IM_ROBOT', spaceId };
	throw new InputError(
		read.label('replyTo'),
		isGroup ? "has no 'conversationId'" : "has no 'senderStaffId'",
		'Cards go to people of this organisation, after the robot was published, and to its groups',
	);
}

/** Names what keeps its order: the conversation a card goes to. */
export async function placeKeys(context: ItemContext): Promise<string[]> {
	const target = context.read.choice<CardTarget>('target');
	if (target === 'people') return await userKeys(context, readRecipients(context));
	if (target === 'reply') {
		const { spaceType, spaceId } = placeOf(context, readBotMessage(context));
		return [`${spaceType === 'IM_GROUP' ? 'group' : 'person'} ${spaceId}`];
	}
	return [`group ${await groupIdOf(context, 'openConversationId')}`];
}
