import { readFileSync } from 'node:fs';
import type { AppInfo, CardTemplate, Department, Group, Person, WebhookRobot } from './types.mts';

/** An app with what only the sandbox may know. */
export interface App extends AppInfo {
	clientSecret: string;
	token?: string;
}

/** A custom robot with its signing secret. */
export interface CustomRobot extends WebhookRobot {
	secret: string;
}

/** A person; hidden ones exist for load tests and are not drawn. */
export interface SeedPerson extends Person {
	hidden: boolean;
}

/** The organisation every seed app belongs to. */
export const CORP_ID = 'dingsandboxcorp';

const LOAD_PEOPLE = 2000;
const LOAD_DEPARTMENT = '900';

function read<T>(name: string): T[] {
	return JSON.parse(readFileSync(new URL(`./seed/${name}.json`, import.meta.url), 'utf8')) as T[];
}

/** The apps of the seed, without tokens. */
export function seedApps(): App[] {
	return read<App>('apps');
}

/** The people of the seed and the hidden `load0001` … `load2000`. */
export function seedPeople(): SeedPerson[] {
	const shown = read<Partial<SeedPerson> & { userId: string; name: string; mobile: string }>(
		'people',
	);
	const people = shown.map((person) => ({
		visible: true,
		hidden: false,
		deptIds: [],
		leads: [],
		...person,
		unionId: `union-${person.userId}`,
	}));
	for (let n = 1; n <= LOAD_PEOPLE; n++) {
		const digits = String(n).padStart(4, '0');
		const userId = `load${digits}`;
		const unionId = `union-${userId}`;
		const mobile = `1390000${digits}`;
		people.push({
			userId,
			unionId,
			name: `Load ${digits}`,
			mobile,
			deptIds: [LOAD_DEPARTMENT],
			leads: [],
			visible: true,
			hidden: true,
		});
	}
	return people;
}

/** The departments of the seed: a tree under the root `1`. */
export function seedDepartments(): Department[] {
	type Listed = Omit<Department, 'visible'> & Partial<Department>;
	return read<Listed>('departments').map((department) => ({ visible: true, ...department }));
}

/** The groups of the seed. */
export function seedGroups(nowMs: number): Group[] {
	return read<Group>('groups').map((group) => ({
		...newGroup(),
		...group,
		createdAt: nowMs,
	}));
}

/** What every group starts with. */
export function newGroup() {
	return {
		icon: '',
		conversationTag: 2,
		flags: defaultFlags(),
		switches: {},
		subAdminUserIds: [],
		nicks: {},
		mutes: {},
		privateChatForbidden: false,
		disbanded: false,
	};
}

/** A new group's management flags. */
function defaultFlags(): Group['flags'] {
	return {
		mentionAllAuthority: 0,
		showHistoryType: 0,
		validationType: 0,
		searchable: 0,
		chatBannedType: 0,
		managementType: 0,
	};
}

/** The card templates of the seed; every app may use them. */
export function seedCardTemplates(): CardTemplate[] {
	return read<CardTemplate>('cardTemplates');
}

/** The custom robots of the seed; all of them belong to Ops Alerts. */
export function seedWebhookRobots(): CustomRobot[] {
	return read<Partial<CustomRobot> & { accessToken: string; name: string }>('webhookRobots').map(
		(robot) => ({
			openConversationId: 'cidOpsAlerts000000001==',
			status: 'active',
			security: 'none',
			keywords: [],
			ipList: [],
			secret: '',
			...robot,
		}),
	);
}
