import {
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	postOapi,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/message/send_to_conversation';
const form = {
	resource: 'message',
	operation: 'send',
	target: 'legacyConversation',
	senderUserId: 'u1',
	cid: '={{ $json.cid }}',
	messageType: 'text',
	text: 'hi',
};
const bodyOf = (cid: string) => ({
	sender: 'u1',
	cid,
	msg: { msgtype: 'text', text: { content: 'hi' } },
});

test('says that the API is closed to new apps when DingTalk refuses for want of permission', async () => {
	postOapi(PATH, bodyOf('c1'), {
		errcode: 88,
		sub_code: '60011',
		sub_msg: '没有调用该接口的权限 [qyapi_message_send]',
		request_id: 'req-2',
	});
	const result = await runDingTalk({ parameters: form, input: itemsOf({ cid: 'c1' }) });
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		message: 'DingTalk has closed this API to new apps: qyapi_message_send',
	});
	expect(result.error?.description).toContain('request id req-2');
	expectNoSecrets(result);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ cid: 'c1' }, { cid: 'c2' }, { cid: 'c3' }) },
		() => {
			postOapi(PATH, bodyOf('c1'), { errcode: 0, receiver: 'u1' });
			postOapi(PATH, bodyOf('c2'), { errcode: 40016, errmsg: '不合法的会话id' });
			postOapi(PATH, bodyOf('c3'), { errcode: '0', receiver: 'u1|u2' });
		},
		/DingTalk knows no such conversation/,
	);
});
