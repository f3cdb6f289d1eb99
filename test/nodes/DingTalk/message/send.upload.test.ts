import nock from 'nock';

import { postApi, postOapi, postUpload, refusedInput } from '../../../helpers/calls.mts';
import { API, binaryOf, runDingTalk } from '../../../helpers/dingTalk.mts';

const people = {
	resource: 'message',
	operation: 'send',
	target: 'people',
	people: { list: [{ ids: 'u1' }] },
};
const group = {
	...people,
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
};
const legacy = { ...people, target: 'legacyConversation', senderUserId: 'u1', cid: 'cidPicked' };
const png = [{ json: {}, binary: { data: binaryOf('png', 'chart.png', 'image/png') } }];
const pdf = [{ json: {}, binary: { data: binaryOf('%PDF', 'report.pdf', 'application/pdf') } }];
const fileParam = (fileName: string) =>
	JSON.stringify({ mediaId: '@lADPnew', fileName, fileType: 'pdf' });

test('sends a file of a binary field to people under the name of the options', async () => {
	let upload = '';
	postUpload('file', '@lADPnew', (body) => (upload = body));
	postApi(
		'/v1.0/robot/oToMessages/batchSend',
		(body) => body.msgParam === fileParam('week 18.pdf'),
		{
			processQueryKey: 'key1',
		},
	);
	const { items } = await runDingTalk({
		parameters: { ...people, messageType: 'file', options: { fileName: 'week 18.pdf' } },
		input: pdf,
	});
	expect(upload).toMatch(/name="media"; filename="week 18.pdf"\r\nContent-Type: application\/pdf/i);
	expect(items[0].json).toMatchObject({ accepted: ['u1'], mediaId: '@lADPnew' });
});

test('sends a file of a binary field to a group', async () => {
	postUpload('file', '@lADPnew');
	postApi('/v1.0/robot/groupMessages/send', (body) => body.msgParam === fileParam('report.pdf'), {
		processQueryKey: 'key1',
	});
	const { items } = await runDingTalk({
		parameters: { ...group, messageType: 'file' },
		input: pdf,
	});
	expect(items[0].json).toEqual({
		processQueryKey: 'key1',
		openConversationId: 'cidGroup==',
		mediaId: '@lADPnew',
	});
});

test.each([
	['image', png, { msgtype: 'image', image: { media_id: '@lADPnew' } }],
	['file', pdf, { msgtype: 'file', file: { media_id: '@lADPnew' } }],
])('sends an uploaded %s to a legacy conversation', async (messageType, input, msg) => {
	postUpload(messageType, '@lADPnew');
	postOapi(
		'/message/send_to_conversation',
		{ sender: 'u1', cid: 'cidPicked', msg },
		{ errcode: 0, receiver: 'u2|u3' },
	);
	const { items } = await runDingTalk({ parameters: { ...legacy, messageType }, input });
	expect(items[0].json).toEqual({ receivers: ['u2', 'u3'], mediaId: '@lADPnew' });
});

test('takes a picture of more than 10 MB, a limit that is for files only', async () => {
	const large = Buffer.alloc(11 * 1024 * 1024, 1);
	postUpload('image', '@lADPnew');
	postOapi('/message/send_to_conversation', undefined, { errcode: 0, receiver: 'u2' });
	const { error } = await runDingTalk({
		parameters: { ...legacy, messageType: 'image' },
		input: [{ json: {}, binary: { data: binaryOf(large, 'chart.png', 'image/png') } }],
	});
	expect(error).toBeUndefined();
	const { message } = await refusedInput({
		parameters: { ...legacy, messageType: 'file' },
		input: [{ json: {}, binary: { data: binaryOf(large, 'a.pdf', 'application/pdf') } }],
	});
	expect(message).toContain('holds a file of more than 10 MB');
});

test('uploads once for any number of people', async () => {
	postUpload('image', '@lADPnew');
	nock(API).post('/v1.0/robot/oToMessages/batchSend').times(2).reply(200, { processQueryKey: 'k' });
	const userIds = Array.from({ length: 21 }, (_, index) => `u${index}`).join(',');
	const { items } = await runDingTalk({
		parameters: { ...people, people: { list: [{ ids: userIds }] }, messageType: 'image' },
		input: png,
	});
	expect(items[0].json.accepted).toHaveLength(21);
});

test('sends no message when DingTalk refuses the upload', async () => {
	nock('https://oapi.dingtalk.com')
		.post('/media/upload')
		.query(true)
		.reply(200, { errcode: 40004, errmsg: '不合法的媒体文件类型', request_id: 'req-9' });
	const { error } = await runDingTalk({
		parameters: { ...group, messageType: 'image' },
		input: png,
	});
	expect(error?.message).toBe('DingTalk does not accept this media file');
	expect(error?.description).toContain(
		'DingTalk code 40004, "不合法的媒体文件类型", request id req-9',
	);
});
