import type { INodeProperties } from 'n8n-workflow';

import type { Named } from '../../shared/fields/several';
import { several } from '../../shared/fields/several';

const roomLocator: INodeProperties = {
	displayName: 'Room',
	name: 'room',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The meeting room: chosen from the list, or named by its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a room…',
			typeOptions: { searchListMethod: 'searchRooms', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8fd4a0e5…',
			hint: 'Calendar Event > Get shows the IDs of rooms that an event has',
		},
	],
};

/** Any number of meeting rooms, the same wherever they are asked for; read with `read.several`. */
export const roomsField = (field: Pick<Named, 'description' | 'required'>): INodeProperties =>
	several(
		{
			one: 'Room',
			many: 'Rooms',
			key: 'room',
			picker: roomLocator,
			ids: {
				placeholder: 'e.g. 8fd4a0e5…, 1c7b92d3…',
				description:
					'Any number of IDs of meeting rooms, separated by commas, or an array by an expression',
			},
		},
		{ displayName: 'Rooms', name: 'roomIds', ...field },
	);
