import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { sift } from '../../shared/listSearch/sift';
import { createApi } from '../../shared/transport/api';
import type { WireDentry } from '../drive/dentry';
import { ROOT } from '../drive/dentry';
import { fetchSpacePage } from '../drive/list';
import { actorOf, contentIn, shown } from '../../shared/contacts/actor';

/** What lists of folders begin with. */
const ROOT_NAME = '/ (the space itself)';

const isFolder = ({ type }: WireDentry): boolean => type?.toUpperCase() === 'FOLDER';

/** Files, folders or both of the form's space, by their paths; what was changed last first. */
const searchIn = (
	space: { field: string; label: string },
	keep: (dentry: WireDentry) => boolean,
	hasRoot = false,
) =>
	async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const api = await createApi(this);
		const spaceId = await shown(this, async () => {
			const given = contentIn(this, space.field);
			if (/^\d+$/.test(given)) return await Promise.resolve(given);
			throw new InputError(space.label, 'is not chosen yet', 'Choose the space first');
		});
		const unionId = await actorOf(this, api);
		return await sift(filter, paginationToken, async (token) => {
			const { items, next } = await fetchSpacePage(api, spaceId, unionId, token);
			const found = items.filter(keep).map(({ id, path, name }) => ({
				name: path || name || String(id),
				value: String(id),
			}));
			return {
				results: [...(hasRoot && !token ? [{ name: ROOT_NAME, value: ROOT }] : []), ...found],
				...(items.length > 0 && next ? { paginationToken: String(next) } : {}),
			};
		});
	};

const SPACE = { field: 'spaceId', label: 'Space' };
const TARGET = { field: 'targetSpaceId', label: 'Target Space' };

export const searchDentries = searchIn(SPACE, () => true);
export const searchFiles = searchIn(SPACE, (dentry) => !isFolder(dentry));
export const searchFolders = searchIn(SPACE, isFolder, true);
export const searchTargetFolders = searchIn(TARGET, isFolder, true);
