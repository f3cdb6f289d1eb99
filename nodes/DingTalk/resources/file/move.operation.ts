import { bring, bringKeys } from '../../drive/bring';
import { NAME_CALLS } from '../../drive/names';
import { TASK_CALL } from '../../drive/tasks';
import { conflictOption, dentryLocator, spaceLocator, targetLocators } from '../../fields/drive';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';

/** @see DingTalk docs "移动文件或文件夹": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/move */
export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move a file or folder',
	description: 'Move a file, or a folder with all that it holds, into a folder of any space',
	endpoints: [
		'POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/move',
		TASK_CALL,
		...NAME_CALLS,
	],
	fields: [
		spaceLocator,
		dentryLocator,
		...targetLocators,
		simplifyField,
		optionsField({
			options: [
				conflictOption,
				{
					displayName: 'Keep Permissions',
					name: 'keepPermissions',
					type: 'boolean',
					default: false,
					description:
						'Whether whoever could use it before can use it in its new place too. Without it the permissions of the new place count.',
				},
				operatorOption,
			],
		}),
	],
	orderKeys: bringKeys,
	async run(context) {
		const options = context.read.group('options');
		const conflictStrategy = options.choiceIfAny(conflictOption.name);
		const keepPermissions = options.flagIfAny('keepPermissions');
		return await bring(context, 'move', {
			...(conflictStrategy ? { conflictStrategy } : {}),
			// DingTalk spells it so, in its page and in its client.
			...(keepPermissions === undefined ? {} : { presevePermissions: keepPermissions }),
		});
	},
};
