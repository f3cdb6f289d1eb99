import { userIdsOf } from '../../../shared/contacts/people';
import { InputError } from '../../../shared/errors/inputError';
import type { Operation } from '../../operation/operation';
import type { ItemReader } from '../../../shared/params/params';
import { inBatches } from '../../../shared/batches';
import { groupField, groupKeys, openConversationIdOf, readGroup } from './group';
import { GROUP_LIMITS } from './limits';
import { membersField, readMembers } from './memberFields';
import { MINUTE_MS } from '../../../shared/run/durations';

/** @see DingTalk docs "设置群成员禁言": POST /v1.0/im/sceneGroups/muteMembers/set (the answer has an empty body) */
export const muteMembers: Operation = {
	value: 'muteMembers',
	name: 'Mute Members',
	action: 'Mute members of a group',
	description: 'Keep members of a group from writing for some time, or let them write again',
	endpoints: ['POST /v1.0/im/sceneGroups/muteMembers/set'],
	fields: [
		groupField,
		{
			displayName: 'Action',
			name: 'muteAction',
			type: 'options',
			options: [
				{ name: 'Mute', value: 'mute' },
				{ name: 'Unmute', value: 'unmute' },
			],
			default: 'mute',
			description: 'Whether the members are muted or may write again',
		},
		{ ...membersField, description: `${membersField.description}. The owner cannot be muted.` },
		{
			displayName: 'Duration (Minutes)',
			name: 'muteMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			displayOptions: { show: { muteAction: ['mute'] } },
			description: 'For how long the members cannot write',
		},
	],
	orderKeys: groupKeys,
	async run(context) {
		const { api, read, directory } = context;
		const people = readMembers(read);
		const isMute = read.choice('muteAction') === 'mute';
		const state = {
			muteStatus: isMute ? 1 : 0,
			// Required in both cases.
			muteDuration: isMute ? durationMs(read) : 0,
		};
		const group = readGroup(read);
		const userIdList = await userIdsOf(directory, people);
		const openConversationId = await openConversationIdOf(context, group);
		const { done, failed } = await inBatches(
			api,
			userIdList,
			GROUP_LIMITS.mutedPerCall,
			(batch) => ({
				method: 'POST',
				host: 'api',
				path: '/v1.0/im/sceneGroups/muteMembers/set',
				answer: 'nothing',
				body: { openConversationId, userIdList: batch, ...state },
			}),
		);
		return {
			success: failed.length === 0,
			openConversationId,
			[isMute ? 'muted' : 'unmuted']: done,
			failed,
		};
	},
};

function durationMs(read: ItemReader): number {
	const minutes = read.number('muteMinutes');
	if (minutes > 0) return Math.round(minutes * MINUTE_MS);
	throw new InputError(
		read.label('muteMinutes'),
		`is ${minutes}, and members are muted for some time`,
		'Give a number of minutes above 0, or choose Unmute',
	);
}
