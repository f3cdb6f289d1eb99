import type { IDataObject } from 'n8n-workflow';

import { isDingtalkId } from '../params/personRef';
import { firstTextAt, textAt } from './payload';

/** Whoever wrote something. Outsiders have no user ID, and often no union ID: only `dingtalkId` tells them apart. */
export interface Person {
	name?: string;
	userId?: string;
	unionId?: string;
	/** DingTalk's own ID of a person, the same in every organisation: `$:LWCP_v1:$…`. */
	dingtalkId?: string;
	corpId?: string;
}

/** The sender that a message, a quote or a line of a forwarded chat names. */
export function personOf(data: IDataObject): Person {
	// In groups of several organisations it may be no user ID at all [unverified].
	const staffId = textAt(data, 'senderStaffId');
	const isForeign = staffId !== undefined && isDingtalkId(staffId);
	return {
		name: firstTextAt(data, ['senderNick', 'senderName']),
		userId: isForeign ? undefined : staffId,
		unionId: textAt(data, 'senderUnionId'),
		dingtalkId: textAt(data, 'senderId') ?? (isForeign ? staffId : undefined),
		corpId: textAt(data, 'senderCorpId'),
	};
}
