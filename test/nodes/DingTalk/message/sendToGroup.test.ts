import nock from 'nock';

import { API, OAPI, TOKEN, binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';

const group = { __rl: true, mode: 'id', value: 'cidGroup==' };
const form = { resource: 'message', operation: 'send', target: 'group', openConversationId: group };

test('sends text with the robot code of the app, the token in its header', async () => {
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.post('/v1.0/robot/groupMessages/send', {
			robotCode: 'dingtest',
			openConversationId: 'cidGroup==',
			msgKey: 'sampleText',
			msgParam: '{"content":"你好 👋"}',
		})
		.reply(200, { processQueryKey: 'key1' });
	const { items, error } = await runDingTalk({
		parameters: { ...form, messageType: 'text', text: '={{ $json.text }}' },
		input: [{ json: { text: '你好 👋' } }],
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: { processQueryKey: 'key1', openConversationId: 'cidGroup==' },
			pairedItem: { item: 0 },
		},
	]);
});

test('uploads a picture of a binary field and sends its media ID', async () => {
	nock(OAPI)
		.post('/media/upload', /name="media"; filename="chart.png"/)
		.query({ access_token: TOKEN, type: 'image' })
		.reply(200, {
			errcode: 0,
			type: 'image',
			media_id: '@lADPpicture',
			created_at: 1_700_000_000_000,
		});
	nock(API)
		.post(
			'/v1.0/robot/groupMessages/send',
			(body) => body.msgParam === '{"photoURL":"@lADPpicture"}',
		)
		.reply(200, { processQueryKey: 'key1' });
	const { items, error } = await runDingTalk({
		parameters: { ...form, messageType: 'image' },
		input: [{ json: {}, binary: { data: binaryOf('png', 'chart.png', 'image/png') } }],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ processQueryKey: 'key1', mediaId: '@lADPpicture' });
});
