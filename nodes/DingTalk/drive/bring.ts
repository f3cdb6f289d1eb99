import type { IDataObject } from 'n8n-workflow';

import { foreign } from '../../shared/errors/came';
import type { FieldRule } from '../../shared/errors/confirm';
import { operatorOf } from '../../shared/contacts/operator';
import { once } from '../operation/once';
import type { ItemContext } from '../operation/operation';
import { path } from '../../shared/wire/path';
import { DENTRY_FIELDS, placeKey, TARGET_FIELDS } from './context';
import type { WireDentry } from './dentry';
import { dentryAnswer, toFile } from './dentry';
import { findPlace, readPlace } from './names';
import type { Begun } from './tasks';
import { awaitTask, BEGUN_ANSWER } from './tasks';

/** What stands of a dentry where nothing goes on after the answer; otherwise there is none. */
const ANSWER: Record<string, FieldRule> = {
	...BEGUN_ANSWER,
	dentry: 'map?',
	...Object.fromEntries(
		Object.entries(dentryAnswer('dentry')).map(([name, rule]): [string, FieldRule] => [
			name,
			name === 'dentry.id' ? 'id?' : rule,
		]),
	),
};

const NEITHER = "It carries neither a 'dentry' nor a 'taskId'";

/** Copies or moves what the form names to where it says, and waits for what goes on after DingTalk's answer. */
export async function bring(
	context: ItemContext,
	how: 'copy' | 'move',
	option: IDataObject,
): Promise<IDataObject> {
	const { api, read, node } = context;
	const named = readPlace(read, DENTRY_FIELDS);
	const target = readPlace(read, TARGET_FIELDS);
	const isSimple = read.flag('simplify');
	const unionId = await operatorOf(context);
	const { spaceId, dentryId } = await findPlace(api, named, unionId);
	const to = await findPlace(api, target, unionId);
	const body = {
		targetSpaceId: to.spaceId,
		targetFolderId: to.dentryId,
		...(Object.keys(option).length > 0 ? { option } : {}),
	};
	return await once(context, [how, spaceId, dentryId, body], async () => {
		const outcome = await api.attempt({
			method: 'POST',
			host: 'api',
			path:
				how === 'copy'
					? path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/copy`
					: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/move`,
			answer: ANSWER,
			query: { unionId },
			body,
		});
		if (!outcome.ok) throw api.toError(outcome.failure);
		const { statusCode: httpStatus, headers, body: answer } = outcome.value;
		const { dentry, ...begun } = answer as Begun & { dentry?: WireDentry };
		const isBegun = String(begun.async) === 'true' && begun.taskId !== undefined;
		if (!isBegun && dentry?.id === undefined) {
			throw api.toError(foreign({ httpStatus, headers, body: answer }, NEITHER));
		}
		const signal = node.getExecutionCancelSignal();
		const { isDone, ...work } = await awaitTask(api, begun, unionId, signal);
		if (dentry) return isSimple ? toFile(dentry, to.spaceId) : dentry;
		return {
			targetSpaceId: to.spaceId,
			targetFolderId: to.dentryId,
			...(how === 'copy' ? { copied: isDone } : { moved: isDone }),
			...work,
		};
	});
}

/** Whatever goes to or from one place goes in order. */
export const bringKeys = (context: ItemContext): string[] => [
	placeKey(context),
	placeKey(context, TARGET_FIELDS),
];
