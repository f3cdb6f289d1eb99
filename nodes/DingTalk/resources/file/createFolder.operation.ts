import { actOnNamed, FOLDER_FIELDS, placeKey } from '../../drive/context';
import type { WireDentry } from '../../drive/dentry';
import { dentryAnswer, toFile } from '../../drive/dentry';
import { NAME_CALLS, readPlace } from '../../drive/names';
import type { ConflictStrategy } from '../../drive/upload';
import { conflictOption, folderLocator, spaceLocator } from '../../fields/drive';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import { path } from '../../../shared/wire/path';
import { assertName } from './name';

/** @see DingTalk docs "添加文件夹": POST /v1.0/storage/spaces/{spaceId}/dentries/{parentId}/folders */
export const createFolder: Operation = {
	value: 'createFolder',
	name: 'Create Folder',
	action: 'Create a folder',
	description: 'Make a folder in a space or in another folder, or get the one of that name',
	endpoints: ['POST /v1.0/storage/spaces/{spaceId}/dentries/{parentId}/folders', ...NAME_CALLS],
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Invoices 2026',
			description: 'Name of the new folder; without slashes, colons, quotes, angle brackets, * ? |',
		},
		spaceLocator,
		{
			...folderLocator,
			displayName: 'Parent Folder',
			description: `${folderLocator.description}. The new one goes in there.`,
		},
		simplifyField,
		optionsField({
			options: [
				{
					...conflictOption,
					options: conflictOption.options?.filter(
						(option) => 'value' in option && option.value !== 'OVERWRITE',
					),
				},
				operatorOption,
			],
		}),
	],
	orderKeys: (context) => [placeKey(context, FOLDER_FIELDS)],
	async run(context) {
		const { api, read } = context;
		const named = readPlace(read, FOLDER_FIELDS);
		const name = read.filled('name');
		assertName(read.label('name'), name);
		const conflictStrategy = read
			.group('options')
			.choiceIfAny<ConflictStrategy>(conflictOption.name);
		const isSimple = read.flag('simplify');
		const { unionId, place } = await actOnNamed(context, named);
		const { spaceId, dentryId } = place;
		const what = ['createFolder', spaceId, dentryId, name, conflictStrategy];
		const folder = await once(context, what, async () => {
			const { dentry } = await api.request<{ dentry: WireDentry }>({
				method: 'POST',
				host: 'api',
				path: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/folders`,
				answer: dentryAnswer('dentry'),
				query: { unionId },
				body: { name, ...(conflictStrategy ? { option: { conflictStrategy } } : {}) },
				// Twice is once where the folder of that name is given back.
				repeatable: conflictStrategy === 'RETURN_DENTRY_IF_EXISTS',
			});
			return dentry;
		});
		return isSimple ? toFile(folder, spaceId) : folder;
	},
};
