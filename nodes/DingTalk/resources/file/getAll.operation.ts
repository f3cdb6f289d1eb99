import type { IDataObject } from 'n8n-workflow';

import { actOnNamed, FOLDER_FIELDS } from '../../drive/context';
import type { Place, WireDentry } from '../../drive/dentry';
import { toFile } from '../../drive/dentry';
import { DENTRIES_PER_PAGE, fetchFolderPage } from '../../drive/list';
import { NAME_CALLS, readPlace } from '../../drive/names';
import { folderLocator, spaceLocator } from '../../fields/drive';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';
import type { DingTalkApi } from '../../../shared/transport/api';

/** @see DingTalk docs "获取文件或文件夹列表": GET /v1.0/storage/spaces/{spaceId}/dentries */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many files and folders',
	description: 'List what is in a folder of the drive (钉盘), with or without what is below it',
	endpoints: ['GET /v1.0/storage/spaces/{spaceId}/dentries', ...NAME_CALLS],
	fields: [
		spaceLocator,
		folderLocator,
		...pagingFields,
		simplifyField,
		optionsField({
			options: [
				{
					displayName: 'Include Subfolders',
					name: 'isRecursive',
					type: 'boolean',
					default: false,
					description:
						'Whether to list what is in the folders below too, folder by folder: one call or more for each of them',
				},
				operatorOption,
				{
					displayName: 'Order',
					name: 'order',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'ASC' },
						{ name: 'Descending', value: 'DESC' },
					],
					default: 'DESC',
					description: 'Within each folder',
				},
				{
					displayName: 'Order By',
					name: 'orderBy',
					type: 'options',
					options: [
						{ name: 'Created', value: 'CREATE_TIME' },
						{ name: 'Last Modified', value: 'MODIFIED_TIME' },
						{ name: 'Name', value: 'NAME' },
						{ name: 'Size', value: 'SIZE' },
					],
					default: 'MODIFIED_TIME',
					description: 'What the list goes by',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Files Only', value: 'file' },
						{ name: 'Folders Only', value: 'folder' },
					],
					default: 'any',
					description: 'What to list; only what is listed counts towards the limit',
				},
			],
		}),
	],
	async run(context) {
		const { api, read } = context;
		const named = readPlace(read, FOLDER_FIELDS);
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const options = read.group('options');
		const isRecursive = options.flag('isRecursive');
		const type = options.choice<'any' | 'file' | 'folder'>('type');
		const order = options.choiceIfAny('order');
		const orderBy = options.choiceIfAny('orderBy');
		const query = { ...(order ? { order } : {}), ...(orderBy ? { orderBy } : {}) };
		const { unionId, place } = await actOnNamed(context, named);
		const found: WireDentry[] = [];
		const folders: Place[] = [place];
		for (let at = 0; at < folders.length && found.length < limit; at++) {
			const folder = folders[at];
			const keep = (dentry: WireDentry) => {
				const isFolder = dentry.type?.toUpperCase() === 'FOLDER';
				if (isRecursive && isFolder) folders.push({ ...folder, dentryId: String(dentry.id) });
				return type === 'any' || isFolder === (type === 'folder');
			};
			const list = { unionId, query, limit: limit - found.length, keep };
			for (const dentry of await listFolder(api, folder, list)) found.push(dentry);
		}
		return isSimple ? found.map((dentry) => toFile(dentry, place.spaceId)) : found;
	},
};

interface Listing {
	unionId: string;
	query: IDataObject;
	limit: number;
	keep(dentry: WireDentry): boolean;
}

async function listFolder(
	api: DingTalkApi,
	folder: Place,
	{ unionId, query, limit, keep }: Listing,
): Promise<WireDentry[]> {
	const known = new Set<string>();
	return await pages<WireDentry>(
		tokenPages('nextToken', undefined, { maxResults: DENTRIES_PER_PAGE, ...query }),
		async (paging) => await fetchFolderPage(api, folder, unionId, paging),
		limit,
		(dentry) => {
			// A list that changes while it is read may repeat one.
			const isNew = !known.has(String(dentry.id));
			known.add(String(dentry.id));
			return isNew && keep(dentry);
		},
	);
}
