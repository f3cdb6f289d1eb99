import nock from 'nock';

import { OAPI, TOKEN, appCredential } from '../../../helpers/dingTalk.mts';

/** A task ID that no JavaScript number can hold. */
export const TASK = '9007199254740993';

const PATH = '/topapi/message/corpconversation/';

/** The credential of an app with an agent ID. */
export const withAgent = () => appCredential({ agentId: '1001' });

/** Parameters of an operation on the item's task. */
export const formOf = (operation: string, further: object = {}) => ({
	resource: 'workNotification',
	operation,
	taskId: '={{ $json.taskId }}',
	...further,
});

/** Plans one call, whose body must be exactly this text: numbers with all their digits. */
export const planExact = (call: string, body: string, answer: object = {}) =>
	nock(OAPI, { badheaders: ['x-acs-dingtalk-access-token'] })
		.post(PATH + call)
		.query({ access_token: TOKEN })
		.reply(async (request: Request) => {
			expect(await request.text()).toBe(body);
			return [200, { errcode: 0, errmsg: 'ok', request_id: 'req-1', ...answer }];
		});

/** Plans a call about a small task ID. */
export const planTask = (call: string, taskId: number, answer: object = {}) =>
	nock(OAPI)
		.post(`${PATH}${call}`, (body) => (body.task_id ?? body.msg_task_id) === taskId)
		.query({ access_token: TOKEN })
		.reply(200, { errcode: 0, errmsg: 'ok', request_id: 'req-1', ...answer });
