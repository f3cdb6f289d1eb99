import type { INodeProperties } from 'n8n-workflow';

import { buttonLayoutField, buttonsField, feedLinksField } from '../../../../shared/fields/cards';

const shownFor = (kind: string) => ({ show: { messageType: [kind] } });

/** Buttons of an action card, rows of a feed card. */
export const cardFields: INodeProperties[] = [
	{
		...buttonsField,
		displayOptions: shownFor('actionCard'),
		description:
			'What the card offers to click. From the app robot: 1 to 5 below each other, or exactly 2 side by side.',
	},
	{ ...buttonLayoutField, displayOptions: shownFor('actionCard') },
	{ ...feedLinksField, displayOptions: shownFor('feedCard') },
];
