import type { Store } from '../../state/store.mts';
import type { Dentry } from '../../state/drive.mts';
import { contentOf, sizeOf } from '../../state/drive.mts';

export const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1] ?? '';

/** A folder or file as the storage calls tell of it. */
export function dentryShape({ drive }: Store, dentry: Dentry) {
	const { id, uuid, spaceId, parentId, type, name, versions } = dentry;
	const isFile = type === 'FILE';
	return {
		id,
		uuid,
		spaceId,
		...(parentId === undefined ? {} : { parentId }),
		type,
		name,
		...(isFile ? { size: sizeOf(contentOf(dentry)), extension: extensionOf(name) } : {}),
		path: drive.pathOf(dentry),
		...(isFile ? { version: versions.length } : {}),
		status: 'NORMAL',
		storageDriver: 'DINGTALK',
		partitionType: 'PUBLIC_OSS_PARTITION',
		creatorId: dentry.creatorUnionId,
		modifierId: dentry.modifierUnionId,
		createTime: isoMinute(dentry.createdAt),
		modifiedTime: isoMinute(dentry.modifiedAt),
		properties: { readOnly: false },
	};
}

/** As the pages write times: `2022-07-29T14:55Z`. */
const isoMinute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
