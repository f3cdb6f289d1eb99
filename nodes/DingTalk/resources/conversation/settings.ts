import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import type { FormReader } from '../../../shared/params/params';
import type { GroupKind } from './group';

/** Flags of every group, which DingTalk takes as 0 or 1: camelCase for internal groups. */
const COMMON_FLAGS = {
	approveJoining: 'validationType',
	muteAll: 'chatBannedType',
	ownerManages: 'managementType',
	ownerMentionsAll: 'mentionAllAuthority',
	searchable: 'searchable',
	showHistory: 'showHistoryType',
} as const;

/** Flags of scene groups only. */
const SCENE_FLAGS = {
	adminsAddMembers: 'only_admin_can_add_mem',
	adminsPinMessages: 'only_admin_can_set_msg_top',
	adminsSendDing: 'only_admin_can_ding',
	allCreateEvents: 'all_members_can_create_calendar',
	allStartLives: 'group_live_switch',
	allStartMeetings: 'all_members_can_create_mcs_conf',
	blockChatsWithAdmins: 'members_to_admin_chat',
	blockGroupMail: 'group_email_disabled',
	blockPrivateChats: 'add_friend_forbidden',
	keepLeavers: 'not_quit_when_emp_leave',
} as const;

type CommonFlag = keyof typeof COMMON_FLAGS;
type SceneFlag = keyof typeof SCENE_FLAGS;

const flag = (
	name: CommonFlag | SceneFlag,
	displayName: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'boolean', default: false, description });

const COMMON_FIELDS: INodeProperties[] = [
	flag('approveJoining', 'Approve Joining', 'Whether the owner or an admin approves who joins'),
	flag('muteAll', 'Mute All', 'Whether only the owner and admins may write'),
	flag('ownerManages', 'Only Owner Manages', 'Whether only the owner may change the group'),
	flag(
		'ownerMentionsAll',
		'Only Owner Mentions All',
		'Whether only the owner may mention everyone',
	),
	flag('searchable', 'Searchable', 'Whether the group is found by its name'),
	flag('showHistory', 'Show History', 'Whether new members see earlier messages'),
];

const SCENE_FIELDS: INodeProperties[] = [
	flag('adminsAddMembers', 'Only Admins Add Members', 'Whether only owner and admins add members'),
	flag(
		'adminsPinMessages',
		'Only Admins Pin Messages',
		'Whether only owner and admins pin messages',
	),
	flag('adminsSendDing', 'Only Admins Send DING', 'Whether only owner and admins send a DING'),
	flag(
		'allCreateEvents',
		'Everyone Creates Events',
		'Whether members create events for each other',
	),
	flag('allStartLives', 'Everyone Starts Live Streams', 'Whether any member starts a live stream'),
	flag('allStartMeetings', 'Everyone Starts Meetings', 'Whether any member starts a call'),
	flag('blockChatsWithAdmins', 'Block Chats With Admins', 'Whether members cannot write to admins'),
	flag('blockGroupMail', 'Block Group Mail', 'Whether members cannot send mail to the group'),
	flag('blockPrivateChats', 'Block Private Chats', 'Whether members cannot write to each other'),
	flag('keepLeavers', 'Keep Leavers', 'Whether people who leave the organisation stay members'),
].map((field) => ({
	...field,
	description: `${field.description} (scene groups)`,
	displayOptions: { hide: { '/kind': ['internal'] } },
}));

/** Management settings of a group, for Additional Fields and Update Fields. */
export const settingFields: INodeProperties[] = [...COMMON_FIELDS, ...SCENE_FIELDS];

export const iconField: INodeProperties = {
	displayName: 'Icon Media ID',
	name: 'icon',
	type: 'string',
	default: '',
	description: 'Media ID of a picture from Media > Upload',
};

const toSnakeCase = (name: string) =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * DingTalk's `managementOptions` (`management_options` of a scene group), from the flags that the user set.
 *
 * @throws InputError for a setting that this kind of group does not have
 */
export function managementOptions(fields: FormReader, kind: GroupKind): IDataObject | undefined {
	const wire: IDataObject = {};
	for (const [name, camel] of Object.entries(COMMON_FLAGS)) {
		const flag = fields.flagIfAny(name);
		if (flag !== undefined) wire[kind === 'scene' ? toSnakeCase(camel) : camel] = flag ? 1 : 0;
	}
	for (const [name, snake] of Object.entries(SCENE_FLAGS)) {
		const flag = fields.flagIfAny(name);
		if (flag === undefined) continue;
		if (kind === 'internal') throw notOfInternalGroups(fields.label(name));
		wire[snake] = flag ? 1 : 0;
	}
	return Object.keys(wire).length === 0 ? undefined : wire;
}

const notOfInternalGroups = (field: string): InputError =>
	new InputError(field, 'is a setting of scene groups only', `Remove '${field}'`);

/** The settings that DingTalk tells of a group, under the names of the fields; values are 0/1 or text. */
export function settingsOf(wire: IDataObject): IDataObject {
	const settings: IDataObject = {};
	for (const [name, camel] of Object.entries({ ...COMMON_FLAGS, ...SCENE_FLAGS })) {
		const value = wire[camel] ?? wire[toSnakeCase(camel)];
		if (value !== undefined && value !== null) settings[name] = Number(value) === 1;
	}
	return settings;
}
