import type { IDataObject } from 'n8n-workflow';

import { filtersField, optionsField } from '../../../shared/fields/collections';
import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import { HOPELESS, mayConcernOneEntry } from '../../../shared/errors/failure';
import { InputError } from '../../../shared/errors/inputError';
import { explain } from '../../../shared/errors/toNodeError';
import { runInOrder } from '../../../shared/run/runInOrder';
import { systemClock } from '../../../shared/run/clock';
import { attemptInstance, INSTANCE_CALL } from '../../approvals/instance';
import { fetchInstanceIds, MOST_DAYS_BACK, WINDOW_MS } from '../../approvals/instanceIds';
import type { ApprovalDetails } from '../../approvals/instanceItem';
import { approvalItem } from '../../approvals/instanceItem';
import { userIdsOf } from '../../../shared/contacts/people';
import { approvalProcessLocator } from '../../../shared/fields/approvalProcesses';
import { pagingFields } from '../../fields/paging';
import { readRange } from '../../fields/timeRange';
import { DAY_MS } from '../../../shared/run/durations';
import type { ItemContext, Operation } from '../../operation/operation';
import { namesOption } from './fields';

/** Approvals read at once. */
const CONCURRENT_READS = 5;

/** @see DingTalk docs "获取审批实例ID列表": POST /v1.0/workflow/processes/instanceIds/query */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many approvals',
	description:
		'List the approvals of a process, newest first: their IDs, or each with its form, status and timeline',
	endpoints: ['POST /v1.0/workflow/processes/instanceIds/query', INSTANCE_CALL],
	fields: [
		approvalProcessLocator,
		...pagingFields,
		{
			displayName: 'Include Details',
			name: 'withDetails',
			type: 'boolean',
			default: false,
			description:
				'Whether to read each approval, which takes one call for each; else only their IDs come',
		},
		{ ...simplifyField, displayOptions: { show: { withDetails: [true] } } },
		filtersField({
			options: [
				peopleField({
					displayName: 'Started By',
					name: 'originators',
					description: 'Only approvals of these people',
				}),
				{
					displayName: 'Started From',
					name: 'startedFrom',
					type: 'dateTime',
					default: '',
					description:
						'Only approvals started at this time or later, at most 365 days ago. Default: the last 120 days.',
				},
				{
					displayName: 'Started Until',
					name: 'startedUntil',
					type: 'dateTime',
					default: '',
					description: 'Only approvals started before this time. Default: now.',
				},
				{
					displayName: 'Status',
					name: 'statuses',
					type: 'multiOptions',
					options: [
						{ name: 'Completed', value: 'COMPLETED', description: 'Approved or refused' },
						{ name: 'Running', value: 'RUNNING' },
						{ name: 'Withdrawn', value: 'TERMINATED' },
					],
					default: ['RUNNING'],
					description: 'Only approvals that stand like this: any of these',
				},
			],
		}),
		optionsField({
			options: [namesOption],
			displayOptions: { show: { withDetails: [true], simplify: [true] } },
		}),
	],
	async run(context) {
		const { api, read, directory } = context;
		const processCode = read.id(approvalProcessLocator.name);
		const limit = read.limit();
		const span = readSpan(context, systemClock.now());
		const filters = read.group('filters');
		const statuses = filters.choicesIfAny<string>('statuses') ?? [];
		const people = filters.people('originators');
		const details = readDetails(context);
		const userIds = await userIdsOf(directory, people);
		const query = { processCode, ...(statuses.length > 0 ? { statuses } : {}) };
		const ids = await fetchInstanceIds(api, { query, userIds, ...span }, limit);
		if (!details) return ids.map((processInstanceId) => ({ processInstanceId }));
		return await readAll(context, ids, details);
	},
};

/** The span that is asked for, within what DingTalk keeps; Unix ms, without end for all up to now. */
function readSpan({ read }: ItemContext, now: number): { from: number; until?: number } {
	const filters = read.group('filters');
	const { from, until } = readRange(filters, 'started');
	// Where only the end is given, the days before it.
	const start = Number.isFinite(from) ? from : Math.min(until, now) - WINDOW_MS;
	const isTooOld = start < now - MOST_DAYS_BACK * DAY_MS;
	if (isTooOld || start > now) {
		throw new InputError(
			filters.label(Number.isFinite(from) ? 'startedFrom' : 'startedUntil'),
			isTooOld
				? `lies more than ${MOST_DAYS_BACK} days back, where DingTalk lists no approvals`
				: 'lies in the future, where no approval has been started yet',
			`Give a time within the last ${MOST_DAYS_BACK} days`,
		);
	}
	return until < now ? { from: start, until } : { from: start };
}

/** What is told of each approval; undefined where only IDs are wanted. */
function readDetails({ read }: ItemContext): ApprovalDetails | undefined {
	if (!read.flag('withDetails')) return undefined;
	const isSimple = read.flag('simplify');
	return { isSimple, withNames: isSimple && read.group('options').flag(namesOption.name) };
}

/** Each approval as an item. One that cannot be read says why in its own item; nobody else suffers from it. */
async function readAll(
	{ api, directory, node }: ItemContext,
	ids: string[],
	details: ApprovalDetails,
): Promise<IDataObject[]> {
	return await runInOrder(ids, {
		concurrency: CONCURRENT_READS,
		keysOf: () => [],
		signal: node.getExecutionCancelSignal(),
		run: async (processInstanceId) => {
			const outcome = await attemptInstance(api, processInstanceId);
			if (outcome.ok) {
				return await approvalItem(directory, processInstanceId, outcome.value, details);
			}
			const { failure } = outcome;
			if (HOPELESS.has(failure.kind) || !mayConcernOneEntry(failure)) throw api.toError(failure);
			return { processInstanceId, error: explain(failure).message };
		},
	});
}
