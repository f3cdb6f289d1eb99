import type { INodeProperties } from 'n8n-workflow';

import type { MessageTarget } from '../../../../shared/messages/targets';
import { driveFileFields } from './driveFile';

/** Targets that show a picture only when it was uploaded. */
const NO_PICTURE_URL: MessageTarget[] = ['workNotification', 'legacyConversation', 'legacyChat'];
const UPLOADED_KINDS = ['file', 'voice', 'video'];

const binarySource = {
	name: 'Binary Field',
	value: 'binary',
	description: 'A file of the input item; it is uploaded first',
};
const mediaIdSource = {
	name: 'Media ID',
	value: 'mediaId',
	description: 'A file uploaded before',
};

const fileSourceField: INodeProperties = {
	displayName: 'File Source',
	name: 'fileSource',
	type: 'options',
	options: [binarySource, mediaIdSource],
	default: 'binary',
	description: 'Where the file comes from',
};

const imageSourceField: INodeProperties = {
	displayName: 'Image Source',
	name: 'imageSource',
	type: 'options',
	options: [binarySource, mediaIdSource],
	default: 'binary',
	description: 'Where the picture comes from',
};

const binaryField = (show: Record<string, string[]>): INodeProperties => ({
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field that contains the file to send',
	displayOptions: { show },
	description: 'Name of the binary field of the input item that holds the file',
});

const mediaIdField = (show: Record<string, string[]>): INodeProperties => ({
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. @lADPabc123',
	displayOptions: { show },
	description: 'What Media > Upload returned',
});

const videoFields: INodeProperties[] = [
	{
		displayName: 'Duration (Seconds)',
		name: 'duration',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 1 },
		required: true,
		default: 10,
		displayOptions: { show: { messageType: ['voice', 'video'] } },
		description:
			'How long the recording is: DingTalk shows it, and does not measure it. In work notifications and legacy targets a voice message has to be shorter than 60 seconds.',
	},
	{
		displayName: 'Cover Source',
		name: 'coverSource',
		type: 'options',
		options: [binarySource, mediaIdSource],
		default: 'binary',
		displayOptions: { show: { messageType: ['video'] } },
		description: 'Where the picture comes from that is shown before the video plays',
	},
	{
		displayName: 'Cover Input Data Field Name',
		name: 'coverBinaryPropertyName',
		type: 'string',
		required: true,
		default: 'cover',
		hint: 'The name of the input field that contains the cover picture',
		displayOptions: { show: { messageType: ['video'], coverSource: ['binary'] } },
		description: 'Name of the binary field of the input item that holds the cover picture',
	},
	{
		displayName: 'Cover Media ID',
		name: 'coverMediaId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. @lADPabc123',
		displayOptions: { show: { messageType: ['video'], coverSource: ['mediaId'] } },
		description: 'What Media > Upload returned for the cover picture',
	},
];

/** Where the file of an image, file, voice or video message comes from. */
export const mediaFields: INodeProperties[] = [
	{
		...imageSourceField,
		options: [
			binarySource,
			mediaIdSource,
			{ name: 'URL', value: 'url', description: 'A public picture on the web' },
		],
		displayOptions: { show: { messageType: ['image'] }, hide: { target: NO_PICTURE_URL } },
	},
	{
		...imageSourceField,
		displayOptions: { show: { messageType: ['image'], target: NO_PICTURE_URL } },
	},
	{
		...fileSourceField,
		options: [
			binarySource,
			{
				name: 'Drive',
				value: 'drive',
				description: 'A file of the drive (钉盘), up to 20 MB; its content is sent, not a link',
			},
			mediaIdSource,
		],
		displayOptions: { show: { messageType: ['file'] } },
	},
	{ ...fileSourceField, displayOptions: { show: { messageType: ['voice', 'video'] } } },
	...driveFileFields,
	binaryField({ messageType: ['image'], imageSource: ['binary'] }),
	binaryField({ messageType: UPLOADED_KINDS, fileSource: ['binary'] }),
	mediaIdField({ messageType: ['image'], imageSource: ['mediaId'] }),
	mediaIdField({ messageType: UPLOADED_KINDS, fileSource: ['mediaId'] }),
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/chart.png',
		displayOptions: { show: { messageType: ['image'], imageSource: ['url'] } },
		description: 'Public http(s) URL of the picture',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. report.pdf',
		displayOptions: {
			show: { messageType: ['file'], fileSource: ['mediaId'] },
			hide: { target: NO_PICTURE_URL },
		},
		description: 'Name shown in the chat, with its extension',
	},
	...videoFields,
];
