import type { Behaviour } from '../server/call.mts';
import * as conversation from './conversation.mts';
import { sendToConversation } from './conversationMessage.mts';
import { getMedia, uploadMedia } from './media.mts';
import { downloadMessageFile } from './robotFiles.mts';
import { sendToGroup, sendToPeople } from './robotSend.mts';
import * as robot from './robotStatus.mts';
import * as token from './token.mts';
import * as workRecord from './workRecord.mts';

/** What answers each endpoint, by contract id; `robot.webhook.send` is answered by `webhook.mts`. */
export const BEHAVIOURS: Record<string, Behaviour> = {
	'token.app': token.appToken,
	'token.corp': token.corpToken,
	'token.gettoken': token.gettoken,
	'token.jsapi_ticket': token.jsapiTicket,
	'robot.oto.batchSend': sendToPeople,
	'robot.oto.batchRecall': robot.recallFromPeople,
	'robot.oto.readStatus': robot.readStatus,
	'robot.group.send': sendToGroup,
	'robot.group.recall': robot.recallFromGroup,
	'robot.group.query': robot.queryGroupMessage,
	'robot.groups.query': robot.queryGroups,
	'robot.groupRobots.query': robot.queryGroupRobots,
	'robot.messageFiles.download': downloadMessageFile,
	'media.upload': uploadMedia,
	'media.get': getMedia,
	'media.downloadFile': getMedia,
	'im.send_to_conversation': sendToConversation,
	'chat.create': conversation.createChat,
	'chat.update': conversation.updateChat,
	'chat.get': conversation.getChat,
	'im.group.create': conversation.createGroup,
	'im.group.update': conversation.updateGroup,
	'im.chatIdToOpenConversationId': conversation.convertChatId,
	'workrecord.add': workRecord.addWorkRecord,
	'workrecord.update': workRecord.updateWorkRecord,
	'workrecord.getbyuserid': workRecord.listWorkRecords,
	'workrecord.counts': workRecord.countWorkRecords,
};
