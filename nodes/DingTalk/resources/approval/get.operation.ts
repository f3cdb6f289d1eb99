import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { fetchInstance, INSTANCE_CALL, instanceIdField } from '../../approvals/instance';
import { approvalItem } from '../../approvals/instanceItem';
import type { Operation } from '../../operation/operation';
import { namesOption } from './fields';

/** @see DingTalk docs "获取单个审批实例详情": GET /v1.0/workflow/processInstances */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an approval',
	description:
		'Get an approval: its form by labels, its status, who has to decide now, its timeline and its files',
	endpoints: [INSTANCE_CALL],
	fields: [instanceIdField, simplifyField, optionsField({ options: [namesOption] })],
	async run({ api, read, directory }) {
		const processInstanceId = read.id(instanceIdField.name);
		const isSimple = read.flag('simplify');
		const withNames = read.group('options').flag(namesOption.name);
		const instance = await fetchInstance(api, processInstanceId);
		return await approvalItem(directory, processInstanceId, instance, { isSimple, withNames });
	},
};
