import type { ItemContext } from '../operation/operation';
import { operatorOf } from '../../shared/contacts/operator';
import type { FoundPlace, NamedPlace } from './names';
import { findPlace, readPlace } from './names';

/** Fields that name a file or folder, as most forms have them. */
export const DENTRY_FIELDS = { space: 'spaceId', dentry: 'dentryId' };
export const FOLDER_FIELDS = { space: 'spaceId', dentry: 'folderId' };
export const TARGET_FIELDS = { space: 'targetSpaceId', dentry: 'targetFolderId' };

/** Who acts, and what the form names. */
export interface Acting {
	unionId: string;
	place: FoundPlace;
}

/** The file or folder of the form, as the person sees it who acts. The rest of the form has to be read before. */
export async function actOn(context: ItemContext): Promise<Acting> {
	return await actOnNamed(context, readPlace(context.read, DENTRY_FIELDS));
}

/** The same for a place that was read already. */
export async function actOnNamed(context: ItemContext, named: NamedPlace): Promise<Acting> {
	const unionId = await operatorOf(context);
	return { unionId, place: await findPlace(context.api, named, unionId) };
}

/** In order keys: what two items name in the same words. */
export const placeKey = ({ read }: Pick<ItemContext, 'read'>, fields = DENTRY_FIELDS): string =>
	JSON.stringify(readPlace(read, fields));
