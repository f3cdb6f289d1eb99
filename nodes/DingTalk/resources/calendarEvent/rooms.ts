import type { IDataObject } from 'n8n-workflow';

import type { ToCall } from '../../../shared/batches';
import { attemptBatches, inBatches } from '../../../shared/batches';
import { InputError } from '../../../shared/errors/inputError';
import { roomsField } from '../../fields/rooms';
import type { ItemContext, Operation } from '../../operation/operation';
import { path } from '../../../shared/wire/path';
import { EVENT_LIMITS } from './limits';
import type { EventPlace } from './place';
import {
	calendarUserField,
	clientToken,
	eventIdField,
	eventKeys,
	eventOptions,
	readPlace,
} from './place';

/** @see DingTalk docs "添加会议室": POST …/events/{eventId}/meetingRooms */
const toAddCall =
	(context: ItemContext, { unionId, calendarId, eventId }: EventPlace): ToCall =>
	(roomIds) => ({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/meetingRooms`,
		headers: clientToken(context, 'addRooms', unionId, calendarId, eventId, roomIds),
		body: { meetingRoomsToAdd: roomIds.map((roomId) => ({ roomId })) },
		answer: { result: 'true' },
	});

/** @see DingTalk docs "移除会议室": POST …/events/{eventId}/meetingRooms/batchRemove */
const toRemoveCall =
	(context: ItemContext, { unionId, calendarId, eventId }: EventPlace): ToCall =>
	(roomIds) => ({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/calendar/users/${unionId}/calendars/${calendarId}/events/${eventId}/meetingRooms/batchRemove`,
		headers: clientToken(context, 'removeRooms', unionId, calendarId, eventId, roomIds),
		body: { meetingRoomsToRemove: roomIds.map((roomId) => ({ roomId })) },
		answer: { result: 'true' },
	});

// One room that is taken would otherwise cost the four beside it.
const ROOM_BY_ROOM = { name: 'roomIds', isDivisible: true } as const;

/** Books rooms for an event that was just created: what is refused is told, not thrown. */
export const bookRooms = async (context: ItemContext, event: EventPlace, roomIds: string[]) =>
	await attemptBatches(
		context.api,
		roomIds,
		EVENT_LIMITS.roomsPerCall,
		toAddCall(context, event),
		ROOM_BY_ROOM,
	);

/** Add Rooms and Remove Rooms. */
export const roomsOperation = (
	change: 'add' | 'remove',
	operation: Pick<Operation, 'value' | 'name' | 'action' | 'description' | 'endpoints'>,
): Operation => ({
	...operation,
	fields: [
		calendarUserField,
		eventIdField,
		roomsField({
			required: true,
			description: `Meeting rooms to ${change === 'add' ? 'book' : 'give back'}: any number, from the list or by ID`,
		}),
		eventOptions(),
	],
	orderKeys: eventKeys,
	async run(context) {
		const { api, read, directory } = context;
		const { person, calendarId } = readPlace(context);
		const eventId = read.id('eventId');
		const roomIds = read.several('roomIds');
		if (roomIds.length === 0) {
			throw new InputError(read.label('roomIds'), 'is empty', 'Add at least one room');
		}
		const event = { unionId: await directory.unionIdOf(person), calendarId, eventId };
		const toCall = change === 'add' ? toAddCall(context, event) : toRemoveCall(context, event);
		const { done, failed } = await inBatches(
			api,
			roomIds,
			EVENT_LIMITS.roomsPerCall,
			toCall,
			ROOM_BY_ROOM,
		);
		const output: IDataObject = { success: failed.length === 0, eventId };
		return { ...output, [change === 'add' ? 'added' : 'removed']: done, failed };
	},
});
