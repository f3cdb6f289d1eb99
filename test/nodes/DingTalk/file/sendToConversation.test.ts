import {
	as,
	attempt,
	byId,
	calls,
	CLOSED_SPACE,
	expectSecondFails,
	fileOf,
	idsOfCalls,
	json,
	refused,
	sandbox,
	SPACE,
	useDrive,
} from './drive';

useDrive();

const group = (name = 'chatphoenix') =>
	sandbox.control.state().groups.find(({ chatId }) => chatId === name)?.openConversationId ?? '';
const form = (further: object = {}) => ({
	operation: 'sendToConversation',
	spaceId: byId(SPACE),
	dentryId: byId(fileOf('接口清单.csv').id),
	openConversationId: byId(group()),
	...further,
});
const lastMessage = () => sandbox.control.state().messages.at(-1);

test('sends a file into a group, in the name of the Operator', async () => {
	const sent = await json(form());
	expect(sent).toMatchObject({ sent: true, name: '接口清单.csv', openConversationId: group() });
	expect(calls()).toMatchObject([
		{
			id: 'convFile.file.send',
			query: { unionId: 'union-zhangwei' },
			request: { spaceId: SPACE, openConversationId: group() },
		},
	]);
	expect(lastMessage()).toMatchObject({
		via: 'drive-file',
		kind: 'file',
		sender: { type: 'person', id: 'zhangwei' },
		content: { fileName: '接口清单.csv', fileType: 'csv' },
		target: { openConversationId: group() },
	});
});

test('sends a link, and takes the older ID of a group', async () => {
	await json(form({ sendAs: 'link', openConversationId: byId('chatphoenix') }));
	expect(idsOfCalls()).toEqual(['im.chatIdToOpenConversationId', 'convFile.link.send']);
	expect(lastMessage()).toMatchObject({ kind: 'link', content: { title: '接口清单.csv' } });
});

test('sends it to the Operator, from the app', async () => {
	await json(form({ sendAs: 'operator', options: as('lina') }));
	expect(lastMessage()).toMatchObject({
		sender: { type: 'app', id: 'dingsandboxapp' },
		target: { userIds: ['lina'] },
	});
});

test('says what is wrong with a folder, and with a group that nobody knows', async () => {
	expect(await refused(form({ dentryId: byId(fileOf('设计').id) }))).toMatch(
		/sends files, and no folders/,
	);
	expect(await refused(form({ openConversationId: byId('cidNobody==') }))).toMatch(
		/knows no such group.*conversationNotExist/s,
	);
});

test('sends nothing twice, neither after a broken connection nor when n8n tries again', async () => {
	sandbox.control.addFault({
		match: { id: 'convFile.file.send' },
		times: 1,
		cut: true,
		afterWork: true,
	});
	expect(await refused(form())).toMatch(/connection to DingTalk broke/);
	expect(idsOfCalls()).toEqual(['convFile.file.send']);
	sandbox.control.reset();
	const input = ['接口清单.csv', '2025 年报.txt'].map((name) => ({
		json: { id: fileOf(name).id },
	}));
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { error } = await attempt(form({ dentryId: byId('={{ $json.id }}') }), input, settings);
	expect(error?.message).toBeDefined();
	expect(sandbox.control.state().messages).toHaveLength(1);
});

test('refuses an empty group before anything is sent', async () => {
	expect(await refused(form({ openConversationId: byId('={{ "" }}') }))).toMatch(
		/'Group' is empty/,
	);
	expect(calls()).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const input = ['接口清单.csv', '2025 年报.txt', '2.4 发布说明.md'].map((name) => ({
		json: { id: fileOf(name).id, space: name.startsWith('2025') ? CLOSED_SPACE : SPACE },
	}));
	const parameters = { spaceId: byId('={{ $json.space }}'), dentryId: byId('={{ $json.id }}') };
	await expectSecondFails(form(parameters), input, /drive does not take/);
});
