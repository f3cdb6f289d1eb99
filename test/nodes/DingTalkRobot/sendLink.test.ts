import { LINK, itPosts } from './posts';

itPosts(
	'sendLink',
	{ title: 'T', linkText: 'X', messageUrl: LINK, picUrl: 'https://example.com/a.png' },
	{
		msgtype: 'link',
		link: { title: 'T', text: 'X', messageUrl: LINK, picUrl: 'https://example.com/a.png' },
	},
);
