import type { AskingBehaviour, Behaviour } from '../server/call.mts';
import * as callbacks from './callbacks.mts';
import * as attendees from './calendarAttendees.mts';
import { listCalendars } from './calendarBooks.mts';
import * as event from './calendarEvents.mts';
import * as events from './calendarLists.mts';
import * as cards from './cards.mts';
import * as chat from './legacyChat.mts';
import * as conversation from './conversation.mts';
import { sendToConversation } from './conversationMessage.mts';
import * as department from './departments.mts';
import * as ding from './ding.mts';
import { idempotent } from './idempotent.mts';
import * as members from './groupMembers.mts';
import { muteMembers, muteSettings } from './groupMute.mts';
import * as roles from './groupRoles.mts';
import { getMedia, uploadMedia } from './media.mts';
import { downloadMessageFile } from './robotFiles.mts';
import { sendToGroup, sendToPeople } from './robotSend.mts';
import * as robot from './robotStatus.mts';
import * as rooms from './rooms.mts';
import * as scene from './sceneGroup.mts';
import { openConnection } from './stream.mts';
import { querySchedule } from './schedules.mts';
import * as todo from './todo.mts';
import * as todoLists from './todoLists.mts';
import * as token from './token.mts';
import * as userLists from './userLists.mts';
import * as user from './users.mts';
import { sendNotice } from './workNotice.mts';
import * as notice from './workNoticeStatus.mts';
import * as workRecord from './workRecord.mts';

/** What answers each endpoint, by contract id; those of robots without an app token are in `webhook.mts` and `session.mts`. */
export const BEHAVIOURS: Record<string, Behaviour | AskingBehaviour> = {
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
	'chat.send': chat.sendToChat,
	'chat.getReadList': chat.readListOfChat,
	'chat.updategroupnick': chat.setChatNick,
	'chat.friendswitch.update': chat.setFriendSwitch,
	'chat.qrcode.get': chat.getQrCode,
	'im.sceneGroup.create': scene.createSceneGroup,
	'im.sceneGroups.create_sdk': scene.createSceneGroupSdk,
	'im.sceneGroup.update': scene.updateSceneGroup,
	'im.sceneGroup.query': scene.querySceneGroup,
	'scenegroup.get': scene.getSceneGroup,
	'im.scenegroup.disband': scene.disbandSceneGroup,
	'im.sceneGroup.member.add': members.addSceneMembers,
	'im.sceneGroup.member.delete': members.removeSceneMembers,
	'im.sceneGroup.members.batchQuery': members.queryMembers,
	'im.innerGroups.members.query': members.queryInnerMembers,
	'im.innerGroups.members.check': members.checkInnerMember,
	'im.sceneGroup.subAdmins': roles.setSceneSubAdmins,
	'im.subAdministrators': roles.setInnerSubAdmins,
	'im.sceneGroup.groupNicks': roles.setGroupNick,
	'im.sceneGroup.muteMembers.set': muteMembers,
	'im.sceneGroup.muteSettings.get': muteSettings,
	'robot.ding.send': ding.sendDing,
	'robot.ding.recall': ding.recallDing,
	'robot.ding.readStatuses': ding.dingReadStatuses,
	'work.asyncsend_v2': sendNotice,
	'work.getsendprogress': notice.noticeProgress,
	'work.getsendresult': notice.noticeResult,
	'work.recall': notice.recallNotice,
	'work.status_bar.update': notice.updateStatusBar,
	'user.get': user.getUser,
	'user.getbymobile': user.getUserByMobile,
	'user.getbyunionid': user.getUserByUnionId,
	'user.list': userLists.listUsers,
	'user.listsimple': userLists.listUserNames,
	'user.listid': userLists.listUserIds,
	'contact.users.search': userLists.searchUsers,
	'contact.departments.search': userLists.searchDepartments,
	'dept.listsub': department.listSubDepartments,
	'dept.listsubid': department.listSubDepartmentIds,
	'dept.get': department.getDepartment,
	'dept.listparentbydept': department.listParentsOfDepartment,
	'dept.listparentbyuser': department.listParentsOfUser,
	'stream.open': openConnection,
	'card.create': cards.createCard,
	'card.deliver': cards.deliverCard,
	'card.createAndDeliver': cards.createAndDeliverCard,
	'card.update': cards.updateCardInstance,
	'card.callback.register': cards.registerCardCallback,
	'callback.register': callbacks.registerCallback,
	'callback.update': callbacks.updateCallback,
	'callback.get': callbacks.getCallback,
	'callback.delete': callbacks.deleteCallback,
	'callback.failed': callbacks.failedCallbacks,
	'workrecord.add': workRecord.addWorkRecord,
	'workrecord.update': workRecord.updateWorkRecord,
	'workrecord.getbyuserid': workRecord.listWorkRecords,
	'workrecord.counts': workRecord.countWorkRecords,
	'todo.create': todo.createTodo,
	'todo.get': todo.getTodo,
	'todo.getBySourceId': todo.getTodoBySourceId,
	'todo.update': todo.updateTodo,
	'todo.executorStatus': todo.updateExecutorStatus,
	'todo.delete': todo.deleteTodo,
	'todo.org.query': todoLists.queryTodos,
	'todo.organizations.query': todoLists.queryTodosByUser,
	'todo.count': todoLists.countTodos,
	'calendar.calendars.list': listCalendars,
	'calendar.event.create': idempotent(event.createEvent),
	'calendar.event.update': idempotent(event.updateEvent),
	'calendar.event.get': event.getEvent,
	'calendar.event.delete': idempotent(event.deleteEvent),
	'calendar.event.respond': idempotent(attendees.respondToEvent),
	'calendar.event.instances': events.listInstances,
	'calendar.events.list': events.listEvents,
	'calendar.events.view': events.viewEvents,
	'calendar.attendees.add': idempotent(attendees.addAttendees),
	'calendar.attendees.remove': idempotent(attendees.removeAttendees),
	'calendar.attendees.list': attendees.listAttendees,
	'calendar.querySchedule': querySchedule,
	'calendar.meetingRooms.schedules': rooms.queryRooms,
	'calendar.meetingRooms.add': idempotent(rooms.addRooms),
	'calendar.meetingRooms.remove': idempotent(rooms.removeRooms),
};
