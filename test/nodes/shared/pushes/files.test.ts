import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { toItems } from '../../../../nodes/shared/pushes/items';
import type { PushContext } from '../../../../nodes/shared/pushes/items';
import type { Push } from '../../../../nodes/shared/pushes/push';
import type { PushSettings } from '../../../../nodes/shared/pushes/settings';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { nextTurn } from '../../../helpers/fakeClock.mts';
import type { FakeApi } from './fakeApi';
import { answered, fakeApi, refused } from './fakeApi';
import { message, ofType, settingsOf } from './samples';

const SIGNED = 'https://files.example/x?signature=nobody-may-see-this';

/** n8n's store of files: it keeps them inline. */
const helpers: PushContext['helpers'] = {
	async prepareBinaryData(content, fileName, mimeType = 'application/octet-stream') {
		const data = (content as Buffer).toString('base64');
		const bytes = (content as Buffer).length;
		return { data, fileName, mimeType, bytes } as IBinaryData;
	},
};

/** DingTalk gives a URL for each code; behind it lies a text with the code in it. */
const giving = (headers: IDataObject = {}) =>
	fakeApi({
		call: ({ body }) =>
			answered({
				downloadUrl: `${SIGNED}&code=${(body as { downloadCode: string }).downloadCode}`,
			}),
		fetch: (url) => answered(Buffer.from(`bytes of ${url.split('code=')[1]}`), headers),
	});

async function itemOf(push: Push, api?: FakeApi, some: Partial<PushSettings> = {}) {
	const settings = settingsOf({ downloadFiles: true, ...some });
	const [item] = await toItems({ helpers, api, seal: () => '' }, push, settings);
	return { ...item, files: item.json.files as IDataObject[] | undefined };
}

const textOf = (file?: IBinaryData) => Buffer.from(file?.data ?? '', 'base64').toString();
const richText = ofType('richText', {
	richText: [
		{ type: 'picture', downloadCode: 'c0' },
		{ text: 'and' },
		{ type: 'picture', downloadCode: 'c1' },
		{ type: 'picture', downloadCode: 'c2' },
	],
});

it('downloads a file under its own name, by the robot that got it', async () => {
	const api = giving({ 'content-type': 'application/pdf' });
	const push = ofType('file', { downloadCode: 'c1', fileName: '../报告.pdf' });
	const { binary, files } = await itemOf(push, api);
	expect(api.calls).toMatchObject([
		{
			path: '/v1.0/robot/messageFiles/download',
			body: { downloadCode: 'c1', robotCode: 'dingrobot' },
		},
	]);
	expect(Object.keys(binary ?? {})).toEqual(['data']);
	expect(binary?.data).toMatchObject({ fileName: '报告.pdf', mimeType: 'application/pdf' });
	expect(textOf(binary?.data)).toBe('bytes of c1');
	expect(files).toEqual([
		{
			type: 'file',
			fileName: '报告.pdf',
			downloadCode: 'c1',
			mimeType: 'application/pdf',
			bytes: 11,
			field: 'data',
		},
	]);
});

it.each(['picture', 'audio', 'video'])('downloads %s', async (type) => {
	const api = giving({ 'content-disposition': 'attachment; filename="a.bin"' });
	const { binary, files } = await itemOf(ofType(type, { downloadCode: 'c1', duration: 2000 }), api);
	expect(textOf(binary?.data)).toBe('bytes of c1');
	expect(files).toMatchObject([{ type, fileName: 'a.bin', field: 'data' }]);
});

it('downloads the pictures of a rich text, each into its field', async () => {
	const { binary, files } = await itemOf(richText, giving(), { filesField: 'photo' });
	expect(Object.keys(binary ?? {}).sort()).toEqual(['photo', 'photo_1', 'photo_2']);
	expect(textOf(binary?.photo_2)).toBe('bytes of c2');
	expect(files?.map(({ field }) => field)).toEqual(['photo', 'photo_1', 'photo_2']);
});

it('uses the credential`s robot where the message names none', async () => {
	const api = giving();
	await itemOf(
		message({ msgtype: 'picture', content: { downloadCode: 'c1' }, robotCode: '' }),
		api,
	);
	expect(api.calls[0].body).toMatchObject({ robotCode: 'ding-of-the-credential' });
});

it('says which file failed and why, and keeps the others and the message', async () => {
	const api = fakeApi({
		call: ({ body }) =>
			(body as { downloadCode: string }).downloadCode === 'c1'
				? refused('invalidParameter.robotCode.downloadCode', 'notFound')
				: answered({ downloadUrl: SIGNED }),
	});
	const { binary, files, json } = await itemOf(richText, api);
	expect(json.text).toBe('and');
	expect(Object.keys(binary ?? {}).sort()).toEqual(['data', 'data_2']);
	expect(files?.[1]).toEqual({
		type: 'picture',
		downloadCode: 'c1',
		error: expect.stringContaining('invalidParameter.robotCode.downloadCode'),
	});
	expect(files?.map(({ field }) => field)).toEqual(['data', undefined, 'data_2']);
});

