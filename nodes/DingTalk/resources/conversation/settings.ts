import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Flags of a group that DingTalk takes as 0 or 1. */
const FLAGS = {
	approveJoining: 'validationType',
	muteAll: 'chatBannedType',
	ownerManages: 'managementType',
	ownerMentionsAll: 'mentionAllAuthority',
	searchable: 'searchable',
	showHistory: 'showHistoryType',
} as const;

const flag = (
	name: keyof typeof FLAGS,
	displayName: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'boolean', default: false, description });

/** Management settings of a group, for Additional Fields and Update Fields. */
export const settingFields = {
	approveJoining: flag(
		'approveJoining',
		'Approve Joining',
		'Whether the owner or an admin approves who joins',
	),
	muteAll: flag('muteAll', 'Mute All', 'Whether only the owner and admins may write'),
	ownerManages: flag(
		'ownerManages',
		'Only Owner Manages',
		'Whether only the owner may change the group',
	),
	ownerMentionsAll: flag(
		'ownerMentionsAll',
		'Only Owner Mentions All',
		'Whether only the owner may mention everyone',
	),
	searchable: flag('searchable', 'Searchable', 'Whether the group is found by its name'),
	showHistory: flag('showHistory', 'Show History', 'Whether new members see earlier messages'),
};

/** DingTalk's `managementOptions`, from the flags that the user set. */
export function managementOptions(fields: IDataObject): IDataObject | undefined {
	const set = Object.entries(FLAGS).filter(([name]) => fields[name] !== undefined);
	if (set.length === 0) return undefined;
	return Object.fromEntries(set.map(([name, wire]) => [wire, fields[name] === true ? 1 : 0]));
}
