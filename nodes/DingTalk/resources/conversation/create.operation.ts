import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { Operation } from '../../../shared/operation';
import { managementOptions, settingFields } from './settings';

/** Name length and members per call: DingTalk docs "创建普通群". */
export const GROUP_LIMITS = { nameChars: 20, membersPerCall: 40 } as const;

/** @see DingTalk docs "创建普通群": POST /v1.0/im/group/create */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a conversation',
	description: 'Create a group of people of the organisation',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Project Phoenix',
			description: 'Name of the group, 1 to 20 characters',
		},
		{
			displayName: 'Owner User ID',
			name: 'ownerUserId',
			type: 'string',
			required: true,
			default: '',
			description: "The userId of the group's owner, who must be in the app's visible range",
		},
		{
			displayName: 'Member User IDs',
			name: 'userIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. manager4220, user0012',
			description:
				'The userIds of the members, up to 40, separated by commas or as an array. The owner is added when missing; add more people with Update.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				settingFields.approveJoining,
				{
					displayName: 'Icon Media ID',
					name: 'icon',
					type: 'string',
					default: '',
					description: 'Media ID of a picture from Media > Upload',
				},
				settingFields.muteAll,
				settingFields.ownerManages,
				settingFields.ownerMentionsAll,
				settingFields.searchable,
				settingFields.showHistory,
			],
		},
	],
	async run({ api, read }) {
		const name = requireText(read.label('name'), read.text('name'));
		assertMaxChars(read.label('name'), name, GROUP_LIMITS.nameChars);
		const owner = read.id('ownerUserId');
		const members = [...new Set([owner, ...read.idList('userIds')])];
		if (members.length > GROUP_LIMITS.membersPerCall) {
			throw new InputError(
				read.label('userIds'),
				`has ${members.length} entries with the owner; the limit is ${GROUP_LIMITS.membersPerCall}`,
				'Create the group with some of them and add the others with Update',
			);
		}
		const extra = read.group('additionalFields');
		const settings = managementOptions(extra);
		const answer = await api.request<{
			openConversationId: string;
			chatid: string;
			conversationTag?: number;
		}>({
			method: 'POST',
			host: 'api',
			path: '/v1.0/im/group/create',
			body: {
				name,
				owner,
				useridlist: members,
				...(extra.icon ? { icon: extra.icon } : {}),
				...(settings ? { managementOptions: settings } : {}),
			},
		});
		return {
			openConversationId: answer.openConversationId,
			chatId: answer.chatid,
			conversationTag: answer.conversationTag,
		};
	},
};
