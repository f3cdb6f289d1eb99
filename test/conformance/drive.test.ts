import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { DriveNames } from '../../sandbox/control/driveControl.mts';
import { binaryOf } from '../helpers/dingTalk.mts';
import { convFile, doc2 as doc, drive, storage, storage2, wiki } from '../sandbox/official.mts';
import type { Official } from './twoClients.mts';
import { TwoClients } from './twoClients.mts';

const SPACE = '25001000001';
const CSV = '接口清单.csv';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
/** A file that is new for each test. */
let file: DriveNames;
beforeEach(() => {
	file = clients.sandbox.control.addDriveFile(SPACE, CSV, Buffer.from('a,b'));
	clients.taken();
});
afterAll(async () => await clients.close());

const OTHER = '25001000002';
const unionId = 'union-zhangwei';
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const fileOf = (name: string) => {
	const { spaces } = clients.sandbox.control.state();
	const found = spaces.flatMap(({ dentries }) => dentries).find((one) => one.name === name);
	if (!found) throw new Error(name);
	return found;
};
const options = { operatorId: { __rl: true, mode: 'unionId', value: unionId } };
const form = (operation: string, further: object): INode['parameters'] =>
	({ resource: 'file', operation, options, ...further }) as INode['parameters'];
const ofCsv = () => ({ spaceId: id(SPACE), dentryId: id(file.dentryId) });

interface Case {
	parameters(): INode['parameters'];
	path: RegExp;
	input?: INodeExecutionData[];
	official(official: Official): Promise<unknown>;
	/** Whether what the node puts out is what the client reads, and where it stands in that. */
	reads?: (answer: Record<string, unknown>) => unknown;
}

const storageOf = ({ config }: Official) => new storage.default(config);
const storage2Of = ({ config }: Official) => new storage2.default(config);
const convFileOf = ({ config }: Official) => new convFile.default(config);
const target = { targetSpaceId: OTHER, targetFolderId: '0' };
const targetForm = { targetSpaceId: id(OTHER), targetFolderId: id('0') };
const conversation = 'cidPhoenix0000000000001==';

