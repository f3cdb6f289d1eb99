import { looksLikeMobile, looksLikeUnionId, refuseDingtalkIds } from '../params/personRef';
import type { DingTalkApi } from '../transport/api';
import type { Directory } from './resolve';

/** What errors call the person whom the credential names. */
export const OPERATOR_OF_CREDENTIAL = 'Operator of the credential';

/**
 * The credential's operator as userId, for calls that want one; '' when it has none. What looks like a userId
 * is taken as one, and costs no call.
 */
export async function operatorUserId({
	api,
	directory,
}: {
	api: Pick<DingTalkApi, 'settings'>;
	directory: Pick<Directory, 'userIdOf'>;
}): Promise<string> {
	const value = api.settings.operatorId;
	refuseDingtalkIds(OPERATOR_OF_CREDENTIAL, [value]);
	if (!looksLikeUnionId(value) && !looksLikeMobile(value)) return value;
	return await directory.userIdOf({ by: 'any', value, field: OPERATOR_OF_CREDENTIAL });
}
