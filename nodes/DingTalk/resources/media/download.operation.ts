import { binaryOutputField, robotCodeOption } from '../../fields/ids';
import { openMedia, openRobotFile, storeFile } from '../../../shared/media/download';
import type { Operation } from '../../operation/operation';
import { FileItem } from '../../operation/operation';
import { robotCodeOf } from '../message/send/robotCode';
import { optionsField } from '../../../shared/fields/collections';

export const download: Operation = {
	value: 'download',
	name: 'Download',
	action: 'Download a media file',
	description: 'Get a file as binary data: one that a person sent to the robot, or an uploaded one',
	endpoints: ['POST /v1.0/robot/messageFiles/download', 'GET /media/get'],
	fields: [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{
					name: 'Download Code',
					value: 'downloadCode',
					description: 'From a message that the robot received',
				},
				{
					name: 'Media ID',
					value: 'mediaId',
					description: 'From an upload (undocumented by DingTalk)',
				},
			],
			default: 'downloadCode',
			description: 'What names the file',
		},
		{
			displayName: 'Download Code',
			name: 'downloadCode',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { source: ['downloadCode'] } },
			description: "The 'downloadCode' of a picture, file, audio or video that the robot received",
		},
		{
			displayName: 'Media ID',
			name: 'mediaId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. @lADPabc123',
			displayOptions: { show: { source: ['mediaId'] } },
			description: 'What Media > Upload returned',
		},
		{
			displayName:
				'DingTalk documents no download by media ID any more. It worked by its documentation of 2015 and may be refused today.',
			name: 'mediaIdNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { source: ['mediaId'] } },
		},
		binaryOutputField,
		optionsField({
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. report.pdf',
					description: 'Name to give the file, in place of the one DingTalk gives',
				},
				{
					...robotCodeOption,
					description:
						"Code of the robot that received the message. Leave empty for the credential's robot",
				},
			],
		}),
	],
	async run(context) {
		const { api, read, node } = context;
		const binaryPropertyName = read.filled('binaryPropertyName');
		const fileName = read.group('options').text('fileName');
		const reply =
			read.choice('source') === 'mediaId'
				? await openMedia(api, read.id('mediaId'))
				: await openRobotFile(api, read.id('downloadCode'), robotCodeOf(context));
		const file = await storeFile(node, reply, fileName, api);
		return new FileItem(binaryPropertyName, file);
	},
};
