import type { Store } from '../state/store.mts';

/** A person reads a message, named by any id that a sender got for it. */
export function markRead(store: Store, name: string, userId: string): void {
	const message =
		store.byQueryKey.get(name) ??
		store.messages.find((one) =>
			[one.id, one.messageId, one.taskId, one.openDingId].includes(name),
		);
	if (!message) throw new TypeError(`No message has the id "${name}"`);
	if (message.readBy.includes(userId)) return;
	message.readBy.push(userId);
	message.readAt[userId] = store.now();
	store.emit('message', message);
}
