import { postApi, refusal } from '../../../helpers/calls.mts';
import { allPages, callPicker, pickerError } from '../../../helpers/listSearch.mts';

const GROUPS = '/v1.0/robot/groups/query';
const TITLE = '/v1.0/im/sceneGroups/query';
const NO_CHAT_SCOPE = {
	...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
	accessdenieddetail: { requiredScopes: ['qyapi_chat_manage'] },
};

const planGroups = (pageNumber: number, ids: string[], hasMore = false, robotCode = 'dingtest') =>
	postApi(GROUPS, { robotCode, pageNumber, pageSize: 20 }, { openConversationIds: ids, hasMore });
const planTitle = (id: string, title: string) =>
	postApi(TITLE, { openConversationId: id }, { title, success: true });
const planNoTitle = (id: string) =>
	postApi(TITLE, { openConversationId: id }, refusal('groupTemplatePermissionDenied'), 400);

test("lists the robot's groups by title, or by ID where there is none", async () => {
	planGroups(0, ['cidA==', 'cidB==']);
	planTitle('cidA==', 'Project 凤凰');
	planNoTitle('cidB==');
	expect(await callPicker('searchGroups')).toEqual({
		results: [
			{ name: 'Project 凤凰', value: 'cidA==' },
			{ name: 'cidB==', value: 'cidB==' },
		],
	});
});

test('goes on with the next page', async () => {
	planGroups(0, ['cidA=='], true);
	planTitle('cidA==', 'A');
	planGroups(1, ['cidB==']);
	planTitle('cidB==', 'B');
	const pages = await allPages('searchGroups');
	expect(pages.map((page) => page.map(({ name }) => name))).toEqual([['A'], ['B']]);
});

test('looks through the pages for a title, whatever its case', async () => {
	planGroups(0, ['cidA=='], true);
	planTitle('cidA==', 'Alpha');
	planGroups(1, ['cidB=='], true);
	planTitle('cidB==', 'Ops Alerts');
	expect(await callPicker('searchGroups', { filter: 'alerts' })).toEqual({
		results: [{ name: 'Ops Alerts', value: 'cidB==' }],
		paginationToken: '2',
	});
});

test('goes on with the first unread page where none of many fitted', async () => {
	for (let page = 0; page < 25; page++) {
		planGroups(page, [`cid${page}==`], true);
		planTitle(`cid${page}==`, 'Alpha');
	}
	const first = await callPicker('searchGroups', { filter: 'alerts' });
	expect(first).toEqual({ results: [], paginationToken: '25' });
});

test('asks with the robot that the form names', async () => {
	planGroups(0, [], false, 'dingother');
	const parameters = { options: { robotCode: 'dingother' } };
	expect(await callPicker('searchGroups', { parameters })).toEqual({ results: [] });
	planGroups(0, []);
	const expression = { options: { robotCode: '={{ $json.robot }}' } };
	expect(await callPicker('searchGroups', { parameters: expression })).toEqual({ results: [] });
});

test('lists IDs where titles may not be read, and says so to those who search for one', async () => {
	planGroups(0, ['cidA==']);
	postApi(TITLE, { openConversationId: 'cidA==' }, NO_CHAT_SCOPE, 403);
	expect(await callPicker('searchGroups')).toEqual({
		results: [{ name: 'cidA==', value: 'cidA==' }],
	});
	planGroups(0, ['cidA==']);
	postApi(TITLE, { openConversationId: 'cidA==' }, NO_CHAT_SCOPE, 403);
	const error = await pickerError('searchGroups', { filter: 'alerts' });
	expect(error.message).toBe('The app lacks a permission for this call: qyapi_chat_manage');
});

test('throws what DingTalk refuses', async () => {
	postApi(
		GROUPS,
		{ robotCode: 'dingtest', pageNumber: 0, pageSize: 20 },
		refusal('invalidParameter.robotCode.notExsit'),
		400,
	);
	const error = await pickerError('searchGroups');
	expect(error.name).toBe('NodeApiError');
	expect(error.message).toContain('The robot code does not fit');
});
