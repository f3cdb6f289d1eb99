import type { IDataObject } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import { InputError } from '../../../shared/errors/inputError';
import { assertMaxChars } from '../../../shared/messages/checks';
import { systemClock } from '../../../shared/run/clock';
import { MINUTE_MS } from '../../../shared/run/durations';
import type { DingTalkApi } from '../../../shared/transport/api';
import type { WireInstance } from '../../approvals/instance';
import {
	fetchInstance,
	INSTANCE_CALL,
	instanceIdField,
	instanceKeys,
	isRunning,
	statusOf,
} from '../../approvals/instance';
import { momentIn } from '../../approvals/instanceTimeline';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { remarkField } from './fields';

const MOST_CHARS = 1024;
/** DingTalk takes no withdrawal earlier: "提交审批单后15秒内不能进行撤回". */
const TOO_EARLY_MS = 15_000;
/** Between two tries while it is too early. */
const PAUSE_MS = 5_000;
const LATER_TRIES = 4;
const TOO_EARLY = 'aflowProcessInstStatusException';

/** @see DingTalk docs "撤销审批实例": POST /v1.0/workflow/processInstances/terminate */
export const terminate: Operation = {
	value: 'terminate',
	name: 'Terminate',
	action: 'Terminate an approval',
	description:
		'Withdraw an approval that is not decided yet, in the name of whoever started it or as the system; waits where DingTalk says that it is too early',
	endpoints: ['POST /v1.0/workflow/processInstances/terminate', INSTANCE_CALL],
	fields: [
		instanceIdField,
		{
			displayName: 'In Whose Name',
			name: 'by',
			type: 'options',
			options: [
				{
					name: 'Originator',
					value: 'originator',
					description: 'Whoever started it; the form must let people withdraw what they started',
				},
				{ name: 'System', value: 'system', description: 'Nobody: the system ends it' },
			],
			default: 'originator',
			description: 'Who withdraws it in the timeline',
		},
		remarkField,
		optionsField({
			options: [
				{
					displayName: 'Wait While Too Early',
					name: 'waitTooEarly',
					type: 'boolean',
					default: true,
					description:
						'Whether to wait where the approval is less than 15 seconds old, in which DingTalk lets nobody withdraw it',
				},
			],
		}),
	],
	orderKeys: instanceKeys,
	async run(context) {
		const { api, read, node } = context;
		const processInstanceId = read.id(instanceIdField.name);
		const by = read.choice<'originator' | 'system'>('by');
		const remark = read.text(remarkField.name);
		assertMaxChars(remarkField.displayName, remark, MOST_CHARS);
		const waits = read.group('options').flag('waitTooEarly');
		return await once(context, ['terminate', processInstanceId, by, remark], async () => {
			const instance = await fetchInstance(api, processInstanceId);
			assertRunning(instance);
			const body = {
				processInstanceId,
				isSystem: by === 'system',
				...(by === 'originator' ? { operatingUserId: instance.originatorUserId } : {}),
				...(remark === '' ? {} : { remark }),
			};
			const laterTries = waits && mayBeTooEarly(instance) ? LATER_TRIES : 0;
			await withdraw(api, body, laterTries, node.getExecutionCancelSignal());
			return { processInstanceId, terminated: true };
		});
	},
};

function assertRunning(instance: WireInstance): void {
	if (isRunning(instance)) return;
	throw new InputError(
		instanceIdField.displayName,
		`names an approval that is over: it was ${statusOf(instance)}`,
		'Only what is not decided yet can be withdrawn',
	);
}

/** When it was started is told to the minute only, so that may be up to a minute later than it is. */
function mayBeTooEarly({ createTime }: WireInstance): boolean {
	const minute = Date.parse(momentIn(createTime) ?? '');
	return systemClock.now() - minute < MINUTE_MS + TOO_EARLY_MS;
}

/** Tries again while DingTalk finds it too early: then it was not done. */
async function withdraw(
	api: DingTalkApi,
	body: IDataObject,
	laterTries: number,
	signal?: AbortSignal,
): Promise<void> {
	for (let tries = 0; ; tries++) {
		const outcome = await api.attempt({
			method: 'POST',
			host: 'api',
			path: '/v1.0/workflow/processInstances/terminate',
			answer: { result: 'true' },
			body,
		});
		if (outcome.ok) return;
		const isTooEarly = outcome.failure.code === TOO_EARLY && tries < laterTries;
		if (!isTooEarly || signal?.aborted) throw api.toError(outcome.failure);
		await systemClock.sleep(PAUSE_MS, signal);
	}
}
