import { actOn, placeKey } from '../../drive/context';
import { NAME_CALLS } from '../../drive/names';
import type { Begun } from '../../drive/tasks';
import { awaitTask, BEGUN_ANSWER, TASK_CALL } from '../../drive/tasks';
import { dentryLocator, spaceLocator } from '../../fields/drive';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { path } from '../../../shared/wire/path';
import { ROOT } from '../../drive/dentry';

/** @see DingTalk docs "删除文件或文件夹": DELETE /v1.0/storage/spaces/{spaceId}/dentries/{dentryId} */
export const deleteFile: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a file or folder',
	description:
		'Delete a file, or a folder with all that it holds, for good or into the recycle bin',
	endpoints: [
		'DELETE /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}',
		TASK_CALL,
		...NAME_CALLS,
	],
	fields: [
		spaceLocator,
		dentryLocator,
		optionsField({
			options: [
				operatorOption,
				{
					displayName: 'To Recycle Bin',
					name: 'toRecycleBin',
					type: 'boolean',
					default: false,
					description:
						'Whether it can be restored from the recycle bin. Spaces that apps have made have one; others DingTalk refuses.',
				},
			],
		}),
	],
	orderKeys: (context) => [placeKey(context)],
	async run(context) {
		const { api, read, node } = context;
		const toRecycleBin = read.group('options').flagIfAny('toRecycleBin');
		const { unionId, place } = await actOn(context);
		const { spaceId, dentryId } = place;
		if (dentryId === ROOT) {
			throw new InputError(
				read.label('dentryId'),
				'names the space itself',
				'Choose a file or folder in it',
			);
		}
		return await once(context, ['delete', spaceId, dentryId], async () => {
			const begun = await api.request<Begun>({
				method: 'DELETE',
				host: 'api',
				path: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}`,
				answer: BEGUN_ANSWER,
				query: { unionId, ...(toRecycleBin === undefined ? {} : { toRecycleBin }) },
			});
			const signal = node.getExecutionCancelSignal();
			const { isDone, ...work } = await awaitTask(api, begun, unionId, signal);
			return { spaceId, dentryId, deleted: isDone, ...work };
		});
	},
};
