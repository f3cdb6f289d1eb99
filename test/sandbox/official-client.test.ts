import { Config, RuntimeOptions, im, oauth2, robot } from './official.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';

let sandbox: Sandbox;
let token: string;

const config = () =>
	new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') });
const runtime = () => new RuntimeOptions({});
const GROUP = 'cidPhoenix0000000000001==';
const robotCode = 'dingsandboxapp';
const msgKey = 'sampleText';
const msgParam = JSON.stringify({ content: 'from the official client' });

async function newToken(appSecret = 'sandbox-app-secret'): Promise<string> {
	const request = new oauth2.GetAccessTokenRequest({ appKey: 'dingsandboxapp', appSecret });
	const { body } = await new oauth2.default(config()).getAccessToken(request);
	return body?.accessToken ?? '';
}

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	sandbox.control.reset();
	token = await newToken();
});
afterAll(async () => await sandbox.close());

describe('the official client', () => {
	it('gets a token, and a refusal for a wrong secret', async () => {
		expect(token).toMatch(/^[0-9a-f]{32}$/);
		await expect(newToken('wrong')).rejects.toMatchObject({
			code: 'invalidClientIdOrSecret',
			data: { statusCode: 400 },
		});
	});

	it('sends to people and recalls', async () => {
		const client = new robot.default(config());
		const sent = await client.batchSendOTOWithOptions(
			new robot.BatchSendOTORequest({ robotCode, msgKey, msgParam, userIds: ['lina', 'nobody'] }),
			new robot.BatchSendOTOHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(sent.body?.invalidStaffIdList).toEqual(['nobody']);
		const processQueryKey = sent.body?.processQueryKey ?? '';
		expect(sandbox.control.state().messages[0].content).toEqual({
			text: 'from the official client',
		});

		const recalled = await client.batchRecallOTOWithOptions(
			new robot.BatchRecallOTORequest({ robotCode, processQueryKeys: [processQueryKey] }),
			new robot.BatchRecallOTOHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(recalled.body?.successResult).toEqual([processQueryKey]);
		expect(sandbox.control.state().messages[0].recalled).toBe(true);
	});

	it('sends to a group, and reads why it may not', async () => {
		const client = new robot.default(config());
		const send = async (openConversationId: string) =>
			await client.orgGroupSendWithOptions(
				new robot.OrgGroupSendRequest({ robotCode, msgKey, msgParam, openConversationId }),
				new robot.OrgGroupSendHeaders({ xAcsDingtalkAccessToken: token }),
				runtime(),
			);
		expect((await send(GROUP)).body?.processQueryKey).toEqual(expect.any(String));
		await expect(send('cidNothing==')).rejects.toMatchObject({
			code: 'invalid.openConversationId',
		});
		sandbox.control.expireTokens();
		await expect(send(GROUP)).rejects.toMatchObject({ code: 'InvalidAuthentication' });
	});

	it('downloads a file sent to the robot', async () => {
		const content = Buffer.from('bytes of a report');
		const { downloadCode } = sandbox.control.sendToRobot('lina', { msgtype: 'file', content });
		const { body } = await new robot.default(config()).robotMessageFileDownloadWithOptions(
			new robot.RobotMessageFileDownloadRequest({ robotCode, downloadCode }),
			new robot.RobotMessageFileDownloadHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		const file = await fetch(body?.downloadUrl ?? '');
		expect(await file.text()).toBe('bytes of a report');
	});

	it('converts a chat id', async () => {
		const { body } = await new im.default(config()).chatIdToOpenConversationIdWithOptions(
			'chatphoenix',
			new im.ChatIdToOpenConversationIdHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(body?.openConversationId).toBe(GROUP);
	});
});
