import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { ID, planChange, planInstance, withOperator } from './approvals';

const STORE = 'https://store.example';
const URLS = 'processInstances/spaces/files/urls/download';
const PREVIEW = 'processInstances/spaces/authPreview';
const form = { resource: 'approval', operation: 'downloadAttachments', processInstanceId: ID };
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });

const file = (fileId: string) => ({
	spaceId: '115',
	fileId,
	fileName: `${fileId}.csv`,
	fileSize: 3,
	fileType: 'csv',
});
const inForm = (...ids: string[]) => ({
	formComponentValues: [
		{ name: 'Files', componentType: 'DDAttachment', value: JSON.stringify(ids.map(file)) },
	],
});
const said = (fileId: string) => ({
	operationRecords: [
		{ userId: 'lina', type: 'ADD_REMARK', result: 'NONE', attachments: [file(fileId)] },
	],
});
const planUrl = (fileId: string, further: object = {}) =>
	planChange(
		URLS,
		{ processInstanceId: ID, fileId, ...further },
		{ result: { spaceId: 115, fileId, downloadUri: `${STORE}/${fileId}?Signature=secret-sign` } },
	);
const planStore = (fileId: string) =>
	nock(STORE, { badheaders: ['x-acs-dingtalk-access-token'] })
		.get(`/${fileId}`)
		.query(true)
		.reply(200, `of ${fileId}`);
const refuseUrl = (fileId: string) =>
	planChange(URLS, { processInstanceId: ID, fileId }, refusal('noPermission'), 400);
const textOf = (data?: { data: string }) => Buffer.from(data?.data ?? '', 'base64').toString();

test('gets each file of form and timeline by the documented address', async () => {
	planInstance({ ...inForm('a'), ...said('b') });
	planUrl('a');
	planStore('a');
	planUrl('b', { withCommentAttatchment: true });
	planStore('b');
	const result = await run();
	expect(
		result.items.map(({ json, binary }) => [
			json.fileName,
			json.from,
			json.via,
			textOf(binary?.data),
		]),
	).toEqual([
		['a.csv', 'form', 'downloadUrl', 'of a'],
		['b.csv', 'timeline', 'downloadUrl', 'of b'],
	]);
	expect(result.items[0].json).toMatchObject({
		processInstanceId: ID,
		fileId: 'a',
		field: 'Files',
	});
	expectNoSecrets(result, 'secret-sign');
});

test('asks the drive where the address is refused, as whoever started it', async () => {
	planInstance(inForm('a'));
	refuseUrl('a');
	planUser('alice');
	planChange(
		PREVIEW,
		{ userId: 'alice', processInstanceId: ID, fileId: 'a' },
		{ result: { spaceId: 115 } },
	);
	planApi(
		'POST /v1.0/storage/spaces/115/dentries/a/downloadInfos/query?unionId=union-alice',
		{},
		{
			protocol: 'HEADER_SIGNATURE',
			headerSignatureInfo: {
				resourceUrls: [`${STORE}/a`],
				headers: { Authorization: 'OSS signed-header' },
			},
		},
	);
	nock(STORE, { reqheaders: { authorization: 'OSS signed-header' } })
		.get('/a')
		.reply(200, 'of a');
	const result = await run();
	expect(result.items[0].json).toMatchObject({ fileName: 'a.csv', via: 'drive' });
	expect(textOf(result.items[0].binary?.data)).toBe('of a');
	expectNoSecrets(result, 'signed-header');
});

test('names the files that did not come, where others did', async () => {
	planInstance(inForm('a', 'b'));
	refuseUrl('a');
	planUser('bob');
	planChange(
		PREVIEW,
		{ userId: 'bob', processInstanceId: ID, fileId: 'a' },
		refusal('noPermission'),
		400,
	);
	planUrl('b');
	planStore('b');
	const { items } = await run({ options: { userId: 'bob' } });
	expect(items.map(({ json }) => [json.fileId, json.error ?? json.via])).toEqual([
		['a', 'The person or the app may not see this'],
		['b', 'downloadUrl'],
	]);
});

test('takes those of one source only, and none where there are none', async () => {
	planInstance({ ...inForm('a'), ...said('b') });
	planUrl('a');
	planStore('a');
	expect((await run({ options: { source: 'form' } })).items).toHaveLength(1);
	planInstance();
	expect((await run()).items).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, processInstanceId: '={{ $json.id }}' },
			input: itemsOf({ id: 'x' }, { id: 'y' }, { id: 'z' }),
			credentials: withOperator(),
		},
		() => {
			for (const id of ['x', 'y', 'z']) {
				planInstance(inForm(id), id);
				const address = { processInstanceId: id, fileId: id };
				if (id === 'y') {
					planUser('alice');
					planChange(URLS, address, refusal('noPermission'), 400);
					planChange(PREVIEW, { ...address, userId: 'alice' }, refusal('noPermission'), 400);
					continue;
				}
				planChange(URLS, address, { result: { downloadUri: `${STORE}/${id}` } });
				planStore(id);
			}
		},
		/None of the 1 files of this approval could be downloaded: The person or the app may not see this/,
	);
});

test('refuses no approval and no field before anything is sent', async () => {
	for (const [name, wanted] of [
		['processInstanceId', /'Approval ID' is empty/],
		['binaryPropertyName', /'Put Output File in Field' is empty/],
	] as const) {
		const { message } = await refusedInput({
			parameters: { ...form, [name]: NOTHING },
			credentials: withOperator(),
		});
		expect(message).toMatch(wanted);
	}
});
