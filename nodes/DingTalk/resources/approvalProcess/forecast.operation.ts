import { ATTACHMENT_CALLS } from '../../approvals/files/attachments';
import { attemptForecast } from '../../approvals/forecast';
import { formFields, readFormInput } from '../../approvals/formInput';
import {
	departmentOf,
	departmentOption,
	originatorField,
	readOriginator,
	wireDepartment,
} from '../../approvals/originator';
import { checkForm, wireForm } from '../../approvals/prepare';
import { optionsField } from '../../../shared/fields/collections';
import { approvalProcessLocator } from '../../../shared/fields/approvalProcesses';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取审批单流程中的节点信息": POST /v1.0/workflow/processes/forecast */
export const forecast: Operation = {
	value: 'forecast',
	name: 'Forecast',
	action: 'Forecast who decides about an approval',
	description:
		'Tell the steps that an approval with this form would take, who decides in each, and where approvers have to be chosen; files are uploaded, and nothing is started',
	endpoints: [
		'GET /v1.0/workflow/forms/schemas/processCodes',
		'POST /media/upload',
		...ATTACHMENT_CALLS,
		'POST /v1.0/workflow/processes/forecast',
	],
	fields: [
		approvalProcessLocator,
		originatorField,
		...formFields,
		optionsField({ options: [departmentOption] }),
	],
	async run(context) {
		const { api, read, directory } = context;
		const processCode = read.id('processCode');
		const originator = readOriginator(context, read.group('options'));
		const input = readFormInput(context);
		const { process, filled } = await checkForm(context, processCode, input);
		const userId = await directory.userIdOf(originator.person);
		const departmentId = await departmentOf(context, originator, userId);
		const outcome = await attemptForecast(api, {
			processCode,
			userId,
			deptId: wireDepartment(departmentId),
			formComponentValues: await wireForm(context, filled, userId),
		});
		if (!outcome.ok) throw api.toError(outcome.failure);
		const { isStatic, steps } = outcome.value;
		return {
			processCode,
			processName: process.name,
			originatorUserId: userId,
			departmentId,
			hasConditions: !isStatic,
			steps: steps.map((step) => ({
				name: step.name,
				does: step.does,
				people: step.people,
				decision: step.method,
				...(step.does === 'select'
					? {
							actorKey: step.actorKey,
							required: step.isRequired,
							takesSeveral: step.takesSeveral,
							candidates: step.candidates,
						}
					: {}),
				activityId: step.activityId,
			})),
		};
	},
};
