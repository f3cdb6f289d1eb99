import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';

import { TestCredentialsHelper } from '../../harness/credentials.mts';

/** What n8n shows after Save, or after Retry. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
	credentials: TestCredentialsHelper;
}

interface CaughtError {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/** Runs a credential's own `test` as n8n's CredentialsTester does: a routing node made of the request. */
export async function testCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialTestResult> {
	const credentials = new TestCredentialsHelper(
		{ [type.name]: type },
		{ [type.name]: { ...data } },
	);
	const decrypted = await credentials.getDecrypted(undefined, undefined, type.name);
	const runner = routingNodeOf(type, credentials, decrypted);
	try {
		const answer = (await runner.runNode())?.[0][0].json ?? {};
		const broken = type.test?.rules?.find(
			({ properties }) => 'key' in properties && answer[properties.key] === properties.value,
		);
		return {
			status: broken ? 'Error' : 'OK',
			message: broken?.properties.message ?? 'Connection successful!',
			credentials,
		};
	} catch (caught) {
		return { status: 'Error', message: messageOf(caught as CaughtError), credentials };
	}
}

function messageOf({ message, cause }: CaughtError): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	return statusText || `Received HTTP status code: ${status}`;
}

function routingNodeOf(
	type: ICredentialType,
	credentials: TestCredentialsHelper,
	data: ICredentialDataDecryptedObject,
): RoutingNode {
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: 'c1', name: 'c1' } },
	};
	const nodeType = {
		description: {
			name: 'noOp',
			displayName: 'No Operation',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'No Operation' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: type.test?.request },
				},
			],
		},
	} as unknown as INodeType;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: credentials,
		variables: {},
		executionId: '1',
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new ExecuteContext(
		workflow,
		workflow.nodes['Temp-Node'],
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return new RoutingNode(context, nodeType, { id: 'c1', name: 'c1', type: type.name, data });
}
