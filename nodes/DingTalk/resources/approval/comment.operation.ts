import { optionsField } from '../../../shared/fields/collections';
import { personOrOperatorLocator } from '../../../shared/fields/locators';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
import { instanceIdField, instanceKeys } from '../../approvals/instance';
import {
	readRemarkFiles,
	REMARK_CALLS,
	remarkFile,
	remarkFileOptions,
} from '../../approvals/instanceRemark';
import { once } from '../../operation/once';
import { readUserOrOperator } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';

const MOST_CHARS = 1024;

/** @see DingTalk docs "添加审批评论": POST /v1.0/workflow/processInstances/comments */
export const comment: Operation = {
	value: 'comment',
	name: 'Comment',
	action: 'Comment on an approval',
	description: "Say something to an approval in somebody's name, with photos and files",
	endpoints: ['POST /v1.0/workflow/processInstances/comments', ...REMARK_CALLS],
	fields: [
		instanceIdField,
		{
			...personOrOperatorLocator,
			description: "Who comments. Leave empty for the credential's Operator.",
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. The invoice is attached',
			description: 'At most 1,024 characters',
		},
		optionsField({ options: remarkFileOptions }),
	],
	orderKeys: instanceKeys,
	async run(context) {
		const { api, read, directory } = context;
		const processInstanceId = read.id(instanceIdField.name);
		const person = readUserOrOperator(context, personOrOperatorLocator.name);
		const text = requireText(read.label('text'), read.text('text'));
		assertMaxChars(read.label('text'), text, MOST_CHARS);
		const files = readRemarkFiles(context);
		const what = ['comment', processInstanceId, person, text, files];
		return await once(context, what, async () => {
			const userId = await directory.userIdOf(person);
			const file = await remarkFile(context, files, person);
			await api.request({
				method: 'POST',
				host: 'api',
				path: '/v1.0/workflow/processInstances/comments',
				answer: { result: 'true' },
				body: { processInstanceId, commentUserId: userId, text, ...file },
			});
			return { processInstanceId, userId, commented: true };
		});
	},
};
