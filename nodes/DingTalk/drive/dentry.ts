import type { IDataObject } from 'n8n-workflow';

import type { FieldRule } from '../../shared/errors/confirm';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';

/** A file or folder (DingTalk: dentry) by the space it lies in. */
export interface Place {
	spaceId: string;
	/** Digits; `ROOT` for the space itself. */
	dentryId: string;
}

/** The root folder of every space. */
export const ROOT = '0';

/** A file or folder as DingTalk tells of it. */
export interface WireDentry extends IDataObject {
	id: string;
	/** The same file's name in documents and knowledge bases: dentryUuid, nodeId, docKey. */
	uuid?: string;
	spaceId?: string;
	parentId?: string;
	type?: string;
	name?: string;
	/** Bytes. */
	size?: number | string;
	extension?: string;
	path?: string;
	version?: number | string;
	creatorId?: string;
	modifierId?: string;
	/** ISO 8601. */
	createTime?: string;
	modifiedTime?: string;
}

const FIELDS = {
	id: 'id',
	uuid: 'text?',
	spaceId: 'id?',
	parentId: 'id?',
	type: 'text?',
	name: 'text?',
	size: 'digits?',
	extension: 'text?',
	path: 'text?',
	version: 'digits?',
} as const;

/** What an answer with a dentry carries of it; `at` is where: `dentry`, or `dentries[]`. */
export const dentryAnswer = (at: string): Record<string, FieldRule> =>
	Object.fromEntries(Object.entries(FIELDS).map(([name, rule]) => [`${at}.${name}`, rule]));

/** A file or folder in a few words; what the answer leaves out, from where it lies. */
export const toFile = (dentry: WireDentry, spaceId: string): IDataObject => ({
	spaceId: String(dentry.spaceId ?? spaceId),
	dentryId: String(dentry.id),
	nodeId: dentry.uuid,
	name: dentry.name,
	type: dentry.type?.toLowerCase(),
	...(dentry.size === undefined ? {} : { bytes: Number(dentry.size) }),
	extension: dentry.extension,
	path: dentry.path,
	parentId: dentry.parentId,
	...(dentry.version === undefined ? {} : { version: Number(dentry.version) }),
	createdAt: dentry.createTime,
	modifiedAt: dentry.modifiedTime,
	creatorUnionId: dentry.creatorId,
	modifierUnionId: dentry.modifierId,
});

/**
 * One file or folder.
 *
 * @throws NodeApiError when it is not there, or the person may not see it, which DingTalk says in the same words
 * @see DingTalk docs "获取文件或文件夹信息": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query
 */
export async function fetchDentry(
	api: DingTalkApi,
	{ spaceId, dentryId }: Place,
	unionId: string,
): Promise<WireDentry> {
	const { dentry } = await api.request<{ dentry: WireDentry }>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/query`,
		answer: dentryAnswer('dentry'),
		query: { unionId },
		body: {},
		repeatable: true,
	});
	return dentry;
}
