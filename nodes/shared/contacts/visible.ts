import type { DingTalkApi } from '../transport/api';
import { ROOT_DEPARTMENT } from './departmentId';
import { attemptChildren, fetchDepartment } from './departments';

/** Where the part of the organisation that the app may see begins. */
export interface VisibleRoots {
	departments: Array<{ departmentId: string; name: string }>;
	/** People who are visible by themselves, not by their department. */
	userIds: string[];
}

/**
 * The root department; or, where it is outside the app's visible range, the departments and people that the
 * range is made of.
 *
 * [unverified]: read from the documentation, never called.
 *
 * @see DingTalk docs "获取通讯录权限范围": GET /auth/scopes
 */
export async function fetchVisibleRoots(api: DingTalkApi): Promise<VisibleRoots> {
	const [root, children] = await Promise.all([
		fetchDepartment(api, ROOT_DEPARTMENT),
		attemptChildren(api, ROOT_DEPARTMENT),
	]);
	const refusal = [root, children].find((outcome) => !outcome.ok);
	if (refusal && !refusal.ok && refusal.failure.kind !== 'range') {
		throw api.toError(refusal.failure);
	}
	if (root.ok && children.ok) {
		return {
			departments: [{ departmentId: ROOT_DEPARTMENT, name: root.value.name }],
			userIds: [],
		};
	}
	return await fetchScopes(api);
}

async function fetchScopes(api: DingTalkApi): Promise<VisibleRoots> {
	const { auth_org_scopes: scopes } = await api.request<{
		auth_org_scopes?: { authed_dept?: Array<number | string>; authed_user?: string[] };
	}>({
		method: 'GET',
		host: 'oapi',
		path: '/auth/scopes',
		answer: {
			auth_org_scopes: 'map',
			'auth_org_scopes.authed_dept': 'list?',
			'auth_org_scopes.authed_dept[]': 'digits',
			'auth_org_scopes.authed_user': 'ids?',
		},
	});
	const departments = await Promise.all(
		(scopes?.authed_dept ?? []).map(async (id) => {
			const departmentId = String(id);
			const department = await fetchDepartment(api, departmentId);
			return { departmentId, name: department.ok ? department.value.name : departmentId };
		}),
	);
	return { departments, userIds: scopes?.authed_user ?? [] };
}
