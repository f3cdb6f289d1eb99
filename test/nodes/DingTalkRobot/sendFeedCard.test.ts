import { LINK, itPosts } from './posts';

itPosts(
	'sendFeedCard',
	{ links: { link: [{ title: 'A', messageUrl: LINK, picUrl: 'https://example.com/a.png' }] } },
	{
		msgtype: 'feedCard',
		feedCard: { links: [{ title: 'A', messageURL: LINK, picURL: 'https://example.com/a.png' }] },
	},
);
