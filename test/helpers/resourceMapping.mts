import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ILoadOptionsFunctions,
	type INode,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';

/** The fields of an approval's form. */
export const formOfProcess = async (
	processCode: unknown,
	credentials: TestCredentialsHelper,
): Promise<ResourceMapperFields> =>
	await mapperForm('getApprovalForm', { processCode } as INode['parameters'], credentials);

type Method = keyof DingTalk['methods']['resourceMapping'];

/** The fields of a form that builds itself, asked for as n8n's editor does. */
export async function mapperForm(
	method: Method,
	parameters: INode['parameters'],
	credentials: TestCredentialsHelper,
): Promise<ResourceMapperFields> {
	const nodeType = new DingTalk();
	const node: INode = {
		id: '1',
		name: 'DingTalk',
		type: 'n8n-nodes-dingtalk-suite.dingTalk',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => nodeType } as unknown as INodeTypes,
	});
	const additionalData = {
		credentialsHelper: credentials,
		currentNodeParameters: parameters,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.form');
	return await nodeType.methods.resourceMapping[method].call(
		context as unknown as ILoadOptionsFunctions,
	);
}
