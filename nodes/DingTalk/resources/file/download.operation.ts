import type { IBinaryData } from 'n8n-workflow';

import { actOn } from '../../drive/context';
import type { WireDentry } from '../../drive/dentry';
import { fetchDentry, toFile } from '../../drive/dentry';
import { DOWNLOAD_CALL, openSpaceFile } from '../../drive/download';
import { NAME_CALLS } from '../../drive/names';
import { fileLocator, spaceLocator } from '../../fields/drive';
import { binaryOutputField } from '../../fields/ids';
import type { ItemContext, Operation } from '../../operation/operation';
import { FileItem } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { storeFile } from '../../../shared/media/download';

/** @see DingTalk docs "获取文件下载信息" */
export const download: Operation = {
	value: 'download',
	name: 'Download',
	action: 'Download a file',
	description: 'Get a file of the drive (钉盘) as binary data, of any size',
	endpoints: [
		'POST /v1.0/storage/spaces/{spaceId}/dentries/{dentryId}/query',
		DOWNLOAD_CALL,
		...NAME_CALLS,
	],
	fields: [
		spaceLocator,
		fileLocator,
		binaryOutputField,
		optionsField({
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. report.pdf',
					description: 'Name to give the file, in place of its own',
				},
				operatorOption,
				{
					displayName: 'Version',
					name: 'version',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'An older version of the file. Without this option the newest one comes.',
				},
			],
		}),
	],
	async run(context) {
		const { api, read, node } = context;
		const field = read.filled(binaryOutputField.name);
		const options = read.group('options');
		const fileName = options.text('fileName');
		const version = options.numberIfAny('version', { whole: true, min: 1 });
		const { unionId, place } = await actOn(context);
		const dentry = await fetchDentry(api, place, unionId);
		const opened = await openSpaceFile(api, place, unionId, version);
		if (!opened.ok) throw api.toError(opened.failure);
		const stored = await storeFile(node, opened.value, fileName || (dentry.name ?? ''), api);
		// Of older versions DingTalk does not tell the size.
		if (version === undefined) assertWhole(api, dentry, stored);
		return new FileItem(field, stored, {
			...toFile(dentry, place.spaceId),
			bytes: stored.bytes,
			...(version === undefined ? {} : { version }),
		});
	},
};

/** @throws NodeApiError when fewer bytes came than DingTalk says the file has, or more */
function assertWhole(api: ItemContext['api'], { size }: WireDentry, { bytes }: IBinaryData): void {
	if (size === undefined || bytes === undefined || Number(size) === bytes) return;
	const message = `${bytes} bytes came of ${size}`;
	throw api.toError({ kind: 'connection', code: 'fileBroken', message });
}
