import type { Resource } from '../../operation/operation';
import { addAttendees } from './addAttendees.operation';
import { addRooms } from './addRooms.operation';
import { create } from './create.operation';
import { deleteEvent } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getAttendees } from './getAttendees.operation';
import { removeAttendees } from './removeAttendees.operation';
import { removeRooms } from './removeRooms.operation';
import { respond } from './respond.operation';
import { update } from './update.operation';

/** 日程. */
export const calendarEvent: Resource = {
	value: 'calendarEvent',
	name: 'Calendar Event',
	operations: [
		create,
		get,
		getAll,
		update,
		deleteEvent,
		respond,
		addAttendees,
		removeAttendees,
		getAttendees,
		addRooms,
		removeRooms,
	],
};
