import { requireText } from '../../../shared/messages/checks';
import { toArgb } from '../../../shared/messages/color';
import { taskIdField } from '../../workNotification/taskId';
import { toWireNumber } from '../../fields/wireNumber';
import type { Operation } from '../../operation/operation';
import type { ItemReader } from '../../../shared/params/params';
import { readTask, taskKeys, taskOptions } from './task';

/** @see DingTalk docs "更新工作通知状态栏": POST /topapi/message/corpconversation/status_bar/update */
export const updateStatusBar: Operation = {
	value: 'updateStatusBar',
	name: 'Update Status Bar',
	action: 'Update the status bar of a work notification',
	description:
		'Change the status shown on an OA work notification, up to 7 days after it was sent; DingTalk shows it where up to five people were named one by one',
	endpoints: ['POST /topapi/message/corpconversation/status_bar/update'],
	fields: [
		taskIdField,
		{
			displayName: 'Status',
			name: 'statusValue',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Approved',
			description: 'The text that the status bar shows from now on',
		},
		{
			displayName: 'Status Color',
			name: 'statusColor',
			type: 'color',
			default: '',
			description:
				'Background of the status bar, as #78C06E or as DingTalk writes it, 0xFF78C06E with the opacity first. Leave empty for none.',
		},
		taskOptions,
	],
	orderKeys: taskKeys,
	async run(context) {
		const { api, read } = context;
		const { taskId, agentId } = readTask(context);
		const statusValue = requireText(read.label('statusValue'), read.text('statusValue'));
		const statusColor = readColor(read, 'statusColor');
		await api.request({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/message/corpconversation/status_bar/update',
			answer: 'nothing',
			body: {
				agent_id: agentId,
				task_id: toWireNumber(taskId),
				status_value: statusValue,
				...(statusColor ? { status_bg: statusColor } : {}),
			},
			repeatable: true,
		});
		return {
			success: true,
			taskId,
			statusValue,
			...(statusColor ? { statusColor } : {}),
		};
	},
};

/** @returns the color as DingTalk writes it, with opacity first; empty for none */
function readColor(read: ItemReader, name: string): string {
	const color = read.text(name).trim();
	return color === '' ? '' : `0x${toArgb(read.label(name), color)}`;
}
