import { sorted } from '../fields/sorted';

/** An event that DingTalk pushes to internal apps. */
export interface EventEntry {
	/** DingTalk's name, such as `bpms_instance_change`. */
	eventType: string;
	/** `Area: What Happened`, as the Events dropdown shows it. */
	name: string;
	/** The keys of its data in DingTalk's current spelling; HTTP pushes may spell their case differently. */
	keys: readonly string[];
}

/** In the Events list: whatever DingTalk pushes, events of no catalogue included. */
export const ALL_EVENTS = '*';

const PEOPLE = ['timeStamp', 'userId'];
const LABELS = ['labelIdList', 'scope'];
const CHAT = [
	'timeStamp',
	'chatId',
	'openConversationId',
	'operator',
	'operatorUnionId',
	'corpId',
] as const;
const CHAT_MEMBERS = [...CHAT, 'userId', 'unionId'];
const COOL_APP = [
	'coolAppCode',
	'robotCode',
	'openConversationId',
	'openConversationCorpId',
	'operator',
	'operateTime',
];
/** DingTalk spells it `operatTime`. */
const ROBOT_MESSAGE = [
	'processQueryKey',
	'robotCode',
	'openConversationId',
	'userId',
	'unionId',
	'operatTime',
];
const APPROVAL = [
	'processInstanceId',
	'processCode',
	'type',
	'result',
	'title',
	'staffId',
	'businessId',
	'bizCategoryId',
	'createTime',
	'finishTime',
	'url',
];
const TASK = ['taskId', 'unionIdList', 'bizTag'];
const ATTENDANCE_SETTING = ['id', 'name', 'action', 'corpid'];
const DENTRY = [
	'spaceId',
	'dentryId',
	'type',
	'extension',
	'unionId',
	'eventScope',
	'eventScopeId',
];
/** Its data is documented only by example. */
const UNLISTED: string[] = [];

const entry = (eventType: string, name: string, keys: readonly string[]): EventEntry => ({
	eventType,
	name,
	keys,
});

/**
 * The events of internal apps, by name.
 *
 * @see DingTalk docs "事件列表": the sample payload of each event
 */
export const EVENT_CATALOGUE: readonly EventEntry[] = sorted([
	entry('bpms_instance_change', 'Approval: Instance Changed', APPROVAL),
	entry('bpms_task_change', 'Approval: Task Changed', [...APPROVAL, 'taskId', 'remark']),
	entry('workflow_form_change', 'Approval: Form Changed', ['formCode', 'type', 'name', 'appUuid']),
	entry('attendance_check_record', 'Attendance: Clocked In or Out', ['dataList']),
	entry('check_in', 'Attendance: Checked In', ['timeStamp', 'staffId']),
	entry('attend_group_change', 'Attendance: Group Changed', ATTENDANCE_SETTING),
	entry('attend_shift_change', 'Attendance: Shift Changed', ATTENDANCE_SETTING),
	entry('attendance_approve_status_change', 'Attendance: Approval Status Changed', [
		'approveType',
		'processInstanceId',
		'mainProcessInstanceId',
		'processCode',
		'status',
		'corpId',
	]),
	entry('leave_rule_change', 'Attendance: Leave Rule Changed', UNLISTED),
	entry('leave_quota_update', 'Attendance: Leave Balance Updated', UNLISTED),
	entry('attend_bossCheck_change', 'Attendance: Record Corrected by Manager', UNLISTED),
	entry('attend_user_daily_summary_refresh', 'Attendance: Daily Summary Refreshed', UNLISTED),
	entry('attendance_report_column_change', 'Attendance: Report Column Changed', UNLISTED),
	entry('calendar_event_change', 'Calendar: Event Changed', [
		'calendarEventId',
		'calendarId',
		'unionIdList',
		'changeType',
		'operator',
		'calendarEventUpdateTime',
		'legacyCalendarEventId',
	]),
	entry('chat_add_member', 'Group: Member Added', CHAT_MEMBERS),
	entry('chat_remove_member', 'Group: Member Removed', CHAT_MEMBERS),
	entry('chat_quit', 'Group: Member Left', CHAT),
	entry('chat_disband', 'Group: Disbanded', CHAT),
	entry('chat_update_title', 'Group: Renamed', [...CHAT, 'title']),
	entry('chat_update_owner', 'Group: Owner Changed', [
		'timeStamp',
		'openConversationId',
		'owner',
		'operatorUnionId',
		'corpId',
	]),
	entry('chat_template_change', 'Group: Template Changed', [
		'templateId',
		'status',
		'openConversationId',
		'operator',
		'operatorUnionId',
		'changedTimeStamp',
	]),
	entry('im_cool_app_install', 'Group: Cool App Installed', COOL_APP),
	entry('im_cool_app_uninstall', 'Group: Cool App Uninstalled', COOL_APP),
	entry('user_add_org', 'Organisation: Employee Joined', PEOPLE),
	entry('user_leave_org', 'Organisation: Employee Left', PEOPLE),
	entry('user_modify_org', 'Organisation: Employee Changed', [...PEOPLE, 'diffInfo']),
	entry('user_active_org', 'Organisation: Employee Activated', ['userId']),
	entry('org_admin_add', 'Organisation: Administrator Added', PEOPLE),
	entry('org_admin_remove', 'Organisation: Administrator Removed', PEOPLE),
	entry('org_dept_create', 'Organisation: Department Created', ['deptId']),
	entry('org_dept_modify', 'Organisation: Department Changed', ['deptId']),
	entry('org_dept_remove', 'Organisation: Department Removed', ['deptId']),
	entry('org_change', 'Organisation: Details Changed', []),
	entry('org_remove', 'Organisation: Disbanded', []),
	entry('label_user_change', 'Organisation: Roles of Employee Changed', [
		'userIdList',
		'labelIdList',
		'action',
	]),
	entry('label_conf_add', 'Organisation: Role Added', LABELS),
	entry('label_conf_modify', 'Organisation: Role Changed', [
		...LABELS,
		'preLabelList',
		'postLabelList',
	]),
	entry('label_conf_del', 'Organisation: Role Deleted', LABELS),
	entry('blackboard_sent', 'Organisation: Announcement Sent', [
		'blackboardId',
		'blackboardType',
		'categoryId',
		'categoryName',
		'unionId',
		'receivers',
	]),
	entry('robot_msg_read', 'Robot: Message Read', ROBOT_MESSAGE),
	entry('robot_msg_recall', 'Robot: Message Recalled', ROBOT_MESSAGE),
	entry('storage_dentry_create', 'Drive: File or Folder Created', DENTRY),
	entry('storage_dentry_update', 'Drive: File or Folder Updated', DENTRY),
	entry('storage_dentry_delete', 'Drive: File or Folder Deleted', DENTRY),
	entry('todo_task_create', 'Todo: Task Created', TASK),
	entry('todo_task_update', 'Todo: Task Updated', TASK),
	entry('todo_task_delete', 'Todo: Task Deleted', TASK),
]);

const BY_TYPE = new Map(EVENT_CATALOGUE.map((one) => [one.eventType, one]));

/** What is known of an event type; DingTalk has more than the catalogue. */
export const eventEntryOf = (eventType: string): EventEntry | undefined => BY_TYPE.get(eventType);
