import { InputError } from '../errors/inputError';
import type { ItemReader } from '../params/params';
import type { PersonRef } from '../params/personRef';
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

/** What is needed to find out who acts; an `ItemContext` has it. */
export interface OperatorContext {
	api: Pick<DingTalkApi, 'settings'>;
	directory: Pick<Directory, 'unionIdOf'>;
	read: Pick<ItemReader, 'group' | 'label' | 'personIfAny'>;
}

/**
 * Who acts: the Operator of the node's Options, else that of the credential, which may be any ID.
 *
 * @param stand who acts when the node names nobody. @default the credential's Operator
 * @throws InputError naming both when both are empty
 */
export const readOperator = (context: OperatorContext, stand?: PersonRef): PersonRef =>
	context.read.group('options').personIfAny('operatorId') ??
	stand ??
	credentialOperator(context.api, "'Operator' in the options");

/** The unionId of who acts; see `readOperator`. */
export const operatorOf = async (context: OperatorContext): Promise<string> =>
	await context.directory.unionIdOf(readOperator(context));

/**
 * The person of an optional picker, in whose place the credential's Operator stands.
 *
 * @throws InputError naming both when both are empty
 */
export function readPersonOrOperator({ api, read }: OperatorContext, name: string): PersonRef {
	return read.personIfAny(name) ?? credentialOperator(api, `'${read.label(name)}'`);
}

/**
 * The same for calls that take userIds: what looks like one in the credential is taken as one, and costs no call.
 *
 * @throws as `readPersonOrOperator`
 */
export function readUserOrOperator(context: OperatorContext, name: string): PersonRef {
	const person = readPersonOrOperator(context, name);
	const isUserId = person.by === 'any' && !looksLikeMobile(person.value);
	return isUserId ? { ...person, by: 'userId' } : person;
}

/**
 * The Operator of the credential.
 *
 * @param place where else the form could name somebody
 * @throws InputError naming both when it is empty
 */
export function credentialOperator(api: OperatorContext['api'], place: string): PersonRef {
	const value = api.settings.operatorId;
	refuseDingtalkIds(OPERATOR_OF_CREDENTIAL, [value]);
	if (value !== '') {
		// A unionId as such costs no call, and no permission for contacts.
		return {
			by: looksLikeUnionId(value) ? 'unionId' : 'any',
			value,
			field: OPERATOR_OF_CREDENTIAL,
		};
	}
	throw new InputError(
		'Operator',
		'is empty, and somebody must act',
		`Choose a person in ${place}, or fill in 'Operator' of the credential`,
	);
}
