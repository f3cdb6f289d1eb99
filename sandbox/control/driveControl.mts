import type { Store } from '../state/store.mts';

/** In which folder, and by whom. */
export interface DrivePlace {
	/** @default the root of the space */
	folderId?: string;
	/** @default zhangwei */
	userId?: string;
}

/** The names of what was put into the drive. */
export interface DriveNames {
	dentryId: string;
	dentryUuid: string;
}

/** The part of the control that is about the drive: what people do there. Names are not compared. */
export interface DriveControl {
	/** A person puts a file into a space. */
	addDriveFile(spaceId: string, fileName: string, content: Buffer, place?: DrivePlace): DriveNames;
	/** A person makes a folder in a space. */
	addDriveFolder(spaceId: string, name: string, place?: DrivePlace): DriveNames;
}

/** The control of the drive. */
export function createDriveControl(store: Store): DriveControl {
	function add(
		spaceId: string,
		given: { name: string; content?: Buffer[] },
		{ folderId = '0', userId = 'zhangwei' }: DrivePlace = {},
	): DriveNames {
		if (store.drive.find(spaceId, folderId)?.type !== 'FOLDER') {
			throw new TypeError(`There is no folder "${folderId}" in a space "${spaceId}"`);
		}
		const unionId = store.people.get(userId)?.unionId ?? '';
		const type = given.content ? 'FILE' : 'FOLDER';
		const { id, uuid } = store.drive.add({ ...given, type, spaceId, parentId: folderId, unionId });
		store.changed();
		return { dentryId: id, dentryUuid: uuid };
	}
	return {
		addDriveFile: (spaceId, name, content, place) =>
			add(spaceId, { name, content: [content] }, place),
		addDriveFolder: (spaceId, name, place) => add(spaceId, { name }, place),
	};
}
