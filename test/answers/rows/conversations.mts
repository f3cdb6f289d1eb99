import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const INTERNAL = { chatId: 'chatphoenix' };
const SCENE = { chatId: 'cidScene00000000000001==' };

export const conversationRows: readonly Row[] = [
	operation('conversation/create: internal', 'im.group.create', {
		name: 'Release',
		ownerUserId: 'lina',
		members: { list: [{ ids: 'bob' }] },
	}),
	operation('conversation/create: scene', 'im.sceneGroup.create', {
		kind: 'scene',
		name: 'Customer',
		templateId: 'tpl-sandbox',
		ownerUserId: 'wangfang',
		members: { list: [{ ids: 'wangfang,alice' }] },
	}),
	operation('conversation/get: internal', 'chat.get', INTERNAL),
	operation('conversation/get: scene', 'im.sceneGroup.query', SCENE),
	operation('conversation/get: scene, its settings', 'scenegroup.get', {
		...SCENE,
		options: { includeSettings: true },
	}),
	operation('conversation/update: internal', 'im.group.update', {
		...INTERNAL,
		updateFields: { name: 'Release 2' },
	}),
	operation('conversation/update: scene', 'im.sceneGroup.update', {
		...SCENE,
		updateFields: { name: 'Customer 2' },
	}),
	operation('conversation/addMembers: internal', 'im.group.update', {
		...INTERNAL,
		members: { list: [{ ids: 'bob' }] },
	}),
	operation('conversation/addMembers: scene', 'im.sceneGroup.member.add', {
		...SCENE,
		members: { list: [{ ids: 'lina' }] },
	}),
	operation('conversation/removeMembers: internal', 'im.group.update', {
		...INTERNAL,
		members: { list: [{ ids: 'alice' }] },
	}),
	operation('conversation/removeMembers: scene', 'im.sceneGroup.member.delete', {
		...SCENE,
		members: { list: [{ ids: 'bob' }] },
	}),
	operation('conversation/getMembers: internal', 'chat.get', INTERNAL),
	operation('conversation/getMembers: scene', 'im.sceneGroup.members.batchQuery', SCENE),
	operation('conversation/getQrCode: internal', 'chat.qrcode.get', {
		...INTERNAL,
		userId: 'lina',
	}),
	operation('conversation/getQrCode: scene', 'im.sceneGroup.query', SCENE),
	operation(
		'conversation/muteMembers',
		'im.sceneGroup.muteMembers.set',
		{ ...SCENE, members: { list: [{ ids: 'bob' }] }, muteMinutes: 5 },
		{ answer: 'nothing' },
	),
	operation('conversation/setNickname: internal', 'chat.updategroupnick', {
		...INTERNAL,
		userId: 'alice',
		nickname: 'Reviewer',
	}),
	operation('conversation/setNickname: scene', 'im.sceneGroup.groupNicks', {
		...SCENE,
		userId: 'bob',
		nickname: 'Support',
	}),
	operation('conversation/setSubAdmins: internal', 'im.subAdministrators', {
		...INTERNAL,
		members: { list: [{ ids: 'alice' }] },
	}),
	operation('conversation/setSubAdmins: scene', 'im.sceneGroup.subAdmins', {
		...SCENE,
		members: { list: [{ ids: 'alice' }] },
	}),
	operation('conversation/convertChatId', 'im.chatIdToOpenConversationId', INTERNAL),
	operation('conversation/disband', 'im.scenegroup.disband', SCENE),
];
