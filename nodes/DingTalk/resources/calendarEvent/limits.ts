/**
 * DingTalk docs "创建日程", "新增日程参与者", "添加会议室", "查询日程列表", "获取日程参与者".
 */
export const EVENT_LIMITS = {
	summaryChars: 2048,
	descriptionChars: 5000,
	attendeesPerCall: 500,
	attendees: 5000,
	roomsPerCall: 5,
	/** A list covers one year at most. */
	rangeDays: 365,
	listPage: 100,
	/** Attendees that an event in a list comes with. */
	attendeesInList: 100,
	attendeesPage: 500,
} as const;
