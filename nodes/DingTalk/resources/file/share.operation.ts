import type { IDataObject } from 'n8n-workflow';

import { userIdsOf } from '../../../shared/contacts/people';
import { actOnNamed, DENTRY_FIELDS, placeKey } from '../../drive/context';
import { NAME_CALLS, nodeIdOf, readPlace } from '../../drive/names';
import { dentryLocator, spaceLocator } from '../../fields/drive';
import type { ItemContext, Operation } from '../../operation/operation';
import { readDepartmentIds } from '../../../shared/contacts/departmentId';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { departmentsField } from '../../../shared/fields/places';
import type { DingTalkApi } from '../../../shared/transport/api';
import { path } from '../../../shared/wire/path';

/** Members of one call; DingTalk docs "添加权限". */
const MEMBERS_PER_CALL = 30;

interface Member extends IDataObject {
	type: 'USER' | 'DEPT' | 'ORG';
	id: string;
	corpId?: string;
}

/**
 * @see DingTalk docs "添加权限": POST /v2.0/storage/spaces/dentries/{dentryUuid}/permissions
 * @see DingTalk docs "获取空间信息": GET /v1.0/storage/spaces/{spaceId}
 */
export const share: Operation = {
	value: 'share',
	name: 'Share',
	action: 'Share a file or folder',
	description:
		'Let people, departments or the whole organisation read, download, edit or manage it',
	endpoints: [
		'POST /v2.0/storage/spaces/dentries/{dentryUuid}/permissions',
		'GET /v2.0/doc/dentries/{dentryId}/queryDentryUuid',
		'GET /v1.0/storage/spaces/{spaceId}',
		...NAME_CALLS,
	],
	fields: [
		spaceLocator,
		dentryLocator,
		{
			displayName: 'Role',
			name: 'roleId',
			type: 'options',
			options: [
				{ name: 'Can Download', value: 'DOWNLOADER', description: 'Read and download' },
				{ name: 'Can Edit', value: 'EDITOR', description: 'Read, download, change and add' },
				{
					name: 'Can Manage',
					value: 'MANAGER',
					description: 'What editors can, and say who else may use it',
				},
				{ name: 'Can Read', value: 'READER', description: 'Read without downloading' },
			],
			default: 'READER',
			description: 'What they may do with it, and with all below a folder',
		},
		peopleField({
			displayName: 'People',
			name: 'people',
			description: 'Who gets the role',
		}),
		optionsField({
			options: [
				departmentsField({
					displayName: 'Departments',
					name: 'departments',
					description: 'Departments whose people get the role, those below them included',
				}),
				operatorOption,
				{
					displayName: 'Whole Organisation',
					name: 'isForAll',
					type: 'boolean',
					default: false,
					description: 'Whether everybody in the organisation gets the role',
				},
			],
		}),
	],
	orderKeys: (context) => [placeKey(context)],
	async run(context) {
		const { api, read, directory } = context;
		const named = readPlace(read, DENTRY_FIELDS);
		const roleId = read.choice('roleId');
		const wanted = readMembers(context);
		const { unionId, place } = await actOnNamed(context, named);
		const userIds = await userIdsOf(directory, wanted.people);
		const isForMany = wanted.departmentIds.length > 0 || wanted.isForAll;
		// A department is named together with its organisation.
		const corpId = isForMany ? await corpIdOf(api, place.spaceId, unionId) : '';
		const members: Member[] = [
			...userIds.map((id) => ({ type: 'USER' as const, id })),
			...wanted.departmentIds.map((id) => ({ type: 'DEPT' as const, id, corpId })),
			...(wanted.isForAll ? [{ type: 'ORG' as const, id: corpId, corpId }] : []),
		];
		const nodeId = await nodeIdOf(api, place, unionId);
		for (let at = 0; at < members.length; at += MEMBERS_PER_CALL) {
			const some = members.slice(at, at + MEMBERS_PER_CALL);
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: path`/v2.0/storage/spaces/dentries/${nodeId}/permissions`,
				answer: { success: 'true' },
				query: { unionId },
				body: { roleId, members: some },
				// Who has the role already has it then too.
				repeatable: true,
			});
			if (outcome.ok) continue;
			const names = members.slice(at).map(({ id }) => id);
			const prefix = at === 0 ? undefined : `Not shared with ${names.join(', ')}`;
			throw api.toError(outcome.failure, { prefix });
		}
		const { spaceId, dentryId } = place;
		return { spaceId, dentryId, nodeId, roleId, sharedWith: members };
	},
};

function readMembers({ read }: ItemContext) {
	const people = read.people('people');
	const options = read.group('options');
	const departmentIds = options.has('departments') ? readDepartmentIds(options, 'departments') : [];
	const isForAll = options.flag('isForAll');
	if (people.length + departmentIds.length === 0 && !isForAll) {
		throw new InputError(
			read.label('people'),
			'is empty, and nobody else is named',
			"Add people, or 'Departments' or 'Whole Organisation' in the options",
		);
	}
	return { people, departmentIds, isForAll };
}

async function corpIdOf(api: DingTalkApi, spaceId: string, unionId: string): Promise<string> {
	const { space } = await api.request<{ space: { corpId: string } }>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/storage/spaces/${spaceId}`,
		answer: { 'space.corpId': 'text' },
		query: { unionId },
	});
	return space.corpId;
}
