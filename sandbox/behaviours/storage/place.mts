import type { Dentry, DriveStore, NewDentry } from '../../state/drive.mts';
import { extensionOf } from './shape.mts';

/** What becomes of something whose name is taken, as calls name it. */
export type Strategy =
	| 'AUTO_RENAME'
	| 'OVERWRITE'
	| 'RETURN_DENTRY_IF_EXISTS'
	| 'RETURN_ERROR_IF_EXISTS';

/** The way to put something under its name, or that the name is taken. */
type Placing =
	| { how: 'new'; name: string }
	| { how: 'replace'; existing: Dentry }
	| { how: 'keep'; existing: Dentry }
	| { how: 'taken' };

/**
 * How something comes into a folder, by what is there already. What a new name looks like is [unverified]: DingTalk
 * says only that it is another one.
 */
export function placing(
	drive: DriveStore,
	folder: Dentry,
	{ name, type }: Pick<Dentry, 'name' | 'type'>,
	strategy: Strategy = 'AUTO_RENAME',
	self?: Dentry,
): Placing {
	const others = drive.childrenOf(folder).filter((one) => one.id !== self?.id);
	const existing = others.find((one) => one.name === name);
	if (!existing) return { how: 'new', name };
	if (strategy === 'RETURN_ERROR_IF_EXISTS') return { how: 'taken' };
	if (strategy === 'RETURN_DENTRY_IF_EXISTS') return { how: 'keep', existing };
	if (strategy === 'OVERWRITE' && existing.type === type) return { how: 'replace', existing };
	const names = new Set(others.map((one) => one.name));
	const extension = type === 'FILE' ? extensionOf(name) : '';
	const [stem, end] =
		extension === '' ? [name, ''] : [name.slice(0, -extension.length - 1), `.${extension}`];
	let count = 1;
	while (names.has(`${stem}(${count})${end}`)) count++;
	return { how: 'new', name: `${stem}(${count})${end}` };
}

/** A file that comes into a folder; undefined when its name is taken and may not be. */
export function placeFile(
	drive: DriveStore,
	folder: Dentry,
	given: Omit<NewDentry, 'spaceId' | 'parentId' | 'type'> & { content: Buffer[] },
	{ strategy, now }: { strategy?: Strategy; now: number },
): Dentry | undefined {
	const way = placing(drive, folder, { ...given, type: 'FILE' }, strategy);
	if (way.how === 'taken') return undefined;
	if (way.how === 'keep') return way.existing;
	if (way.how === 'replace') {
		way.existing.versions.push(given.content);
		way.existing.modifierUnionId = given.unionId;
		way.existing.modifiedAt = now;
		return way.existing;
	}
	const { spaceId, id: parentId } = folder;
	return drive.add({ ...given, name: way.name, spaceId, parentId, type: 'FILE' });
}

/** Characters that no name may have; the page has only the code. */
export const isNameIllegal = (name: string): boolean =>
	/[\\/:*?"<>|]/.test(name) || name.trim() === '';
