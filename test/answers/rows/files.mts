import type { DriveNames } from '../../../sandbox/control/driveControl.mts';
import type { INodeExecutionData } from 'n8n-workflow';

import { binaryOf, runDingTalk } from '../../helpers/dingTalk.mts';
import type { Parameters, Row, World } from '../row.mts';
import { operation } from '../row.mts';

const SPACE = '25001000001';
/** Goes in parts. */
const BIG_BYTES = 17 * 1024 * 1024;

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const itemWith = (content: string | Buffer): INodeExecutionData[] => [
	{ json: {}, binary: { data: binaryOf(content, 'a.txt', 'text/plain') } },
];

/** By which of its names the form names a file. */
type By = (names: DriveNames, field: string) => object;
const byNumber: By = ({ dentryId }, field) => ({ spaceId: id(SPACE), [field]: id(dentryId) });
const byNode: By = ({ dentryUuid }, field) => ({ [field]: id(dentryUuid) });
const byLink: By = ({ dentryUuid }, field) => ({
	[field]: { __rl: true, mode: 'url', value: `https://alidocs.dingtalk.com/i/nodes/${dentryUuid}` },
});

interface Work {
	/** Of a file or folder that is new each time; the field that names it is `dentryId`, unless said otherwise. */
	of?: 'file' | 'folder' | 'fullFolder';
	field?: string;
	parameters?: (world: World) => object;
	input?: INodeExecutionData[];
}

function work(
	name: string,
	endpoint: string,
	{ of = 'file', field = 'dentryId', parameters = () => ({}), input }: Work,
	by = byNumber,
): Row {
	const [path] = name.split(':');
	const [resource, operationName] = path.split('/');
	return {
		name,
		operation: path,
		endpoint,
		async start(world) {
			const { control } = world.sandbox;
			let names: DriveNames = { dentryId: '', dentryUuid: '' };
			const call = async () => {
				const { items, error } = await runDingTalk({
					parameters: {
						resource,
						operation: operationName,
						...by(names, field),
						...parameters(world),
					} as Parameters,
					input,
					credentials: world.credentials,
				});
				return { output: items, error };
			};
			let count = 0;
			return await Promise.resolve(
				Object.assign(call, {
					async before() {
						const title = `row ${++count}`;
						const add = { file: control.addDriveFile, folder: control.addDriveFolder };
						names =
							of === 'file' ? add.file(SPACE, title, Buffer.from('abc')) : add.folder(SPACE, title);
						const { dentryId: folderId } = names;
						if (of === 'fullFolder') add.file(SPACE, 'a', Buffer.from('abc'), { folderId });
						await Promise.resolve();
					},
				}),
			);
		},
	};
}

/** A row for the call itself, and one for each call that finds what a form names otherwise. */
const named = (name: string, endpoint: string, given: Work): Row[] => [
	work(name, endpoint, given),
	work(`${name}: by node ID`, 'doc.dentryId.query', given, byNode),
	work(`${name}: by link`, 'wiki.node.queryByUrl', given, byLink),
];

const folder: Work = { of: 'folder', field: 'folderId' };
const small: Work = { ...folder, input: itemWith('abc') };
const big: Work = { ...folder, input: itemWith(Buffer.alloc(BIG_BYTES, 'abc')) };
const target = () => ({ targetSpaceId: id('25001000002'), targetFolderId: id('0') });
const shared: Work = {
	parameters: () => ({
		people: { list: [{ ids: 'bob' }] },
		options: { departments: { list: [{ ids: '200' }] } },
	}),
};
const sent = (sendAs: string): Work => ({
	parameters: () => ({ sendAs, openConversationId: id('cidPhoenix0000000000001==') }),
});
const inMessage: Work = {
	parameters: () => ({
		target: 'people',
		people: { list: [{ ids: 'lina' }] },
		messageType: 'file',
		fileSource: 'drive',
		options: { fileName: 'a.pdf' },
	}),
};
const search = { keyword: '发布', options: { isLocated: true } };

export const fileRows: readonly Row[] = [
	...named('file/upload', 'storage.uploadInfo.query', small),
	work('file/upload: the commit', 'storage.file.commit', small),
	work('file/upload: in parts', 'storage.multipart.init', big),
	work('file/upload: addresses of parts', 'storage.multipart.infos', big),
	...named('file/download', 'storage.downloadInfo.query', {}),
	work('file/download: what it is', 'storage.dentry.get', {}),
	...named('message/send: a file of the drive', 'storage.dentry.get', inMessage),
	work('message/send: a file of the drive, its address', 'storage.downloadInfo.query', inMessage),
	work('message/send: a file of the drive, its upload', 'media.upload', inMessage),
	...named('file/get', 'storage.dentry.get', {}),
	...named('file/getAll', 'storage.dentries.list', folder),
	...named('file/createFolder', 'storage.folder.create', {
		...folder,
		parameters: () => ({ name: 'new' }),
	}),
	...named('file/copy', 'storage.dentry.copy', { parameters: target }),
	work('file/copy: of a folder', 'storage.task.get', { of: 'fullFolder', parameters: target }),
	...named('file/move', 'storage.dentry.move', { parameters: target }),
	work('file/move: of a folder', 'storage.task.get', { of: 'fullFolder', parameters: target }),
	...named('file/rename', 'storage.dentry.rename', { parameters: () => ({ newName: 'new' }) }),
	...named('file/delete', 'storage.dentry.delete', {}),
	work('file/delete: of a folder', 'storage.task.get', { of: 'fullFolder' }),
	...named('file/share', 'storage.permission.add', shared),
	work('file/share: by number', 'doc.dentryUuid.query', shared),
	work('file/share: with a department', 'storage.space.get', shared),
	...named('file/sendToConversation', 'convFile.file.send', sent('file')),
	work('file/sendToConversation: a link', 'convFile.link.send', sent('link')),
	work('file/sendToConversation: to the Operator', 'convFile.file.sendByApp', sent('operator')),
	operation('file/search', 'storage.dentries.search', search),
	operation('file/search: with spaces', 'doc.dentryId.query', search),
	operation('space/getAll', 'drive.spaces.list', {}),
];
