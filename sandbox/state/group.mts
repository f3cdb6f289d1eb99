/** The shapes of groups; `types.mts` has them too. */

/** The six management flags of a group, as DingTalk numbers (0 or 1). */
export interface GroupFlags {
	mentionAllAuthority: number;
	showHistoryType: number;
	validationType: number;
	searchable: number;
	chatBannedType: number;
	managementType: number;
}

/** A group chat. */
export interface Group {
	chatId: string;
	openConversationId: string;
	name: string;
	ownerUserId: string;
	userIds: string[];
	/** Robot codes of the app robots in the group. */
	robotCodes: string[];
	icon: string;
	conversationTag: number;
	flags: GroupFlags;
	/** Switches of a scene group beside the six flags, under DingTalk's snake_case names. */
	switches: Record<string, number>;
	/** The template a scene group was made from. */
	templateId?: string;
	/** Client ID of the app that made the group; absent when a person made it. */
	madeBy?: string;
	subAdminUserIds: string[];
	/** userId → nickname in this group. */
	nicks: Record<string, string>;
	/** userId → muted from … until, sandbox clock, ms. */
	mutes: Record<string, { start: number; end: number }>;
	/** True: members may not add each other as friends or chat in private. */
	privateChatForbidden: boolean;
	disbanded: boolean;
	/** Sandbox clock, ms. */
	createdAt: number;
}
