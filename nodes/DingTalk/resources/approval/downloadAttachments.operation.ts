import type { IDataObject } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import type { Failure } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import { storeFile } from '../../../shared/media/download';
import { fetchInstance, INSTANCE_CALL, instanceIdField } from '../../approvals/instance';
import { FILE_CALLS, openAttachment } from '../../approvals/instanceFiles';
import type { AttachedFile } from '../../approvals/instanceItem';
import { attachmentsOf } from '../../approvals/instanceItem';
import { binaryOutputField } from '../../fields/ids';
import type { ItemContext, Operation } from '../../operation/operation';
import { FileItem } from '../../operation/operation';

/** @see DingTalk docs "下载审批附件": POST /v1.0/workflow/processInstances/spaces/files/urls/download */
export const downloadAttachments: Operation = {
	value: 'downloadAttachments',
	name: 'Download Attachments',
	action: 'Download the attachments of an approval',
	description:
		'Get the files of an approval as binary data, one item for each: those of its form and those of its comments; photos are addresses, which Get tells',
	endpoints: [INSTANCE_CALL, ...FILE_CALLS],
	fields: [
		instanceIdField,
		{
			...binaryOutputField,
			description: 'Name of the binary field of each output item that gets its file',
		},
		optionsField({
			options: [
				{
					...personOrOperatorLocator,
					displayName: 'As',
					description:
						'Who is to see the files where the documented download refuses and the drive is asked. Leave empty for the person who started the approval.',
					modes: personOrOperatorLocator.modes?.map((mode) =>
						mode.name === 'list' ? { ...mode, placeholder: 'Whoever started it' } : mode,
					),
				},
				{
					displayName: 'Source',
					name: 'source',
					type: 'options',
					options: [
						{ name: 'Form and Timeline', value: 'all' },
						{ name: 'Form Only', value: 'form' },
						{ name: 'Timeline Only', value: 'timeline' },
					],
					default: 'all',
					description:
						'Which files: those of the form, or those that came with decisions and comments',
				},
			],
		}),
	],
	async run(context) {
		const { api, read, directory } = context;
		const processInstanceId = read.id(instanceIdField.name);
		const field = read.filled(binaryOutputField.name);
		const options = read.group('options');
		const as = options.personIfAny(personOrOperatorLocator.name);
		const source = options.choice<'all' | AttachedFile['from']>('source');
		const instance = await fetchInstance(api, processInstanceId);
		const files = attachmentsOf(instance).filter(
			(file) => source === 'all' || file.from === source,
		);
		const person = async () => {
			const ref = as ?? { by: 'userId' as const, value: instance.originatorUserId };
			return { userId: await directory.userIdOf(ref), unionId: await directory.unionIdOf(ref) };
		};
		const results: Array<FileItem | IDataObject> = [];
		const failures: Failure[] = [];
		for (const file of files) {
			const opened = await openAttachment(api, processInstanceId, file, person);
			const about = { processInstanceId, ...file };
			if (opened.ok) {
				const { reply, via } = opened.value;
				const stored = await storeFile(context.node, reply, file.fileName, api);
				results.push(new FileItem(field, stored, { ...about, fileName: stored.fileName, via }));
			} else {
				failures.push(opened.failure);
				results.push({ ...about, error: explain(opened.failure).message });
			}
		}
		if (failures.length > 0 && failures.length === files.length) throw allFailed(api, failures);
		return results;
	},
};

const allFailed = (api: ItemContext['api'], [failure, ...others]: Failure[]): Error =>
	api.toError(failure, {
		prefix: `None of the ${others.length + 1} files of this approval could be downloaded`,
	});
