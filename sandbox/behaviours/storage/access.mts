import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { World } from '../../server/call.mts';
import type { Dentry, Grant, Role } from '../../state/drive.mts';
import { ROLES } from '../../state/drive.mts';
import type { SeedPerson } from '../../state/seed.mts';
import { CORP_ID } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';
import { pathOf } from '../contacts/departmentTree.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';

/** Whether a grant is to this person, alone or as one of many. */
function isTo(store: Store, { type, id }: Grant, { userId, deptIds }: SeedPerson): boolean {
	switch (type) {
		case 'USER':
			return id === userId;
		case 'ORG':
			return id === CORP_ID;
		case 'DEPT':
			return deptIds.some((deptId) => pathOf(store, deptId).includes(id));
		case 'CONVERSATION':
			return store.groups.get(id)?.userIds.includes(userId) === true;
		default:
			return false;
	}
}

/** A number that grows with what the person may do; -1 for nothing. Who made something owns it. */
function rankOf(store: Store, dentry: Dentry, person: SeedPerson): number {
	const line = store.drive.lineOf(dentry);
	if (line.some((one) => one.creatorUnionId === person.unionId)) return ROLES.indexOf('OWNER');
	const grants = line.flatMap((one) => one.grants).filter((grant) => isTo(store, grant, person));
	return Math.max(-1, ...grants.map(({ roleId }) => ROLES.indexOf(roleId)));
}

export const maySee = (store: Store, dentry: Dentry, person: SeedPerson): boolean =>
	rankOf(store, dentry, person) >= 0;

/** Who asks, by the unionId in the query; or the refusal. */
export function personIn(
	{ store }: World,
	endpoint: Endpoint,
	unionId: string,
): SeedPerson | Answer {
	return personOfUnion(store, unionId) ?? apiError(endpoint, 'paramError');
}

/** What a call names, and what the person has to be for it. */
interface Wanted {
	endpoint: Endpoint;
	unionId: string;
	spaceId: string;
	dentryId: string;
	role: Role;
}

/**
 * The folder or file, for a person who has the role on it. To somebody who may not even see it DingTalk says that it is
 * not there, as public reports have it [unverified]. The space of approvals has rights of its own, and shows nothing.
 */
export function reach(
	world: World,
	{ endpoint, unionId, spaceId, dentryId, role }: Wanted,
): Dentry | Answer {
	const { store } = world;
	const person = personIn(world, endpoint, unionId);
	if ('status' in person) return person;
	// A code of its own only where the page lists one.
	const orPlain = (code: string): string =>
		endpoint.errors?.some((one) => one.code === code) ? code : 'paramError';
	if (!/^\d+$/.test(spaceId)) return apiError(endpoint, orPlain('paramError.spaceId'));
	if (!/^\d+$/.test(dentryId)) return apiError(endpoint, orPlain('paramError.dentryId'));
	const space = store.drive.spaces.get(spaceId);
	const noSpace = endpoint.errors?.some(({ code }) => code === 'spaceNotExist')
		? 'spaceNotExist'
		: 'dentryNotExist';
	if (!space) return apiError(endpoint, noSpace);
	if (space.kind === 'approval') return apiError(endpoint, 'permissionDenied');
	const dentry = store.drive.find(spaceId, dentryId);
	if (!dentry || !maySee(store, dentry, person)) {
		return apiError(endpoint, dentryId === '0' ? noSpace : 'dentryNotExist');
	}
	const isEnough = rankOf(store, dentry, person) >= ROLES.indexOf(role);
	return isEnough ? dentry : apiError(endpoint, 'permissionDenied');
}
