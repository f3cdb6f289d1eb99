import type { Resource } from '../../operation/operation';
import { addMembers } from './addMembers.operation';
import { convertChatId } from './convertChatId.operation';
import { create } from './create.operation';
import { disband } from './disband.operation';
import { get } from './get.operation';
import { getMembers } from './getMembers.operation';
import { getQrCode } from './getQrCode.operation';
import { muteMembers } from './muteMembers.operation';
import { removeMembers } from './removeMembers.operation';
import { setNickname } from './setNickname.operation';
import { setSubAdmins } from './setSubAdmins.operation';
import { update } from './update.operation';

export const conversation: Resource = {
	value: 'conversation',
	name: 'Group',
	operations: [
		create,
		get,
		update,
		addMembers,
		removeMembers,
		getMembers,
		muteMembers,
		setSubAdmins,
		setNickname,
		getQrCode,
		disband,
		convertChatId,
	],
};
