import { bring, bringKeys } from '../../drive/bring';
import { NAME_CALLS } from '../../drive/names';
import { TASK_CALL } from '../../drive/tasks';
import { conflictOption, dentryLocator, spaceLocator, targetLocators } from '../../fields/drive';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';

/** @see DingTalk docs "复制文件或文件夹": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/copy */
export const copy: Operation = {
	value: 'copy',
	name: 'Copy',
	action: 'Copy a file or folder',
	description: 'Copy a file, or a folder with all that it holds, into a folder of any space',
	endpoints: [
		'POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/copy',
		TASK_CALL,
		...NAME_CALLS,
	],
	fields: [
		spaceLocator,
		dentryLocator,
		...targetLocators,
		simplifyField,
		optionsField({ options: [conflictOption, operatorOption] }),
	],
	orderKeys: bringKeys,
	async run(context) {
		const conflictStrategy = context.read.group('options').choiceIfAny(conflictOption.name);
		return await bring(context, 'copy', conflictStrategy ? { conflictStrategy } : {});
	},
};
