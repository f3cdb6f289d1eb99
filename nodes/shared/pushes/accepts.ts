import { approvalChangeOf } from './approvalChanges';
import { cardActionOf } from './card';
import { eventDataOf } from './eventData';
import { conversationOf, saidOf, senderOf } from './message';
import { textAt } from './payload';
import type { Push } from './push';
import type { PushFilters, PushSettings } from './settings';

/** `spaceType` of cards in groups. */
const GROUP_SPACE = /^im_group$/i;

/** Whether the trigger wants this push. A filter only speaks about what it concerns; all of them have to agree. */
export function accepts(push: Push, settings: PushSettings): boolean {
	if (!settings.kinds.has(push.kind)) return false;
	switch (push.kind) {
		case 'message':
			return acceptsMessage(push, settings.filters);
		case 'event':
			return acceptsEvent(push, settings);
		case 'cardAction':
			return acceptsCardAction(push, settings.filters);
	}
}

function acceptsMessage({ data }: Push, filters: PushFilters): boolean {
	const { messageTypes, conversationType, groups, people } = filters;
	const { type, openConversationId } = conversationOf(data);
	const { userId, unionId, dingtalkId } = senderOf(data);
	const { messageType, text = '' } = saidOf(data);
	if (messageTypes && !messageTypes.has(messageType)) return false;
	if (conversationType && conversationType !== type) return false;
	if (groups && !holds(groups, openConversationId)) return false;
	if (people && !holds(people, userId, unionId, dingtalkId)) return false;
	return acceptsText(text, filters);
}

function acceptsText(text: string, { keyword, pattern }: PushFilters): boolean {
	if (keyword !== undefined && !text.toLowerCase().includes(keyword)) return false;
	// Unlike `test`, `search` begins at the start each time, whatever the flags.
	return pattern === undefined || text.search(pattern) >= 0;
}

function acceptsEvent(push: Push, { events, filters }: PushSettings): boolean {
	if (events && !events.has(push.eventType ?? '')) return false;
	const { groups, processCodes, approvalChanges } = filters;
	if (!groups && !processCodes && !approvalChanges) return true;
	const data = eventDataOf(push);
	return (
		concerns(groups, textAt(data, 'openConversationId')) &&
		concerns(processCodes, textAt(data, 'processCode')) &&
		concerns(approvalChanges, approvalChangeOf(push.eventType, data))
	);
}

function acceptsCardAction({ data }: Push, { groups, people }: PushFilters): boolean {
	const { user, space } = cardActionOf(data);
	if (people && !holds(people, user.userId, user.unionId)) return false;
	// Over HTTP DingTalk does not say where the card is.
	if (!groups || !space.type) return true;
	return GROUP_SPACE.test(space.type) && holds(groups, space.id);
}

const holds = (wanted: ReadonlySet<string>, ...ids: Array<string | undefined>): boolean =>
	ids.some((id) => id !== undefined && wanted.has(id));

/** A filter does not concern what has no such ID. */
const concerns = (wanted: ReadonlySet<string> | undefined, id: string | undefined): boolean =>
	!wanted || id === undefined || wanted.has(id);
