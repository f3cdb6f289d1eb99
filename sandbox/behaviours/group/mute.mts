import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';

/** `POST /v1.0/im/sceneGroups/muteMembers/set`: answers with an empty body. */
export const muteMembers: Behaviour = ({ store }, { body, endpoint }) => {
	const group = store.groups.get(body.openConversationId as string);
	if (!group) return apiError(endpoint, 'invalidParameter.openConversationIdDecError');
	if (group.disbanded) return apiError(endpoint, 'invalidGroupParams');
	const userIds = body.userIdList as string[];
	if (userIds.includes(group.ownerUserId)) return apiError(endpoint, 'cannot.ban.owner');
	if (userIds.some((userId) => !group.userIds.includes(userId))) {
		return apiError(endpoint, 'cannot.find.user');
	}
	const start = store.now();
	for (const userId of userIds) {
		if (body.muteStatus === 0) delete group.mutes[userId];
		else group.mutes[userId] = { start, end: start + (body.muteDuration as number) };
	}
	store.changed();
	return { status: 200, body: '', headers: { 'content-type': 'application/json' }, code: '' };
};

/** `GET /v1.0/im/sceneGroups/muteSettings`. */
export const muteSettings: Behaviour = ({ store }, { query, endpoint }) => {
	const group = store.liveGroup(query.openConversationId);
	if (!group) return apiError(endpoint, 'invalidParam.openConversationIdDecryptFailed');
	const mute = group.mutes[query.userId];
	const isMuted = mute !== undefined && mute.end > store.now();
	return ok({
		groupMuteMode: group.flags.chatBannedType === 1,
		userMuteResult: {
			userMuteMode: isMuted,
			...(isMuted ? { muteStartTime: mute.start, muteEndTime: mute.end } : {}),
		},
	});
};
