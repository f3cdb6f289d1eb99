import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import { appCredential } from './dingTalk.mts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';

type Method =
	| 'searchAiTableBases'
	| 'searchAiTableColumns'
	| 'searchAiTables'
	| 'searchApprovalProcesses'
	| 'searchDentries'
	| 'searchDepartments'
	| 'searchDocuments'
	| 'searchFiles'
	| 'searchFolders'
	| 'searchGroups'
	| 'searchKnowledgeBaseNodes'
	| 'searchKnowledgeBases'
	| 'searchRooms'
	| 'searchSpaces'
	| 'searchTargetFolders'
	| 'searchSheets'
	| 'searchUsers'
	| 'searchWorkbooks';

export interface PickerCall {
	filter?: string;
	paginationToken?: string;
	parameters?: INode['parameters'];
	credentials?: TestCredentialsHelper;
	/** Nothing is chosen as the node's credential. */
	isBare?: boolean;
}

/** Calls a picker's method as n8n's editor does: by name, in n8n's own context for pickers. */
export async function callPicker(
	method: Method,
	{
		filter,
		paginationToken,
		parameters = {},
		credentials = appCredential(),
		isBare = false,
	}: PickerCall = {},
): Promise<INodeListSearchResult> {
	const nodeType = new DingTalk();
	const node: INode = {
		id: '1',
		name: 'DingTalk',
		type: 'n8n-nodes-dingtalk-suite.dingTalk',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: isBare ? undefined : { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
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
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.userId');
	return await nodeType.methods.listSearch[method].call(
		context as unknown as ILoadOptionsFunctions,
		filter,
		paginationToken,
	);
}

/** What the picker throws. */
export async function pickerError(method: Method, call?: PickerCall) {
	try {
		await callPicker(method, call);
	} catch (error) {
		return error as { name: string; message: string; description: string };
	}
	throw new Error('the picker threw nothing');
}

/** All pages of a picker, one after the other. */
export async function allPages(method: Method, call: PickerCall = {}) {
	const pages: INodeListSearchItems[][] = [];
	let paginationToken: string | undefined;
	do {
		const page = await callPicker(method, { ...call, paginationToken });
		pages.push(page.results);
		({ paginationToken } = page);
	} while (paginationToken !== undefined && pages.length < 100);
	return pages;
}
