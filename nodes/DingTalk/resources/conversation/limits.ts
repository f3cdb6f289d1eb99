/**
 * What DingTalk takes, as its docs state it for each call: "创建普通群", "创建场景群", "新增场景群成员",
 * "设置群成员禁言", "更新群管理员".
 */
export const GROUP_LIMITS = {
	nameChars: 20,
	sceneNameChars: 30,
	membersPerCall: 40,
	sceneMembersPerCall: 100,
	sceneMembersAtCreation: 999,
	mutedPerCall: 999,
	adminsPerCall: 12,
	uuidChars: 64,
} as const;
