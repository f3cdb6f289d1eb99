import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WireChoice } from '../../approvals/chosen';
import { InputError } from '../../../shared/errors/inputError';
import { peopleField } from '../../../shared/fields/people';
import { assertCount } from '../../../shared/messages/checks';
import type { FormReader } from '../../../shared/params/params';
import type { PersonRef } from '../../../shared/params/personRef';
import { peopleUpTo, requirePeople, userIdsOf } from '../../../shared/contacts/people';
import type { ItemContext } from '../../operation/operation';

/** DingTalk docs "发起审批实例". */
const FLOW_LIMITS = { steps: 20, copies: 50 } as const;

const OWN_FLOW = { show: { approvalFlow: ['process'] } };
const OWN_APPROVERS = { show: { approvalFlow: ['approvers'] } };

/** Who decides; read with `readFlow`. */
export const flowFields: INodeProperties[] = [
	{
		displayName: 'Approval Flow',
		name: 'approvalFlow',
		type: 'options',
		options: [
			{
				name: 'Approvers Named Here',
				value: 'approvers',
				description: "In place of the process's own flow and its further settings",
			},
			{
				name: "The Process's Own",
				value: 'process',
				description: 'As it is set up in DingTalk, with its conditions',
			},
		],
		default: 'process',
		description: 'Who decides about the approval',
	},
	{
		displayName: 'Chosen Approvers',
		name: 'chosenApprovers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Step',
		default: {},
		displayOptions: OWN_FLOW,
		description:
			'People for the steps whose approvers are chosen by whoever starts it (发起人自选). Approval Process > Forecast tells these steps.',
		options: [
			{
				displayName: 'Step',
				name: 'step',
				values: [
					{
						displayName: 'Step',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. 自选审批人',
						description: 'Name of the step, or its key. Empty where there is only one.',
					},
					peopleField({
						displayName: 'Approvers',
						name: 'approvers',
						required: true,
						description: 'Who decides in this step: chosen from the list, or named by any ID',
					}),
				],
			},
		],
	},
	{
		displayName: 'Approvers',
		name: 'approvers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Step',
		required: true,
		default: {},
		displayOptions: OWN_APPROVERS,
		description: 'The steps of the flow, one after the other: up to 20',
		options: [
			{
				displayName: 'Step',
				name: 'step',
				values: [
					peopleField({
						displayName: 'People',
						name: 'people',
						required: true,
						description: 'Who decides in this step: chosen from the list, or named by any ID',
					}),
					{
						displayName: 'Decision',
						name: 'decision',
						type: 'options',
						options: [
							{ name: 'All Have to Agree (会签)', value: 'AND' },
							{ name: 'One Is Enough (或签)', value: 'OR' },
						],
						default: 'OR',
						description: 'How several people decide',
					},
				],
			},
		],
	},
	peopleField({
		displayName: 'Copy To',
		name: 'copyTo',
		displayOptions: OWN_APPROVERS,
		description: 'Who gets a copy (抄送): up to 50 people, chosen from the list or named by any ID',
	}),
	{
		displayName: 'Copy When',
		name: 'copyWhen',
		type: 'options',
		options: [
			{ name: 'Finished', value: 'FINISH' },
			{ name: 'Started', value: 'START' },
			{ name: 'Started and Finished', value: 'START_FINISH' },
		],
		default: 'FINISH',
		displayOptions: OWN_APPROVERS,
		description: 'When the people get their copy',
	},
];

/** Steps that are named in place of the process's own. */
export interface NamedFlow {
	kind: 'named';
	steps: Array<{ people: PersonRef[]; decision: string }>;
	copyTo: PersonRef[];
	copyWhen: string;
}

/** The process's own flow, with people for the steps that want them. */
export interface OwnFlow {
	kind: 'own';
	/** The field as a whole, for faults. */
	field: string;
	choices: Array<{ step: string; people: PersonRef[] }>;
}

/** @throws InputError when a step has nobody, or there are too many */
export function readFlow(read: FormReader): NamedFlow | OwnFlow {
	if (read.choice('approvalFlow') === 'process') {
		const choices = read.rows('chosenApprovers', 'step').map((row) => ({
			step: row.text('name').trim(),
			people: requirePeople(row.label('approvers'), row.people('approvers')),
		}));
		return { kind: 'own', field: read.label('chosenApprovers'), choices };
	}
	const field = read.label('approvers');
	const steps = read.rows('approvers', 'step').map((row) => ({
		people: requirePeople(row.label('people'), row.people('people')),
		decision: row.choice('decision'),
	}));
	if (steps.length === 0) {
		throw new InputError(field, 'is empty', 'Add a step with at least one person');
	}
	assertCount(field, steps.length, 1, FLOW_LIMITS.steps);
	return {
		kind: 'named',
		steps,
		copyTo: peopleUpTo(FLOW_LIMITS.copies, read, 'copyTo'),
		copyWhen: read.choice('copyWhen'),
	};
}

/** Steps and copies as the call takes them. @throws InputError naming who does not exist */
export async function namedFlow(
	{ directory }: Pick<ItemContext, 'directory'>,
	{ steps, copyTo, copyWhen }: NamedFlow,
): Promise<IDataObject> {
	const approvers: IDataObject[] = [];
	for (const { people, decision } of steps) {
		const userIds = await userIdsOf(directory, people);
		approvers.push({ actionType: userIds.length === 1 ? 'NONE' : decision, userIds });
	}
	const ccList = await userIdsOf(directory, copyTo);
	return { approvers, ...(ccList.length > 0 ? { ccList, ccPosition: copyWhen } : {}) };
}

export const ownFlow = (targetSelectActioners: WireChoice[]): IDataObject =>
	targetSelectActioners.length > 0 ? { targetSelectActioners } : {};
