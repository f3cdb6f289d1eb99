import { actOn, placeKey } from '../../drive/context';
import type { WireDentry } from '../../drive/dentry';
import { dentryAnswer, toFile } from '../../drive/dentry';
import { NAME_CALLS } from '../../drive/names';
import { dentryLocator, spaceLocator } from '../../fields/drive';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import { path } from '../../../shared/wire/path';
import { assertName } from './name';

/** @see DingTalk docs "重命名文件或文件夹": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/rename */
export const rename: Operation = {
	value: 'rename',
	name: 'Rename',
	action: 'Rename a file or folder',
	description: 'Give a file or folder another name',
	endpoints: ['POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/rename', ...NAME_CALLS],
	fields: [
		spaceLocator,
		dentryLocator,
		{
			displayName: 'New Name',
			name: 'newName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. report.pdf',
			description: 'With the extension; without slashes, colons, quotes, angle brackets, * ? |',
		},
		simplifyField,
		optionsField({ options: [operatorOption] }),
	],
	orderKeys: (context) => [placeKey(context)],
	async run(context) {
		const { api, read } = context;
		const newName = read.filled('newName');
		assertName(read.label('newName'), newName);
		const isSimple = read.flag('simplify');
		const { unionId, place } = await actOn(context);
		const { spaceId, dentryId } = place;
		const { dentry } = await api.request<{ dentry: WireDentry }>({
			method: 'POST',
			host: 'api',
			path: path`/v1.0/storage/spaces/${spaceId}/dentries/${dentryId}/rename`,
			answer: dentryAnswer('dentry'),
			query: { unionId },
			body: { newName },
			repeatable: true,
		});
		return isSimple ? toFile(dentry, spaceId) : dentry;
	},
};
