import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../operation/operation';
import type { DingTalkApi } from '../../../shared/transport/api';
import { fetchChat, fetchSceneGroup, fetchSceneGroupDetails } from './fetchGroup';
import {
	chatIdOf,
	groupOfKindField,
	kindField,
	openConversationIdOf,
	readGroupOfKind,
} from './group';
import { coolAppCodeOption } from './memberFields';
import { settingsOf } from './settings';
import { optionsField } from '../../../shared/fields/collections';

interface Wanted {
	simplify: boolean;
	includeSettings: boolean;
	coolAppCode: string;
}

/**
 * @see DingTalk docs "查询群信息": GET /chat/get
 * @see DingTalk docs "查询群信息": POST /v1.0/im/sceneGroups/query
 */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Get name, owner, members and settings of a group',
	endpoints: [
		'GET /chat/get',
		'POST /v1.0/im/sceneGroups/query',
		'POST /topapi/im/chat/scenegroup/get',
	],
	fields: [
		groupOfKindField,
		kindField,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		optionsField({
			options: [
				{ ...coolAppCodeOption, displayOptions: { hide: { '/kind': ['internal'] } } },
				{
					displayName: 'Include Settings',
					name: 'includeSettings',
					type: 'boolean',
					default: false,
					displayOptions: { show: { '/simplify': [true] } },
					description:
						"Whether to add the group's settings and, for a scene group, its admins (one more call)",
				},
			],
		}),
	],
	async run(context) {
		const { api, read } = context;
		const options = read.group('options');
		const wanted: Wanted = {
			simplify: read.flag('simplify'),
			includeSettings: options.flag('includeSettings'),
			coolAppCode: options.idIfAny('coolAppCode'),
		};
		const group = readGroupOfKind(read);
		return group.kind === 'internal'
			? await getInternalGroup(api, chatIdOf(read, group), wanted)
			: await getSceneGroup(api, await openConversationIdOf(context, group), wanted);
	},
};

async function getInternalGroup(
	api: DingTalkApi,
	chatId: string,
	{ simplify, includeSettings }: Wanted,
): Promise<IDataObject> {
	const info = await fetchChat(api, chatId);
	if (!simplify) return { chatId, ...info };
	const memberUserIds = info.useridlist ?? [];
	return {
		chatId,
		name: info.name,
		ownerUserId: info.owner,
		memberUserIds,
		memberCount: memberUserIds.length,
		...(includeSettings ? { settings: settingsOf(info) } : {}),
	};
}

async function getSceneGroup(
	api: DingTalkApi,
	openConversationId: string,
	{ simplify, includeSettings, coolAppCode }: Wanted,
): Promise<IDataObject> {
	const info = await fetchSceneGroup(api, openConversationId, coolAppCode);
	if (!simplify) return { openConversationId, ...info };
	const group = {
		openConversationId,
		name: info.title,
		ownerUserId: info.ownerUserId,
		templateId: info.templateId,
		joinUrl: info.groupUrl,
		icon: info.icon,
		status: info.status,
	};
	if (!includeSettings) return group;
	const details = await fetchSceneGroupDetails(api, openConversationId);
	return {
		...group,
		adminUserIds: details.sub_admin_staff_ids ?? [],
		settings: settingsOf(details.management_options ?? {}),
	};
}
