import { actOn } from '../../drive/context';
import { fetchDentry, toFile } from '../../drive/dentry';
import { NAME_CALLS } from '../../drive/names';
import { dentryLocator, spaceLocator } from '../../fields/drive';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';

/** @see DingTalk docs "获取文件或文件夹信息": POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a file or folder',
	description: 'Get name, size, path and times of a file or folder, and all IDs that it has',
	endpoints: ['POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query', ...NAME_CALLS],
	fields: [spaceLocator, dentryLocator, simplifyField, optionsField({ options: [operatorOption] })],
	async run(context) {
		const { api, read } = context;
		const isSimple = read.flag('simplify');
		const { unionId, place } = await actOn(context);
		const dentry = await fetchDentry(api, place, unionId);
		return isSimple ? toFile(dentry, place.spaceId) : dentry;
	},
};
