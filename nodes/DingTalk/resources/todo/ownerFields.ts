import type { INodeProperties } from 'n8n-workflow';

import { readOperator, readPersonOrOperator } from '../../../shared/contacts/operator';
import type { PersonRef } from '../../../shared/params/personRef';
import { operatorOption, personOrOperatorLocator } from '../../../shared/fields/locators';
import type { ItemContext } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** Whose todo it is: DingTalk wants the creator in the path when a todo is created. */
export const ownerField: INodeProperties = {
	...personOrOperatorLocator,
	displayName: 'Owner',
	name: 'ownerId',
	description:
		"The person who created the todo, or is to be its creator. Leave empty for the credential's Operator.",
};

/** Who creates a todo, beside its owner. */
export const operatorField: INodeProperties = {
	...operatorOption,
	description: 'The person in whose name it is done, where it is not the owner',
};

/**
 * Who changes a todo; read with `readOperator`. DingTalk wants the same person in the path and as operator.
 *
 * @see DingTalk docs "更新钉钉待办任务", "删除钉钉待办任务": unionId
 */
export const changeOptions = optionsField({
	options: [
		{
			...operatorOption,
			description:
				"The person in whose name it is done, such as the owner of the todo. Without it, it is the credential's Operator.",
		},
	],
});

/** Owner and who acts, as the form of Create names them. */
export interface Parties {
	owner: PersonRef;
	operator: PersonRef;
}

/** @throws InputError when the form names no owner, and the credential no operator */
export function readParties(context: ItemContext): Parties {
	const owner = readPersonOrOperator(context, ownerField.name);
	return { owner, operator: readOperator(context, owner) };
}

/** The unionIds of owner and who acts. */
export async function resolveParties(
	{ directory }: ItemContext,
	{ owner, operator }: Parties,
): Promise<{ ownerId: string; operatorId: string }> {
	const [ownerId, operatorId] = await Promise.all([
		directory.unionIdOf(owner),
		directory.unionIdOf(operator),
	]);
	return { ownerId, operatorId };
}
