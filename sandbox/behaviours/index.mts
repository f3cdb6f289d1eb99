import type { AskingBehaviour, Behaviour } from '../server/call.mts';
import * as fields from './aiTable/fields.mts';
import * as records from './aiTable/records.mts';
import * as resources from './aiTable/resources.mts';
import * as tables from './aiTable/tables.mts';
import * as callbacks from './push/callbacks.mts';
import * as attachment from './approval/attachments.mts';
import * as instance from './approval/instances.mts';
import * as process from './approval/processes.mts';
import * as approvalStart from './approval/start.mts';
import * as task from './approval/tasks.mts';
import { listPunches, listResults } from './attendance/attendance.mts';
import * as attendees from './calendar/attendees.mts';
import { listCalendars } from './calendar/books.mts';
import * as event from './calendar/events.mts';
import * as events from './calendar/lists.mts';
import * as cards from './card/cards.mts';
import { streamCard } from './card/streaming.mts';
import * as chat from './legacy/chat.mts';
import * as conversation from './group/group.mts';
import * as convFile from './convFile/convFile.mts';
import { sendToConversation } from './legacy/conversation.mts';
import * as department from './contacts/departments.mts';
import * as blocks from './docs/blocks.mts';
import * as documents from './docs/documents.mts';
import * as ding from './ding/ding.mts';
import { idempotent } from './calendar/idempotent.mts';
import * as members from './group/members.mts';
import { muteMembers, muteSettings } from './group/mute.mts';
import * as roles from './group/roles.mts';
import { getMedia, uploadMedia } from './media/media.mts';
import { downloadMessageFile } from './robot/files.mts';
import { sendToGroup, sendToPeople } from './robot/send.mts';
import * as robot from './robot/status.mts';
import { listReports } from './report/report.mts';
import * as rooms from './calendar/rooms.mts';
import * as scene from './group/sceneGroup.mts';
import { openConnection } from './push/stream.mts';
import { querySchedule } from './calendar/schedules.mts';
import { downloadInfo } from './storage/downloads.mts';
import * as dentry from './storage/dentries.mts';
import * as permission from './storage/permissions.mts';
import * as space from './storage/spaces.mts';
import { getTask } from './storage/tasks.mts';
import * as upload from './storage/uploads.mts';
import * as lines from './spreadsheet/lines.mts';
import * as ranges from './spreadsheet/ranges.mts';
import * as sheets from './spreadsheet/sheets.mts';
import * as wiki from './wiki/lists.mts';
import { nodeOfUrl, nodesById } from './wiki/nodes.mts';
import * as todo from './todo/todo.mts';
import * as todoLists from './todo/lists.mts';
import * as token from './token/token.mts';
import * as userLists from './contacts/userLists.mts';
import * as user from './contacts/users.mts';
import { sendWorkNotification } from './workNotification/send.mts';
import * as notification from './workNotification/status.mts';
import * as workRecord from './workRecord/workRecord.mts';

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
	'attendance.list': listResults,
	'attendance.listRecord': listPunches,
	'report.list': listReports,
	'robot.ding.send': ding.sendDing,
	'robot.ding.recall': ding.recallDing,
	'robot.ding.readStatuses': ding.dingReadStatuses,
	'work.asyncsend_v2': sendWorkNotification,
	'work.getsendprogress': notification.workNotificationProgress,
	'work.getsendresult': notification.workNotificationResult,
	'work.recall': notification.recallWorkNotification,
	'work.status_bar.update': notification.updateStatusBar,
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
	'card.spaces.append': cards.appendSpaces,
	'card.streaming': streamCard,
	'card.tops.close': cards.closeTopCard,
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
	'workflow.form.schema': process.getSchema,
	'workflow.templates.visible': process.listVisible,
	'workflow.templates.managed': process.listManaged,
	'workflow.processCode.byName': process.findByName,
	'workflow.forecast': approvalStart.forecast,
	'workflow.instance.create': approvalStart.createInstance,
	'workflow.instance.get': instance.getInstance,
	'workflow.instanceIds.query': instance.queryInstanceIds,
	'workflow.instance.terminate': instance.terminateInstance,
	'workflow.instance.comment': task.addComment,
	'workflow.task.execute': task.executeTask,
	'workflow.task.redirect': task.redirectTask,
	'workflow.todoTasks.numbers': task.countTodoTasks,
	'workflow.attachment.space': attachment.getSpace,
	'workflow.attachment.authPreview': attachment.authPreview,
	'workflow.attachment.authDownload': attachment.authDownload,
	'workflow.attachment.downloadUrl': attachment.downloadUrl,
	'storage.uploadInfo.query': upload.uploadInfo,
	'storage.multipart.init': upload.initParts,
	'storage.multipart.infos': upload.partInfos,
	'storage.file.commit': upload.commitFile,
	'storage.downloadInfo.query': downloadInfo,
	'storage.dentries.list': dentry.listFolder,
	'storage.dentries.listAll': dentry.listSpace,
	'storage.dentry.get': dentry.getDentry,
	'storage.dentry.copy': dentry.copyDentry,
	'storage.dentry.move': dentry.moveDentry,
	'storage.dentry.rename': dentry.renameDentry,
	'storage.dentry.delete': dentry.deleteDentry,
	'storage.folder.create': dentry.addFolder,
	'storage.task.get': getTask,
	'storage.space.get': space.getSpace,
	'storage.dentries.search': space.searchFiles,
	'storage.permission.add': permission.addPermission,
	'storage.permission.remove': permission.removePermission,
	'storage.permission.list': permission.listPermissions,
	'drive.spaces.list': space.listSpaces,
	'wiki.node.queryByUrl': nodeOfUrl,
	'wiki.node.get': wiki.getNode,
	'wiki.nodes.batchQuery': nodesById,
	'wiki.nodes.list': wiki.listNodes,
	'wiki.workspace.get': wiki.getBase,
	'wiki.workspaces.list': wiki.listBases,
	'doc.workspaceDoc.create': documents.createDocument,
	'doc.workspaceDoc.delete': documents.deleteDocument,
	'doc.content.overwrite': blocks.overwriteContent,
	'doc.blocks.list': blocks.listBlocks,
	'doc.blocks.insert': blocks.insertBlock,
	'doc.dentryId.query': space.dentryIdOfUuid,
	'doc.dentryUuid.query': space.uuidOfDentryId,
	'convFile.file.send': convFile.sendFile,
	'convFile.file.sendByApp': convFile.sendByApp,
	'convFile.link.send': convFile.sendLink,
	'notable.getAllSheets': tables.listSheets,
	'notable.getAllFields': fields.listFields,
	'notable.insertRecords': records.insertRecords,
	'notable.getRecord': records.getRecord,
	'notable.listRecords': records.listRecords,
	'notable.updateRecords': records.updateRecords,
	'notable.deleteRecords': records.deleteRecords,
	'notable.createSheet': tables.createSheet,
	'notable.updateSheet': tables.updateSheet,
	'notable.deleteSheet': tables.deleteSheet,
	'notable.createField': fields.createField,
	'notable.updateField': fields.updateField,
	'notable.deleteField': fields.deleteField,
	'doc.resource.uploadInfo': resources.uploadInfo,
	'rooms.list': rooms.listRooms,
	'workbook.getAllSheets': sheets.listSheets,
	'workbook.getSheet': sheets.getSheet,
	'workbook.createSheet': sheets.createSheet,
	'workbook.deleteSheet': sheets.deleteSheet,
	'workbook.getRange': ranges.getRange,
	'workbook.updateRange': ranges.updateRange,
	'workbook.clear': ranges.clearRange,
	'workbook.clearData': ranges.clearRangeData,
	'workbook.appendRows': lines.appendRows,
	'workbook.insertRowsBefore': lines.insertRows,
	'workbook.insertColumnsBefore': lines.insertColumns,
	'workbook.deleteRows': lines.deleteRows,
	'workbook.deleteColumns': lines.deleteColumns,
	'calendar.meetingRooms.schedules': rooms.queryRooms,
	'calendar.meetingRooms.add': idempotent(rooms.addRooms),
	'calendar.meetingRooms.remove': idempotent(rooms.removeRooms),
};
