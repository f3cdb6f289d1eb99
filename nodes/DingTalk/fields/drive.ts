import type { INodeProperties } from 'n8n-workflow';

/** The space; read together with what is in it by `readPlace`, or with `read.id`. */
export const spaceLocator: INodeProperties = {
	displayName: 'Space',
	name: 'spaceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The space (空间) of the drive: chosen from those that the Operator may see, or named by its ID. Not needed where a link or a node ID names the file or folder.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a space…',
			typeOptions: { searchListMethod: 'searchSpaces', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 25001000001' },
	],
};

/** A file or folder of that space; read with `readPlace`. */
export const dentryLocator: INodeProperties = {
	displayName: 'File or Folder',
	name: 'dentryId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The file or folder: chosen from the list, what was changed last first, or named by its link, number or node ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a file or folder…',
			typeOptions: { searchListMethod: 'searchDentries', searchable: true },
		},
		{
			displayName: 'By Link',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://alidocs.dingtalk.com/i/nodes/EpGBa2Lm8aZxe5my',
			hint: 'What the browser shows, or Copy Link gives; no space is needed',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 60605000005 or EpGBa2Lm8aZxe5my',
			hint: 'The number (dentryId) together with the space, or the node ID (dentryUuid, nodeId, docKey) alone',
		},
	],
};

/** The same modes, with another list. */
const modesBy = (searchListMethod: string, placeholder: string): INodeProperties['modes'] =>
	dentryLocator.modes?.map((mode) =>
		mode.name === 'list'
			? { ...mode, placeholder, typeOptions: { searchListMethod, searchable: true } }
			: mode,
	);

/** A file of that space; read with `readPlace`. */
export const fileLocator: INodeProperties = {
	...dentryLocator,
	displayName: 'File',
	description:
		'The file: chosen from the list, what was changed last first, or named by its link, number or node ID',
	modes: modesBy('searchFiles', 'Select a file…'),
};

/** A folder of that space; read with `readPlace`. */
export const folderLocator: INodeProperties = {
	...dentryLocator,
	displayName: 'Folder',
	name: 'folderId',
	default: { mode: 'list', value: '0', cachedResultName: '/ (the space itself)' },
	description:
		'The folder: chosen from the list, or named by its link, number or node ID; 0 is the space itself',
	modes: modesBy('searchFolders', 'Select a folder…'),
};

/** Where something goes: the space and the folder, under names of their own. */
export const targetLocators: INodeProperties[] = [
	{ ...spaceLocator, displayName: 'Target Space', name: 'targetSpaceId' },
	{
		...folderLocator,
		displayName: 'Target Folder',
		name: 'targetFolderId',
		modes: modesBy('searchTargetFolders', 'Select a folder…'),
	},
];

/** What becomes of something whose name is taken; DingTalk's own values. */
export const conflictOption: INodeProperties = {
	displayName: 'If the Name Is Taken',
	name: 'conflictStrategy',
	type: 'options',
	options: [
		{
			name: 'Choose Another Name',
			value: 'AUTO_RENAME',
			description: 'DingTalk adds a number to it',
		},
		{ name: 'Fail', value: 'RETURN_ERROR_IF_EXISTS' },
		{
			name: 'Keep What Is There',
			value: 'RETURN_DENTRY_IF_EXISTS',
			description: 'And return it in place of a new one',
		},
		{
			name: 'Replace',
			value: 'OVERWRITE',
			description: 'A file gets a new version',
		},
	],
	default: 'AUTO_RENAME',
	description: 'What to do where the folder has something of that name already',
};
