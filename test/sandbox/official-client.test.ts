import { Config, RuntimeOptions, contact, im, oauth2, robot } from './official.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';

let sandbox: Sandbox;
let token: string;

const config = () =>
	new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') });
const runtime = () => new RuntimeOptions({});
const GROUP = 'cidPhoenix0000000000001==';
const SCENE = 'cidScene00000000000001==';
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

	it('reads who has seen a message, and the groups of the robot', async () => {
		const client = new robot.default(config());
		const { body: sent } = await client.orgGroupSendWithOptions(
			new robot.OrgGroupSendRequest({ robotCode, msgKey, msgParam, openConversationId: GROUP }),
			new robot.OrgGroupSendHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		const processQueryKey = sent?.processQueryKey ?? '';
		sandbox.control.markRead(processQueryKey, 'lina');
		const { body: read } = await client.orgGroupQueryWithOptions(
			new robot.OrgGroupQueryRequest({
				processQueryKey,
				robotCode,
				openConversationId: GROUP,
				maxResults: 200,
			}),
			new robot.OrgGroupQueryHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(read).toMatchObject({ sendStatus: 'SUCCESS', readUserIds: ['lina'], hasMore: false });
		const { body: groups } = await client.queryBotInstanceInGroupInfoWithOptions(
			new robot.QueryBotInstanceInGroupInfoRequest({ robotCode, pageNumber: 0, pageSize: 10 }),
			new robot.QueryBotInstanceInGroupInfoHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(groups).toMatchObject({ hasMore: false });
		expect(groups?.openConversationIds).toContain(SCENE);
	});

	it('sends a DING, reads its status and recalls it', async () => {
		const client = new robot.default(config());
		const { body } = await client.robotSendDingWithOptions(
			new robot.RobotSendDingRequest({
				robotCode,
				remindType: 1,
				receiverUserIdList: ['lina', 'nobody'],
				content: 'wake up',
			}),
			new robot.RobotSendDingHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(Object.values(body?.failedList ?? {})).toEqual([['nobody']]);
		const openDingId = body?.openDingId ?? '';
		const { body: status } = await client.queryRobotDingReadStatusWithOptions(
			new robot.QueryRobotDingReadStatusRequest({ robotCode, openDingId }),
			new robot.QueryRobotDingReadStatusHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(status?.result?.robotDingReadInfoList).toMatchObject([
			{ userId: 'lina', readStatus: 'UNREAD' },
		]);
		const recalled = await client.robotRecallDingWithOptions(
			new robot.RobotRecallDingRequest({ robotCode, openDingId }),
			new robot.RobotRecallDingHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(recalled.body?.openDingId).toBe(openDingId);
	});

	it('makes a scene group and reads it', async () => {
		const client = new im.default(config());
		const { body: made } = await client.createSceneGroupConversationWithOptions(
			new im.CreateSceneGroupConversationRequest({
				groupName: 'From the client',
				groupOwnerId: 'lina',
				templateId: 'tpl-sandbox',
				userIdList: ['bob'],
			}),
			new im.CreateSceneGroupConversationHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		const openConversationId = made?.openConversationId ?? '';
		const { body: info } = await client.getSceneGroupInfoWithOptions(
			new im.GetSceneGroupInfoRequest({ openConversationId }),
			new im.GetSceneGroupInfoHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(info).toMatchObject({ title: 'From the client', ownerUserId: 'lina', success: true });
		const { body: members } = await client.batchQueryGroupMemberWithOptions(
			new im.BatchQueryGroupMemberRequest({ openConversationId, maxResults: 10 }),
			new im.BatchQueryGroupMemberHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(members).toMatchObject({ memberUserIds: ['lina', 'bob'], hasMore: false });
		await expect(
			client.getSceneGroupInfoWithOptions(
				new im.GetSceneGroupInfoRequest({ openConversationId: GROUP }),
				new im.GetSceneGroupInfoHeaders({ xAcsDingtalkAccessToken: token }),
				runtime(),
			),
		).rejects.toMatchObject({ code: 'groupPermissionDenied' });
	});

	it('sets roles, nicknames and mutes in a scene group', async () => {
		const client = new im.default(config());
		const { body: roles } = await client.updateGroupSubAdminWithOptions(
			new im.UpdateGroupSubAdminRequest({ openConversationId: SCENE, role: 2, userIds: ['bob'] }),
			new im.UpdateGroupSubAdminHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(roles?.success).toBe(true);
		const { body: nick } = await client.updateMemberGroupNickWithOptions(
			new im.UpdateMemberGroupNickRequest({
				openConversationId: SCENE,
				userId: 'bob',
				groupNick: 'Bobby',
			}),
			new im.UpdateMemberGroupNickHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(nick?.success).toBe(true);
		await client.updateMemberBanWordsWithOptions(
			new im.UpdateMemberBanWordsRequest({
				openConversationId: SCENE,
				userIdList: ['bob'],
				muteStatus: 1,
				muteDuration: 60_000,
			}),
			new im.UpdateMemberBanWordsHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		const { body: mute } = await client.queryGroupMuteStatusWithOptions(
			new im.QueryGroupMuteStatusRequest({ openConversationId: SCENE, userId: 'bob' }),
			new im.QueryGroupMuteStatusHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(mute?.userMuteResult?.userMuteMode).toBe(true);
		const { body: inner } = await client.chatSubAdminUpdateWithOptions(
			new im.ChatSubAdminUpdateRequest({ openConversationId: GROUP, role: 2, userIds: ['lina'] }),
			new im.ChatSubAdminUpdateHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(inner?.success).toBe('true');
	});

	it('lists and checks members of an internal group', async () => {
		const client = new im.default(config());
		const { body: members } = await client.getInnerGroupMembersWithOptions(
			new im.GetInnerGroupMembersRequest({
				openConversationId: GROUP,
				userId: 'lina',
				maxResults: 2,
			}),
			new im.GetInnerGroupMembersHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(members).toMatchObject({ userIds: ['zhangwei', 'lina'], hasMore: true });
		const { body: check } = await client.checkUserIsGroupMemberWithOptions(
			new im.CheckUserIsGroupMemberRequest({ openConversationId: GROUP, userId: 'bob' }),
			new im.CheckUserIsGroupMemberHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(check?.result).toBe(false);
	});

	it('searches people and departments', async () => {
		const client = new contact.default(config());
		const query = { offset: 0, size: 10 };
		const { body: people } = await client.searchUserWithOptions(
			new contact.SearchUserRequest({ queryWord: 'Alice', ...query }),
			new contact.SearchUserHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(people).toMatchObject({ list: ['alice'], totalCount: 1, hasMore: false });
		const { body: departments } = await client.searchDepartmentWithOptions(
			new contact.SearchDepartmentRequest({ queryWord: '研发', ...query }),
			new contact.SearchDepartmentHeaders({ xAcsDingtalkAccessToken: token }),
			runtime(),
		);
		expect(departments?.list).toEqual([100]);
	});
});
