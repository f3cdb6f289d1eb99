import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Request, World } from '../../server/call.mts';
import type { App } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';
import type { Group } from '../../state/types.mts';

/** The codes one endpoint has for a group it does not work with. */
export interface GroupCodes {
	/** No such group. */
	unknown: string;
	/** Not made from a template. */
	noTemplate: string;
	/** Made from another app's template. */
	othersTemplate: string;
}

/** A scene group of the app's own template: the only kind these calls work with. */
export function findSceneGroup(
	{ store }: World,
	{ endpoint, app }: Request,
	openConversationId: unknown,
	codes: GroupCodes,
): Group | Answer {
	const group = store.liveGroup(openConversationId as string);
	if (!group) return apiError(endpoint, codes.unknown);
	if (!group.templateId) return apiError(endpoint, codes.noTemplate);
	if (!app.templateIds.includes(group.templateId)) {
		return apiError(endpoint, codes.othersTemplate);
	}
	if (store.people.get(group.ownerUserId)?.visible) return group;
	return apiError(endpoint, 'permession.checkFailed', { message: '群主不在应用可见性内' });
}

/** The userIds behind two lists; undefined stands for a unionId nobody has. */
export function toUserIds(
	store: Store,
	userIds: unknown,
	unionIds: unknown,
): Array<string | undefined> {
	const byUnionId = new Map([...store.people.values()].map((one) => [one.unionId, one.userId]));
	return [
		...((userIds as string[] | undefined) ?? []),
		...((unionIds as string[] | undefined) ?? []).map((unionId) => byUnionId.get(unionId)),
	];
}

/** Refuses people who do not exist, then those outside the visible range. */
export function peopleProblem(
	store: Store,
	{ endpoint }: Request,
	userIds: Array<string | undefined>,
	unknown: string,
): Answer | undefined {
	const people = userIds.map((userId) => store.people.get(userId ?? ''));
	if (people.some((person) => !person || person.external)) return apiError(endpoint, unknown);
	const isOutside = people.some((person) => !person?.visible);
	return isOutside ? apiError(endpoint, 'permession.checkFailed') : undefined;
}

/** True when the app may make groups from the template; else the refusal. */
export function templateProblem(
	{ store }: World,
	{ endpoint }: Request,
	app: App,
	templateId: string,
): Answer | undefined {
	if (app.templateIds.includes(templateId)) return undefined;
	const isOthers = [...store.apps.values()].some((one) => one.templateIds.includes(templateId));
	const problem = isOthers ? 'permessionDenied.appNotInstalled' : 'notFound';
	return apiError(endpoint, `groupTemplate.${problem}`);
}
