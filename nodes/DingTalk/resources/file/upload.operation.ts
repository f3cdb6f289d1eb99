import { FOLDER_FIELDS, placeKey } from '../../drive/context';
import { toFile } from '../../drive/dentry';
import { findPlace, NAME_CALLS, readPlace } from '../../drive/names';
import type { ConflictStrategy } from '../../drive/upload';
import { PART_CALLS, UPLOAD_CALLS, uploadToSpace } from '../../drive/upload';
import { operatorOf } from '../../../shared/contacts/operator';
import { conflictOption, folderLocator, spaceLocator } from '../../fields/drive';
import { binaryInputField } from '../../fields/ids';
import { binaryOf, fileIn, nameOf } from '../../media/upload';
import { once } from '../../operation/once';
import type { ItemContext, Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { operatorOption } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import { assertName } from './name';

/** Uploads under way at once: each holds a part of its file in memory. */
const LANES = 4;

/**
 * @see DingTalk docs "获取文件上传信息", "初始化文件分片上传", "提交文件"
 */
export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description:
		'Put a file of the input item, of any size, into a folder of the drive (钉盘) or of a knowledge base',
	endpoints: [...UPLOAD_CALLS, ...PART_CALLS, ...NAME_CALLS],
	fields: [
		binaryInputField,
		spaceLocator,
		{ ...folderLocator, description: `${folderLocator.description}. The file goes in there.` },
		simplifyField,
		optionsField({
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. report.pdf',
					description: "Name to upload the file under, in place of the binary field's own",
				},
				conflictOption,
				operatorOption,
			],
		}),
	],
	orderKeys: (context) => [
		`lane ${context.itemIndex % LANES}`,
		`${placeKey(context, FOLDER_FIELDS)} ${readName(context)}`,
	],
	async run(context) {
		const { api, read, node, itemIndex } = context;
		const named = readPlace(read, FOLDER_FIELDS);
		const name = readName(context);
		const conflictStrategy = read
			.group('options')
			.choiceIfAny<ConflictStrategy>(conflictOption.name);
		const isSimple = read.flag('simplify');
		const binaryName = read.filled(binaryInputField.name);
		const file = await fileIn(node, itemIndex, read.label(binaryInputField.name), binaryName);
		const unionId = await operatorOf(context);
		const { spaceId, dentryId: parentId } = await findPlace(api, named, unionId);
		const what = ['upload', spaceId, parentId, name, file.bytes, conflictStrategy, binaryName];
		const dentry = await once(
			context,
			what,
			async () =>
				await uploadToSpace(api, { spaceId, parentId, unionId, name, file, conflictStrategy }),
		);
		return isSimple ? toFile(dentry, spaceId) : dentry;
	},
};

function readName({ read, node, itemIndex }: ItemContext): string {
	const field = binaryInputField.name;
	const binary = binaryOf(node, itemIndex, read.label(field), read.filled(field));
	const options = read.group('options');
	const wanted = options.text('fileName');
	assertName(options.label('fileName'), wanted);
	return nameOf(binary, wanted);
}