it('says so when a file breaks off on its way, without its address', async () => {
	const push = ofType('picture', { downloadCode: 'c1' });
	const store: PushContext['helpers'] = {
		async prepareBinaryData() {
			throw Object.assign(new Error(`aborted ${SIGNED}`), { config: { url: SIGNED } });
		},
	};
	const settings = settingsOf({ downloadFiles: true });
	const [item] = await toItems({ helpers: store, api: giving(), seal: () => '' }, push, settings);
	expect(item.json.files).toMatchObject([{ error: 'The file broke off on its way from DingTalk' }]);
	expect(item.binary).toBeUndefined();
	expect(everythingIn(item)).not.toContain('signature');
});

it('says so when the URL gives no file', async () => {
	const api = fakeApi({
		call: () => answered({ downloadUrl: SIGNED }),
		fetch: () => refused('403'),
	});
	const { files } = await itemOf(ofType('picture', { downloadCode: 'c1' }), api);
	expect(files).toMatchObject([{ error: expect.stringContaining('403') }]);
	expect(everythingIn(files)).not.toContain('signature');
});

it('says so when there is no credential to download with', async () => {
	const { files } = await itemOf(ofType('picture', { downloadCode: 'c1' }));
	expect(files).toMatchObject([{ error: expect.stringContaining('DingTalk App API') }]);
});

it('adds the list of files to DingTalk`s own payload, which cannot name fields', async () => {
	const push = ofType('picture', { downloadCode: 'c1' });
	const { json, binary } = await itemOf(push, giving(), { simplify: false });
	expect(json).toMatchObject({ msgtype: 'picture', content: { downloadCode: 'c1' } });
	expect(json.files).toMatchObject([{ field: 'data' }]);
	expect(Object.keys(binary ?? {})).toEqual(['data']);
});

const quote = (msgType: string, content: IDataObject) => ({
	text: { content: 'see', isReplyMsg: true, repliedMsg: { msgId: 'm0', msgType, content } },
});

it('downloads a quoted file too', async () => {
	const push = message(quote('file', { downloadCode: 'c7', fileName: '合同.pdf' }));
	const { json, binary } = await itemOf(push, giving());
	expect(textOf(binary?.data)).toBe('bytes of c7');
	expect(json.quoted).toMatchObject({
		files: [{ type: 'file', downloadCode: 'c7', fileName: '合同.pdf', field: 'data' }],
	});
	expect(json).not.toHaveProperty('files');
});

it('downloads the files of a message, of its quote and of forwarded chats, each into its field', async () => {
	const records = [
		{ msgType: 'picture', downloadCode: 'c5' },
		{ msgType: 'text', content: 'x' },
	];
	const push = ofType('richText', {
		richText: [{ type: 'picture', downloadCode: 'c4' }],
		isReplyMsg: true,
		repliedMsg: { msgType: 'chatRecord', content: { chatRecord: JSON.stringify(records) } },
	});
	const { json, binary, files } = await itemOf(push, giving());
	expect(files).toMatchObject([{ downloadCode: 'c4', field: 'data' }]);
	expect(json.quoted).toMatchObject({
		forwarded: { messages: [{ files: [{ downloadCode: 'c5', field: 'data_1' }] }, { text: 'x' }] },
	});
	expect([textOf(binary?.data), textOf(binary?.data_1)]).toEqual(['bytes of c4', 'bytes of c5']);
});

it('says so where DingTalk names a quoted file and gives no code for it', async () => {
	const api = giving();
	const push = message(quote('unknownMsgType', { fileName: 'plan.xlsx' }));
	const { json, binary } = await itemOf(push, api);
	expect(json.quoted).toMatchObject({
		files: [{ fileName: 'plan.xlsx', error: expect.stringMatching(/no code to download/) }],
	});
	expect(binary).toBeUndefined();
	expect(api.calls).toEqual([]);
});

it('downloads nothing unless it is wanted, and nothing for a text', async () => {
	const api = giving();
	await itemOf(richText, api, { downloadFiles: false });
	await itemOf(message(), api);
	expect(api.calls).toEqual([]);
});

it('has few downloads of one message under way at once', async () => {
	let underWay = 0;
	let most = 0;
	const api = fakeApi({
		call: () => answered({ downloadUrl: SIGNED }),
		async fetch() {
			most = Math.max(most, ++underWay);
			await nextTurn();
			underWay--;
			return answered(Buffer.from('x'));
		},
	});
	const parts = Array.from({ length: 12 }, (_, index) => ({
		type: 'picture',
		downloadCode: `c${index}`,
	}));
	const { binary } = await itemOf(ofType('richText', { richText: parts }), api);
	expect(Object.keys(binary ?? {})).toHaveLength(12);
	expect(most).toBe(3);
});
