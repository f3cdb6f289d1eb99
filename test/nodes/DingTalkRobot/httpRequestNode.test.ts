import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import nock from 'nock';

import { DingTalkGroupRobotApi } from '../../../credentials/DingTalkGroupRobotApi.credentials';
import { OAPI, ROBOT_SECRET, ROBOT_SIGN, SIGNED_AT_MS } from '../../helpers/dingTalkRobot.mts';
import { output, runWorkflow, TestCredentialsHelper } from '../../../harness/runWorkflow.mts';

const TOKEN = 'http-request-node-token';

/** Does with a predefined credential what n8n's own HTTP Request node does. */
class HttpRequest implements INodeType {
	description = {
		displayName: 'HTTP Request',
		name: 'httpRequest',
		group: ['output'],
		version: 1,
		description: '',
		defaults: { name: 'HTTP Request' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'dingTalkGroupRobotApi' }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	} as unknown as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { helpers } = this;
		const json = await helpers.requestWithAuthentication.call(
			this,
			'dingTalkGroupRobotApi',
			{
				uri: this.getNodeParameter('url', 0) as string,
				method: 'POST',
				body: { msgtype: 'text', text: { content: 'x' } },
				json: true,
			},
			undefined,
			0,
		);
		return [[{ json, pairedItem: { item: 0 } }]];
	}
}

async function request(url: string) {
	const position: [number, number] = [0, 0];
	return await runWorkflow({
		workflow: {
			nodes: [
				{
					id: '1',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position,
					parameters: {},
				},
				{
					id: '2',
					name: 'HTTP',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 1,
					position,
					parameters: { url },
					credentials: { dingTalkGroupRobotApi: { id: 'c1', name: 'Robot' } },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP', type: 'main', index: 0 }]] } },
		},
		nodes: { 'n8n-nodes-base.httpRequest': new HttpRequest() },
		credentials: new TestCredentialsHelper(
			{ dingTalkGroupRobotApi: new DingTalkGroupRobotApi() },
			{ dingTalkGroupRobotApi: { webhookToken: TOKEN, secret: ROBOT_SECRET } },
		),
	});
}

describe("n8n's HTTP Request node with this credential", () => {
	it.each([
		['the plain URL', `${OAPI}/robot/send`],
		['a whole webhook URL', `${OAPI}/robot/send?access_token=other`],
	])('signs %s, encoded once', async (_name, url) => {
		jest.spyOn(Date, 'now').mockReturnValue(SIGNED_AT_MS);
		let asked = '';
		nock(OAPI)
			.post('/robot/send', { msgtype: 'text', text: { content: 'x' } })
			.query(true)
			.reply(200, (request: unknown) => {
				asked = (request as Request).url;
				return { errcode: 0, errmsg: 'ok' };
			});
		const run = await request(url);
		jest.restoreAllMocks();
		expect(output(run, 'HTTP')[0].json).toEqual({ errcode: 0, errmsg: 'ok' });
		const { searchParams } = new URL(asked, OAPI);
		expect(searchParams.getAll('access_token')).toEqual([TOKEN]);
		expect(searchParams.getAll('timestamp')).toEqual([String(SIGNED_AT_MS)]);
		expect(searchParams.getAll('sign')).toEqual([ROBOT_SIGN]);
	});

	it('never sends the token to another host', async () => {
		const run = await request('https://evil.example/robot/send');
		expect(run.data.resultData.error?.message).toMatch(
			/only sent to https:\/\/oapi\.dingtalk\.com/,
		);
	});
});
