import type { IDataObject } from 'n8n-workflow';

import type { PersonRef } from '../../../shared/params/personRef';
import type { ItemContext } from '../../operation/operation';
import { path } from '../../../shared/wire/path';

/**
 * Sets fields of a todo; doing it twice changes nothing more.
 *
 * @see DingTalk docs "更新钉钉待办任务": PUT /v1.0/todo/users/{unionId}/tasks/{taskId}
 */
export async function changeTodo(
	{ api, directory }: ItemContext,
	operator: PersonRef,
	todoId: string,
	body: IDataObject,
): Promise<IDataObject> {
	const operatorId = await directory.unionIdOf(operator);
	await api.request({
		method: 'PUT',
		host: 'api',
		path: path`/v1.0/todo/users/${operatorId}/tasks/${todoId}`,
		query: { operatorId },
		body,
		repeatable: true,
		answer: { result: 'true' },
	});
	return { success: true, todoId };
}
