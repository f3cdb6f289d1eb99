import { byId, byUrl, fileOf, OPEN_SPACE, sandbox, SPACE, useDrive } from '../file/drive';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

useDrive();

const MB = 1024 * 1024;
const toPeople = { target: 'people', people: { list: [{ ids: 'lina' }] } };
const toGroup = { target: 'group', openConversationId: byId('cidPhoenix0000000000001==') };

/** A PDF of so many bytes in the space; gives its ID. */
function put(name: string, bytes = 100): string {
	return sandbox.control.addDriveFile(SPACE, name, Buffer.alloc(bytes, 'pdf ')).dentryId;
}

const send = async (parameters: object, settings: object = {}, app: object = {}) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId: 'union-zhangwei', ...app }),
		parameters: {
			...{ resource: 'message', operation: 'send', messageType: 'file', fileSource: 'drive' },
			...{ spaceId: byId(SPACE), ...toPeople, ...parameters },
		} as never,
		settings,
	});
const refusal = async (parameters: object, app?: object) => {
	const { error } = await send(parameters, {}, app);
	return `${error?.message} | ${error?.description}`;
};
const arrived = () => sandbox.control.state().messages.map(({ content }) => content);
const uploads = () => sandbox.control.counts()['media.upload'] ?? 0;
const bytesOf = async (mediaId: unknown) => {
	const response = await fetch(
		`${sandbox.apiUrl}/_sandbox/media/${encodeURIComponent(String(mediaId))}`,
	);
	return Buffer.from(await response.arrayBuffer());
};

test('sends the content of a drive file under its own name, to people and to a group', async () => {
	const dentryId = byId(put('Plan 计划.pdf', 3 * MB));
	const { items, error } = await send({ dentryId });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({
		accepted: ['lina'],
		mediaId: expect.stringMatching(/^[@$]/),
	});
	await send({ dentryId, ...toGroup });
	expect(arrived()).toEqual([
		expect.objectContaining({ fileName: 'Plan 计划.pdf', fileType: 'pdf' }),
		expect.objectContaining({ fileName: 'Plan 计划.pdf', fileType: 'pdf' }),
	]);
	const bytes = await bytesOf(items[0].json.mediaId);
	expect(bytes.equals(Buffer.alloc(3 * MB, 'pdf '))).toBe(true);
});

test('names the file by its link, and by the options', async () => {
	put('report.pdf');
	const link = `https://alidocs.dingtalk.com/i/nodes/${fileOf('report.pdf').uuid}`;
	const { error } = await send({
		spaceId: byId(''),
		dentryId: byUrl(link),
		options: { fileName: 'Week 18.pdf' },
	});
	expect(error).toBeUndefined();
	expect(arrived()).toEqual([expect.objectContaining({ fileName: 'Week 18.pdf' })]);
});

test('goes as a work notification too, whose files have a limit of their own', async () => {
	const asNotice = {
		target: 'workNotification',
		recipientsBy: 'people',
		options: { agentId: '1001' },
	};
	const small = await send({ ...asNotice, dentryId: byId(put('small.pdf')) });
	expect(small.error).toBeUndefined();
	expect(uploads()).toBe(1);
	const text = await refusal({ ...asNotice, dentryId: byId(put('big.pdf', 11 * MB)) });
	expect(text).toContain('more than 10 MB, the limit for this target');
	expect(uploads()).toBe(1);
});

test('refuses what messages do not take before it is fetched', async () => {
	const fetched = () => sandbox.control.counts()['storage.downloadInfo.query'] ?? 0;
	const notes = byId(put('notes.txt'));
	expect(await refusal({ dentryId: notes })).toContain(
		"'File' holds 'notes.txt', and DingTalk takes no .txt as file",
	);
	expect(await refusal({ dentryId: byId(put('film.zip', 21 * MB)) })).toContain('more than 20 MB');
	expect([fetched(), uploads(), arrived()]).toEqual([0, 0, []]);
	const allowed = await send({
		dentryId: notes,
		options: { anyFormat: true, fileName: 'notes.zip' },
	});
	expect(allowed.error).toBeUndefined();
});

test('says who acts, and that the file is not there for somebody', async () => {
	const dentryId = byId(put('a.pdf'));
	expect(await refusal({ dentryId }, { operatorId: '' })).toContain("fill in 'Operator'");
	expect(sandbox.control.counts()).toEqual({});
	const asBob = { options: { operatorId: byId('bob') } };
	expect(await refusal({ dentryId, ...asBob })).toMatch(/access|not there|no such/i);
	expect(await refusal({ dentryId: byId('9'), spaceId: byId(OPEN_SPACE) })).toMatch(
		/access|not there|no such/i,
	);
	expect(arrived()).toEqual([]);
});

test('comes through where the drive is busy for a moment, and is sent once', async () => {
	sandbox.control.addFault({
		match: { id: 'storage.downloadInfo.query' },
		times: 1,
		answer: { status: 500, body: { code: 'InternalError', message: 'x' } },
	});
	const { error } = await send({ dentryId: byId(put('once.pdf')) });
	expect(error).toBeUndefined();
	expect(arrived()).toHaveLength(1);
});
