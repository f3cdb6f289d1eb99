const title = 'Weekly 周报';
const url = (index: number) => `https://example.com/${index}?a=1&b=2`;
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		title: `Button ${index + 1}`,
		url: url(index + 1),
	}));
const card = (buttons: number, buttonLayout = 'vertical') => ({
	messageType: 'actionCard',
	title,
	markdown: '**Body**',
	buttons: { button: rows(buttons) },
	buttonLayout,
});

/** Several buttons as sampleActionCard2 to 5 name them. */
const vertical = (count: number) =>
	Object.fromEntries(
		rows(count).flatMap((button, index) => [
			[`actionTitle${index + 1}`, button.title],
			[`actionURL${index + 1}`, button.url],
		]),
	);

const msgButtons = (count: number) =>
	rows(count).map((button) => ({ title: button.title, action_url: button.url }));

export interface KindCase {
	name: string;
	parameters: Record<string, unknown>;
	/** What the app robot is sent; absent where it has no such message. */
	robot?: { msgKey: string; fields?: Record<string, string>; param?: string };
	/** The `msg` of a legacy conversation; absent where it has no such message. */
	msg?: Record<string, unknown>;
}

const robot = (template: string, fields: Record<string, string>) => ({ msgKey: template, fields });

/** Every kind of message that needs no upload. */
export const KINDS: KindCase[] = [
	{
		name: 'text',
		parameters: { messageType: 'text', text: 'Line 1\nLine "2" 你好 👋' },
		robot: robot('sampleText', { content: 'Line 1\nLine "2" 你好 👋' }),
		msg: { msgtype: 'text', text: { content: 'Line 1\nLine "2" 你好 👋' } },
	},
	{
		name: 'markdown',
		parameters: { messageType: 'markdown', title, markdown: '# Head\n- item' },
		robot: robot('sampleMarkdown', { title, text: '# Head\n- item' }),
		msg: { msgtype: 'markdown', markdown: { title, text: '# Head\n- item' } },
	},
	{
		name: 'link with picture',
		parameters: {
			messageType: 'link',
			title,
			linkText: 'Read on',
			messageUrl: url(1),
			picUrl: '@lADPcover',
		},
		robot: robot('sampleLink', {
			title,
			text: 'Read on',
			messageUrl: url(1),
			picUrl: '@lADPcover',
		}),
		msg: {
			msgtype: 'link',
			link: { title, text: 'Read on', messageUrl: url(1), picUrl: '@lADPcover' },
		},
	},
	{
		name: 'link without picture',
		parameters: {
			messageType: 'link',
			title,
			linkText: 'Read on',
			messageUrl: 'dingtalk://dingtalkclient/page/link?url=x',
		},
		robot: robot('sampleLink', {
			title,
			text: 'Read on',
			messageUrl: 'dingtalk://dingtalkclient/page/link?url=x',
			picUrl: '',
		}),
	},
	{
		name: 'image by media ID',
		parameters: { messageType: 'image', imageSource: 'mediaId', mediaId: ' @lADPphoto ' },
		robot: robot('sampleImageMsg', { photoURL: '@lADPphoto' }),
		msg: { msgtype: 'image', image: { media_id: '@lADPphoto' } },
	},
	{
		name: 'image by URL',
		parameters: { messageType: 'image', imageSource: 'url', imageUrl: 'https://example.com/a.png' },
		robot: robot('sampleImageMsg', { photoURL: 'https://example.com/a.png' }),
	},
	{
		name: 'file by media ID',
		parameters: {
			messageType: 'file',
			fileSource: 'mediaId',
			mediaId: '@lADPfile',
			fileName: '报告.PDF',
		},
		robot: robot('sampleFile', { mediaId: '@lADPfile', fileName: '报告.PDF', fileType: 'pdf' }),
		msg: { msgtype: 'file', file: { media_id: '@lADPfile' } },
	},
	{
		name: 'voice by media ID, its length in milliseconds or in seconds',
		parameters: {
			messageType: 'voice',
			fileSource: 'mediaId',
			mediaId: '@lADPvoice',
			duration: 9.6,
		},
		robot: { msgKey: 'sampleAudio', fields: { mediaId: '@lADPvoice', duration: '9600' } },
		msg: { msgtype: 'voice', voice: { media_id: '@lADPvoice', duration: '10' } },
	},
	{
		name: 'video by media ID, its length in seconds',
		parameters: {
			messageType: 'video',
			fileSource: 'mediaId',
			mediaId: '@lADPvideo',
			coverSource: 'mediaId',
			coverMediaId: '@lADPcover',
			duration: '={{ "9.6" }}',
		},
		robot: {
			msgKey: 'sampleVideo',
			fields: {
				videoMediaId: '@lADPvideo',
				videoType: 'mp4',
				duration: '10',
				picMediaId: '@lADPcover',
			},
		},
	},
	{
		name: 'custom JSON with a number beyond 2^53',
		parameters: {
			messageType: 'customJson',
			customJson:
				'{"msgKey":"sampleOther","msgParam":{"id":12345678901234567890},"msgtype":"x","x":{"y":1}}',
		},
		robot: { msgKey: 'sampleOther', param: '{"id":12345678901234567890}' },
	},
	...(['vertical', 'horizontal'] as const).map((layout) => ({
		name: `action card, 1 button, ${layout}`,
		parameters: card(1, layout),
		robot: robot('sampleActionCard', {
			title,
			text: '**Body**',
			singleTitle: 'Button 1',
			singleURL: url(1),
		}),
		msg: {
			msgtype: 'action_card',
			action_card: {
				title,
				markdown: '**Body**',
				single_title: 'Button 1',
				single_url: url(1),
			},
		},
	})),
	...[2, 3, 4, 5].map((count) => ({
		name: `action card, ${count} buttons, vertical`,
		parameters: card(count),
		robot: robot(`sampleActionCard${count}`, { title, text: '**Body**', ...vertical(count) }),
		msg: {
			msgtype: 'action_card',
			action_card: {
				title,
				markdown: '**Body**',
				btn_orientation: '0',
				btn_json_list: msgButtons(count),
			},
		},
	})),
	{
		name: 'action card, 2 buttons, horizontal',
		parameters: card(2, 'horizontal'),
		robot: robot('sampleActionCard6', {
			title,
			text: '**Body**',
			buttonTitle1: 'Button 1',
			buttonUrl1: url(1),
			buttonTitle2: 'Button 2',
			buttonUrl2: url(2),
		}),
		msg: {
			msgtype: 'action_card',
			action_card: {
				title,
				markdown: '**Body**',
				btn_orientation: '1',
				btn_json_list: msgButtons(2),
			},
		},
	},
];

/** The fields of a template as they are sent. */
export const paramOf = ({ robot }: KindCase): string =>
	robot?.param ?? JSON.stringify(robot?.fields);

/** An action card's parameters. */
export const cardParameters = card;
