import type { Store } from '../../state/store.mts';
import type { Department } from '../../state/types.mts';

/** The department of the whole organisation. */
export const ROOT = '1';

/** The departments directly below this one, in the organisation's order. */
export function childrenOf(store: Store, deptId: string): Department[] {
	return [...store.departments.values()].filter((one) => one.parentId === deptId);
}

/** From the department up to the root, both included. */
export function pathOf(store: Store, deptId: string): string[] {
	const path: string[] = [];
	for (let at = store.departments.get(deptId); at; at = store.departments.get(at.parentId ?? '')) {
		path.push(at.deptId);
	}
	return path;
}

/** True when the department is there and neither it nor one above it is outside the visible range. */
export function isDepartmentVisible(store: Store, deptId: string): boolean {
	const path = pathOf(store, deptId);
	return path.length > 0 && path.every((id) => store.departments.get(id)?.visible);
}

/** The department and all visible ones below it. */
export function subtreeOf(store: Store, deptId: string): string[] {
	const below = childrenOf(store, deptId).filter((one) => one.visible);
	return [deptId, ...below.flatMap((one) => subtreeOf(store, one.deptId))];
}
