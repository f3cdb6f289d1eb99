import { LINK, itPosts } from './posts';

itPosts(
	'sendActionCard',
	{
		title: 'T',
		markdown: 'M',
		buttons: { button: [{ title: 'Open', url: LINK }] },
		options: { hideAvatar: true },
	},
	{
		msgtype: 'actionCard',
		actionCard: { title: 'T', text: 'M', singleTitle: 'Open', singleURL: LINK, hideAvatar: '1' },
	},
);

itPosts(
	'sendActionCard',
	{
		title: 'T',
		markdown: 'M',
		buttons: {
			button: [
				{ title: 'Yes', url: LINK },
				{ title: 'No', url: `${LINK}/no` },
			],
		},
		mentions: { userIds: 'lina' },
		options: { buttonLayout: 'horizontal' },
	},
	{
		msgtype: 'actionCard',
		actionCard: {
			title: 'T',
			text: 'M\n\n@lina',
			btns: [
				{ title: 'Yes', actionURL: LINK },
				{ title: 'No', actionURL: `${LINK}/no` },
			],
			btnOrientation: '1',
		},
	},
);
