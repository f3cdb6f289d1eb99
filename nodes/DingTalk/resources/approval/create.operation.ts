import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { chosenFor } from '../../approvals/chosen';
import { ATTACHMENT_CALLS } from '../../approvals/files/attachments';
import type { WireValue } from '../../approvals/components/wire';
import type { FlowRequest } from '../../approvals/forecast';
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
import { readWaiting, waitOptions } from '../../approvals/waiting/fields';
import { waitForResult } from '../../approvals/waiting/rounds';
import type { Waiting } from '../../approvals/waiting/waiting';
import { failed, success } from '../../../shared/errors/failure';
import { optionsField } from '../../../shared/fields/collections';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { sendInTurn } from '../../../shared/robot/sendParts';
import { userIdsOf, userKeys } from '../../../shared/contacts/people';
import { approvalProcessLocator } from '../../../shared/fields/approvalProcesses';
import type { ItemContext, Operation } from '../../operation/operation';
import { assertCanWaitForResult } from './fields';
import type { OwnFlow } from './flowFields';
import { flowFields, namedFlow, ownFlow, readFlow } from './flowFields';

const waitForResultField: INodeProperties = {
	displayName: 'Wait for Result',
	name: 'waitForResult',
	type: 'boolean',
	default: false,
	description:
		"Whether to wait until the approval has ended, and go on with the 'outcome', the form and the timeline; without, the workflow goes on at once",
};

const whereItWaits = (option: INodeProperties): INodeProperties => ({
	...option,
	displayOptions: { show: { [`/${waitForResultField.name}`]: [true] } },
});

/**
 * An approval that may have been started is never started again: DingTalk has no key by which it would know a second
 * one.
 *
 * @see DingTalk docs "发起审批实例": POST /v1.0/workflow/processInstances
 */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an approval',
	description:
		"Start an approval (审批) in somebody's name, with the form of its process filled in, photos and attachments from binary fields",
	// Waiting for the result makes those of Wait for Result.
	endpoints: [
		'GET /v1.0/workflow/forms/schemas/processCodes',
		'POST /v1.0/workflow/processes/forecast',
		'POST /media/upload',
		...ATTACHMENT_CALLS,
		'POST /v1.0/workflow/processInstances',
	],
	fields: [
		approvalProcessLocator,
		originatorField,
		...formFields,
		...flowFields,
		waitForResultField,
		optionsField({ options: [departmentOption, ...waitOptions.map(whereItWaits)] }),
	],
	// One after the other for each person, so that approvals stand in the order of the items.
	orderKeys: async (context) =>
		await userKeys(context, [readOriginator(context, context.read.group('options')).person]),
	async run(context) {
		const { api, read, directory, node, itemIndex } = context;
		const processCode = read.id('processCode');
		const originator = readOriginator(context, read.group('options'));
		const input = readFormInput(context);
		const flow = readFlow(read);
		const waiting = readWait(context);
		const { process, filled } = await checkForm(context, processCode, input);
		const originatorUserId = await directory.userIdOf(originator.person);
		// Where the flow is given, DingTalk does not ask for the department.
		const isPlaced = flow.kind === 'own' || originator.departmentId !== '';
		const departmentId = isPlaced
			? await departmentOf(context, originator, originatorUserId)
			: undefined;
		const start: IDataObject = {
			originatorUserId,
			processCode,
			...(departmentId === undefined ? {} : { deptId: wireDepartment(departmentId) as number }),
			...(flow.kind === 'named' ? await namedFlow(context, flow) : {}),
		};
		// Files are uploaded anew in each attempt, so what is known of them is their names.
		const draft = [start, flow, filled.map(({ component, draft: value }) => [component.id, value])];
		const [processInstanceId] = await sendInTurn({
			api,
			messages: [start],
			drafts: [draft],
			memory: memoryOf(itemRunOf(node, itemIndex), 'approval'),
			async send(body) {
				const values = await wireForm(context, filled, originatorUserId);
				const actioners =
					flow.kind === 'own'
						? await chosenIn(context, flow, {
								processCode,
								userId: originatorUserId,
								deptId: body.deptId as number,
								formComponentValues: values,
							})
						: {};
				return await attemptCreate(context, { ...body, ...actioners }, values);
			},
		});
		const started = {
			processInstanceId,
			processCode,
			processName: process.name,
			originatorUserId,
			...(departmentId === undefined ? {} : { departmentId }),
		};
		if (!waiting) return started;
		const whatFor = `The approval ${processInstanceId} was started, but there is no waiting for its result`;
		return {
			...started,
			...(await waitForResult(context, processInstanceId, waiting, whatFor)),
		};
	},
};

/** How to wait for the result; undefined where it is not waited for. @throws InputError where it cannot be */
function readWait({ read, node }: ItemContext): Waiting | undefined {
	if (!read.flag(waitForResultField.name)) return undefined;
	assertCanWaitForResult(node, waitForResultField.displayName);
	return readWaiting(read.group('options'), { isSimple: true, withNames: true });
}

/**
 * The people for steps of the process's own flow that have to be chosen.
 *
 * @throws InputError naming the step that has none; NodeApiError where people are named and the steps cannot be told
 */
async function chosenIn(
	{ api, directory }: ItemContext,
	{ field, choices }: OwnFlow,
	request: FlowRequest,
): Promise<IDataObject> {
	const outcome = await attemptForecast(api, request);
	if (!outcome.ok) {
		if (choices.length > 0) throw api.toError(outcome.failure, { prefix: 'The flow is not known' });
		// What is wrong, DingTalk says of the approval itself too.
		return {};
	}
	const named = [];
	for (const { step, people } of choices) {
		named.push({ step, userIds: await userIdsOf(directory, people) });
	}
	return ownFlow(chosenFor(field, outcome.value.steps, named));
}

async function attemptCreate({ api }: ItemContext, body: IDataObject, values: WireValue[]) {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processInstances',
		answer: { instanceId: 'text' },
		body: { ...body, formComponentValues: values },
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { instanceId: string }).instanceId);
}
