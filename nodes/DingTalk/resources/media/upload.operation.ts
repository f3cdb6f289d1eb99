import { binaryInputField } from '../../fields/ids';
import { anyFormatOption } from '../../../shared/media/anyFormat';
import { uploadBinary } from '../../media/upload';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload a media file',
	description: 'Upload a file of the input item and get the media ID that messages refer to',
	endpoints: ['POST /media/upload'],
	fields: [
		binaryInputField,
		{
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{
					name: 'Detect Automatically',
					value: 'auto',
					description: 'By the MIME type of the file',
				},
				{
					name: 'File',
					value: 'file',
					description: 'Doc(x), xls(x), ppt(x), zip, pdf or rar up to 20 MB',
				},
				{ name: 'Image', value: 'image', description: 'Jpg, gif, png or bmp up to 20 MB' },
				{ name: 'Video', value: 'video', description: 'Mp4 up to 20 MB' },
				{ name: 'Voice', value: 'voice', description: 'Amr, mp3 or wav up to 2 MB' },
			],
			default: 'auto',
			description: 'What DingTalk takes the file for',
		},
		optionsField({
			options: [
				anyFormatOption,
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. report.pdf',
					description: "Name to upload the file under, in place of the binary field's own",
				},
			],
		}),
	],
	async run({ api, read, node, itemIndex }) {
		const options = read.group('options');
		const uploaded = await uploadBinary(api, node, itemIndex, {
			field: read.label('binaryPropertyName'),
			binaryPropertyName: read.filled('binaryPropertyName'),
			mediaType: read.choice('mediaType'),
			fileName: options.text('fileName'),
			anyFormat: options.flag('anyFormat'),
		});
		return { ...uploaded };
	},
};
