import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { INSTANCE_CALL, instanceIdField } from '../../approvals/instance';
import { readBegun, readWaiting, waitingField, waitOptions } from '../../approvals/waiting/fields';
import { nextRound, waitForResult as startToWait } from '../../approvals/waiting/rounds';
import { WAIT_FOR_RESULT } from '../../approvals/waiting/waiting';
import type { Operation } from '../../operation/operation';
import { assertCanWaitForResult, namesOption } from './fields';

const NAME = 'Wait for Result';

/**
 * Stops the execution until an approval has ended. The wait itself is a sub-execution, whose node runs this operation
 * too, with `waiting` in its parameters.
 *
 * @see DingTalk docs "获取单个审批实例详情": GET /v1.0/workflow/processInstances
 */
export const waitForResult: Operation = {
	value: WAIT_FOR_RESULT,
	name: NAME,
	action: 'Wait for the result of an approval',
	description:
		'Wait until an approval is approved, refused or withdrawn, and go on with its form, its timeline and the outcome',
	endpoints: [INSTANCE_CALL],
	fields: [
		instanceIdField,
		simplifyField,
		optionsField({ options: [...waitOptions, namesOption] }),
		waitingField,
	],
	async run(context) {
		const { read, node } = context;
		const processInstanceId = read.id(instanceIdField.name);
		const begun = readBegun(read);
		if (begun) return await nextRound(context, processInstanceId, begun);
		assertCanWaitForResult(node, NAME);
		const options = read.group('options');
		const withNames = options.flag(namesOption.name);
		const waiting = readWaiting(options, { isSimple: read.flag('simplify'), withNames });
		return await startToWait(context, processInstanceId, waiting);
	},
};