const CASES: Record<string, Case> = {
	'a file, told': {
		parameters: () => form('get', { ...ofCsv(), simplify: false }),
		path: /query$/,
		reads: ({ dentry }) => dentry,
		official: async (official) =>
			await storageOf(official).getDentryWithOptions(
				SPACE,
				file.dentryId,
				new storage.GetDentryRequest({ unionId }),
				new storage.GetDentryHeaders(official.headers),
				official.runtime,
			),
	},
	'a folder, listed': {
		parameters: () =>
			form('getAll', {
				spaceId: id(SPACE),
				folderId: id('0'),
				limit: 1,
				simplify: false,
				options: { ...options, orderBy: 'NAME', order: 'ASC' },
			}),
		path: /dentries$/,
		reads: ({ dentries }) => (dentries as unknown[])[0],
		official: async (official) =>
			await storageOf(official).listDentriesWithOptions(
				SPACE,
				new storage.ListDentriesRequest({
					unionId,
					parentId: '0',
					maxResults: 50,
					orderBy: 'NAME',
					order: 'ASC',
				}),
				new storage.ListDentriesHeaders(official.headers),
				official.runtime,
			),
	},
	'files, searched': {
		parameters: () => form('search', { keyword: CSV }),
		path: /search$/,
		official: async (official) =>
			await storage2Of(official).searchDentriesWithOptions(
				new storage2.SearchDentriesRequest({
					operatorId: unionId,
					keyword: CSV,
					option: new storage2.SearchDentriesRequestOption({ maxResults: 50 }),
				}),
				new storage2.SearchDentriesHeaders(official.headers),
				official.runtime,
			),
	},
	'a folder, made': {
		parameters: () =>
			form('createFolder', {
				spaceId: id(SPACE),
				folderId: id('0'),
				name: 'new 新',
				options: { ...options, conflictStrategy: 'RETURN_DENTRY_IF_EXISTS' },
				simplify: false,
			}),
		path: /folders$/,
		reads: ({ dentry }) => dentry,
		official: async (official) =>
			await storageOf(official).addFolderWithOptions(
				SPACE,
				'0',
				new storage.AddFolderRequest({
					unionId,
					name: 'new 新',
					option: new storage.AddFolderRequestOption({
						conflictStrategy: 'RETURN_DENTRY_IF_EXISTS',
					}),
				}),
				new storage.AddFolderHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, copied': {
		parameters: () => form('copy', { ...ofCsv(), ...targetForm }),
		path: /copy$/,
		official: async (official) =>
			await storageOf(official).copyDentryWithOptions(
				SPACE,
				file.dentryId,
				new storage.CopyDentryRequest({ unionId, ...target }),
				new storage.CopyDentryHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, moved': {
		parameters: () =>
			form('move', {
				...ofCsv(),
				...targetForm,
				options: { ...options, conflictStrategy: 'AUTO_RENAME', keepPermissions: true },
			}),
		path: /move$/,
		official: async (official) =>
			await storageOf(official).moveDentryWithOptions(
				SPACE,
				file.dentryId,
				new storage.MoveDentryRequest({
					unionId,
					...target,
					option: new storage.MoveDentryRequestOption({
						conflictStrategy: 'AUTO_RENAME',
						presevePermissions: true,
					}),
				}),
				new storage.MoveDentryHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, renamed': {
		parameters: () =>
			form('rename', { spaceId: id(SPACE), dentryId: id(file.dentryId), newName: 'API.csv' }),
		path: /rename$/,
		official: async (official) =>
			await storageOf(official).renameDentryWithOptions(
				SPACE,
				file.dentryId,
				new storage.RenameDentryRequest({ unionId, newName: 'API.csv' }),
				new storage.RenameDentryHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, deleted': {
		parameters: () =>
			form('delete', {
				spaceId: id(SPACE),
				dentryId: id(file.dentryId),
				options: { ...options, toRecycleBin: false },
			}),
		path: /dentries\/\d+$/,
		official: async (official) =>
			await storageOf(official).deleteDentryWithOptions(
				SPACE,
				file.dentryId,
				new storage.DeleteDentryRequest({ unionId, toRecycleBin: false }),
				new storage.DeleteDentryHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, shared': {
		parameters: () =>
			form('share', { ...ofCsv(), roleId: 'EDITOR', people: { list: [{ ids: 'oncall' }] } }),
		path: /permissions$/,
		official: async (official) =>
			await storage2Of(official).addPermissionWithOptions(
				file.dentryUuid,
				new storage2.AddPermissionRequest({
					unionId,
					roleId: 'EDITOR',
					members: [new storage2.AddPermissionRequestMembers({ type: 'USER', id: 'oncall' })],
				}),
				new storage2.AddPermissionHeaders(official.headers),
				official.runtime,
			),
	},
	'a space, for its organisation': {
		parameters: () => form('share', { ...ofCsv(), options: { ...options, isForAll: true } }),
		path: /spaces\/\d+$/,
		official: async (official) =>
			await storageOf(official).getSpaceWithOptions(
				SPACE,
				new storage.GetSpaceRequest({ unionId }),
				new storage.GetSpaceHeaders(official.headers),
				official.runtime,
			),
	},
	'a node ID, by number': {
		parameters: () => form('share', { ...ofCsv(), people: { list: [{ ids: 'oncall' }] } }),
		path: /queryDentryUuid$/,
		official: async ({ config, headers, runtime }) =>
			await new doc.default(config).getUuidByDentryIdWithOptions(
				file.dentryId,
				new doc.GetUuidByDentryIdRequest({ spaceId: SPACE, operatorId: unionId }),
				new doc.GetUuidByDentryIdHeaders(headers),
				runtime,
			),
	},
	'a number, by node ID': {
		parameters: () => form('get', { dentryId: id(file.dentryUuid) }),
		path: /queryDentryId$/,
		official: async ({ config, headers, runtime }) =>
			await new doc.default(config).getDentryIdByUuidWithOptions(
				file.dentryUuid,
				new doc.GetDentryIdByUuidRequest({ operatorId: unionId }),
				new doc.GetDentryIdByUuidHeaders(headers),
				runtime,
			),
	},
	'a node ID, by link': {
		parameters: () =>
			form('get', {
				dentryId: {
					__rl: true,
					mode: 'url',
					value: `https://alidocs.dingtalk.com/i/nodes/${file.dentryUuid}`,
				},
			}),
		path: /queryByUrl$/,
		official: async ({ config, headers, runtime }) =>
			await new wiki.default(config).getNodeByUrlWithOptions(
				new wiki.GetNodeByUrlRequest({
					operatorId: unionId,
					url: `https://alidocs.dingtalk.com/i/nodes/${file.dentryUuid}`,
				}),
				new wiki.GetNodeByUrlHeaders(headers),
				runtime,
			),
	},
	'a file, sent into a group': {
		parameters: () =>
			form('sendToConversation', { ...ofCsv(), openConversationId: id(conversation) }),
		path: /files\/send$/,
		official: async (official) =>
			await convFileOf(official).sendWithOptions(
				new convFile.SendRequest({
					unionId,
					spaceId: SPACE,
					dentryId: file.dentryId,
					openConversationId: conversation,
				}),
				new convFile.SendHeaders(official.headers),
				official.runtime,
			),
	},
	'a link, sent into a group': {
		parameters: () =>
			form('sendToConversation', {
				...ofCsv(),
				sendAs: 'link',
				openConversationId: id(conversation),
			}),
		path: /links\/send$/,
		official: async (official) =>
			await convFileOf(official).sendLinkWithOptions(
				new convFile.SendLinkRequest({
					unionId,
					spaceId: SPACE,
					dentryId: file.dentryId,
					openConversationId: conversation,
				}),
				new convFile.SendLinkHeaders(official.headers),
				official.runtime,
			),
	},
	'a file, sent by the app': {
		parameters: () => form('sendToConversation', { ...ofCsv(), sendAs: 'operator' }),
		path: /apps\/conversations\/files\/send$/,
		official: async (official) =>
			await convFileOf(official).sendByAppWithOptions(
				new convFile.SendByAppRequest({ unionId, spaceId: SPACE, dentryId: file.dentryId }),
				new convFile.SendByAppHeaders(official.headers),
				official.runtime,
			),
	},
	'a download': {
		parameters: () => form('download', { ...ofCsv(), options: { ...options, version: 1 } }),
		path: /downloadInfos\/query$/,
		official: async (official) =>
			await storageOf(official).getFileDownloadInfoWithOptions(
				SPACE,
				file.dentryId,
				new storage.GetFileDownloadInfoRequest({
					unionId,
					option: new storage.GetFileDownloadInfoRequestOption({ version: 1 }),
				}),
				new storage.GetFileDownloadInfoHeaders(official.headers),
				official.runtime,
			),
	},
	spaces: {
		parameters: () => ({
			resource: 'space',
			operation: 'getAll',
			userId: options.operatorId,
		}),
		path: /drive\/spaces$/,
		official: async ({ config, headers, runtime }) =>
			await new drive.default(config).listSpacesWithOptions(
				new drive.ListSpacesRequest({ unionId, spaceType: 'org', maxResults: 50 }),
				new drive.ListSpacesHeaders(headers),
				runtime,
			),
	},
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

it.each(Object.entries(CASES))(
	'%s: goes over the wire as by the official client, which takes the answer',
	async (_name, { parameters, path, input, official, reads }) => {
		let answer: unknown;
		const { node, client, items } = await clients.compare({
			parameters: parameters(),
			path,
			input,
			official: async (given) => {
				const { body } = (await official(given)) as { body: unknown };
				answer = body;
			},
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
		if (reads)
			expect(items[0].json).toMatchObject(
				plain(reads(answer as Record<string, unknown>)) as object,
			);
	},
);

describe('an upload', () => {
	const upload = (content: Buffer) => ({
		parameters: form('upload', {
			spaceId: id(SPACE),
			folderId: id('0'),
			options: { ...options, conflictStrategy: 'OVERWRITE' },
		}),
		input: [{ json: {}, binary: { data: binaryOf(content, 'a.bin', 'application/octet-stream') } }],
	});

	it('in one piece asks for its address as the official client does, and commits so', async () => {
		const precheck = { name: 'a.bin', size: 3, parentId: '0' };
		const info = await clients.compare({
			...upload(Buffer.from('abc')),
			path: /uploadInfos\/query$/,
			official: async (official) =>
				await storageOf(official).getFileUploadInfoWithOptions(
					SPACE,
					new storage.GetFileUploadInfoRequest({
						unionId,
						protocol: 'HEADER_SIGNATURE',
						multipart: false,
						option: new storage.GetFileUploadInfoRequestOption({
							preCheckParam: new storage.GetFileUploadInfoRequestOptionPreCheckParam(precheck),
						}),
					}),
					new storage.GetFileUploadInfoHeaders(official.headers),
					official.runtime,
				),
		});
		expect(info.node).toEqual(info.client);
		const commit = await clients.compare({
			...upload(Buffer.from('abc')),
			path: /commit$/,
			official: async (official) =>
				await storageOf(official).commitFileWithOptions(
					SPACE,
					new storage.CommitFileRequest({
						unionId,
						uploadKey: 'key',
						name: 'a.bin',
						parentId: '0',
						option: new storage.CommitFileRequestOption({
							size: 3,
							conflictStrategy: 'OVERWRITE',
						}),
					}),
					new storage.CommitFileHeaders(official.headers),
					official.runtime,
				),
		});
		const withoutKey = (requests: Array<{ body: unknown }>) =>
			requests.map(({ body, ...request }) => ({
				...request,
				body: { ...(body as object), uploadKey: 'key' },
			}));
		expect(withoutKey(commit.node)).toEqual(withoutKey(commit.client));
	});

	it('by the official client, in parts, is a file that our node downloads', async () => {
		const parts = [Buffer.alloc(100 * 1024, 'a'), Buffer.from('the end')];
		await clients.compare({
			parameters: form('get', ofCsv()),
			path: /query$/,
			official: async (official) => {
				const client = storageOf(official);
				const { body: begun } = await client.initMultipartFileUploadWithOptions(
					SPACE,
					new storage.InitMultipartFileUploadRequest({ unionId }),
					new storage.InitMultipartFileUploadHeaders(official.headers),
					official.runtime,
				);
				const uploadKey = begun?.uploadKey;
				const { body: infos } = await client.getMultipartFileUploadInfosWithOptions(
					new storage.GetMultipartFileUploadInfosRequest({
						unionId,
						uploadKey,
						partNumbers: [1, 2],
					}),
					new storage.GetMultipartFileUploadInfosHeaders(official.headers),
					official.runtime,
				);
				for (const [index, info] of (infos?.multipartHeaderSignatureInfos ?? []).entries()) {
					const { resourceUrls = [], headers } = info.headerSignatureInfo ?? {};
					const body = new Uint8Array(parts[index]);
					const { status } = await fetch(resourceUrls[0], { method: 'PUT', headers, body });
					expect(status).toBe(200);
				}
				await client.commitFileWithOptions(
					SPACE,
					new storage.CommitFileRequest({ unionId, uploadKey, name: 'big.txt', parentId: '0' }),
					new storage.CommitFileHeaders(official.headers),
					official.runtime,
				);
			},
		});
		expect(fileOf('big.txt').bytes).toBe(100 * 1024 + 7);
		const big = { spaceId: id(SPACE), dentryId: id(fileOf('big.txt').id) };
		const { items } = await clients.compare({
			parameters: form('download', big),
			path: /downloadInfos/,
			official: async () => await Promise.resolve(),
		});
		const data = items[0].binary?.data.data ?? '';
		expect(Buffer.from(data, 'base64').equals(Buffer.concat(parts))).toBe(true);
	});

	it('in parts begins, and asks for addresses, as the official client does', async () => {
		const content = Buffer.alloc(17 * 1024 * 1024, 'x');
		const precheck = { name: 'a.bin', size: content.length, parentId: '0' };
		const init = await clients.compare({
			...upload(content),
			path: /multiPartUploadInfos\/init$/,
			official: async (official) =>
				await storageOf(official).initMultipartFileUploadWithOptions(
					SPACE,
					new storage.InitMultipartFileUploadRequest({
						unionId,
						option: new storage.InitMultipartFileUploadRequestOption({
							preCheckParam: new storage.InitMultipartFileUploadRequestOptionPreCheckParam(
								precheck,
							),
						}),
					}),
					new storage.InitMultipartFileUploadHeaders(official.headers),
					official.runtime,
				),
		});
		expect(init.node).toEqual(init.client);
	});
});
