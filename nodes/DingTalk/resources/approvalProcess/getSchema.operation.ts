import type { IDataObject } from 'n8n-workflow';

import type { Component } from '../../approvals/components/component';
import { isSuite, kindOf, obstacleIn, TABLE } from '../../approvals/components/kinds';
import { schemaOf } from '../../approvals/schema';
import { approvalProcessLocator } from '../../../shared/fields/approvalProcesses';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取表单 schema": GET /v1.0/workflow/forms/schemas/processCodes */
export const getSchema: Operation = {
	value: 'getSchema',
	name: 'Get Schema',
	action: 'Get the schema of an approval process',
	description:
		'Tell the fields of a process: label, type, options, what each takes, and which a workflow can fill in',
	endpoints: ['GET /v1.0/workflow/forms/schemas/processCodes'],
	fields: [approvalProcessLocator],
	async run({ api, read }) {
		const { components, ...process } = await schemaOf(api, read.id('processCode'));
		const stopping = components.filter(isStopping);
		return {
			...process,
			// By a workflow: a person may start any.
			startable: stopping.length === 0,
			...(stopping.length > 0
				? { stoppedBy: stopping.map(({ label, type }) => label || type) }
				: {}),
			fields: components.map(toField),
		};
	},
};

/** Whether no approval can be started by a workflow for this field. */
function isStopping(component: Component): boolean {
	const obstacle = obstacleIn(component);
	if (!obstacle || obstacle.isAutomatic) return false;
	return isSuite(component) || (component.isRequired && !component.isHidden);
}

function toField(component: Component): IDataObject {
	const { id, label, labels, type, isRequired, options, format, unit, children } = component;
	const obstacle = obstacleIn(component);
	const kind = kindOf(component);
	const isTable = type === TABLE;
	return {
		label,
		...(labels.length > 1 ? { labels } : {}),
		id,
		type: isTable ? 'Table' : (kind?.name ?? type),
		component: type,
		required: isRequired,
		fillable: obstacle === undefined,
		...(obstacle ? { reason: obstacle.why } : {}),
		...(isTable ? { takes: 'A list of rows, each an object by the labels of the columns' } : {}),
		...(kind ? { takes: kind.takes(component) } : {}),
		...(options.length > 0 ? { options } : {}),
		...(format === '' ? {} : { format }),
		...(unit === '' ? {} : { unit }),
		...(isTable ? { columns: children.map(toField) } : {}),
	};
}
