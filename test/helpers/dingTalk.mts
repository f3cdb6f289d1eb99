import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeProperties,
	IRun,
} from 'n8n-workflow';

import { DingTalkAppApi } from '../../credentials/DingTalkAppApi.credentials.ts';
import { DingTalkCallbackApi } from '../../credentials/DingTalkCallbackApi.credentials.ts';
import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import './quickTime.mts';
import { output, runWorkflow, TestCredentialsHelper } from '../../harness/runWorkflow.mts';

export const API = 'https://api.dingtalk.com';
export const OAPI = 'https://oapi.dingtalk.com';
export const TOKEN = 'token-of-the-test';
/** Of the callback credential. */
export const CARD_SECRET = 'card-secret-of-the-test';

const NODE = 'n8n-nodes-dingtalk-suite.dingTalk';

/** A credential with a token that is good for an hour, unless `data` says otherwise. */
export function appCredential(data: ICredentialDataDecryptedObject = {}): TestCredentialsHelper {
	return new TestCredentialsHelper(
		{ dingTalkAppApi: new DingTalkAppApi(), dingTalkCallbackApi: new DingTalkCallbackApi() },
		{
			dingTalkAppApi: {
				clientId: 'dingtest',
				clientSecret: 'secret-of-the-test',
				accessToken: TOKEN,
				expiresAt: Date.now() + 3_600_000,
				issuedFor: `dingtest@${(data.apiBaseUrl as string | undefined) ?? API}`,
				callsPerSecond: 100_000,
				...data,
			},
			dingTalkCallbackApi: { cardSecret: CARD_SECRET },
		},
	);
}

export interface DingTalkRun {
	parameters: INode['parameters'];
	input?: INodeExecutionData[];
	credentials?: TestCredentialsHelper;
	/** The node's own settings, e.g. onError. */
	settings?: Partial<INode>;
	/** Of the workflow. */
	timeZone?: string;
	onStart?: (execution: { cancel(): void }) => void;
}

export interface DingTalkResult {
	run: IRun;
	/** What the node put out. */
	items: INodeExecutionData[];
	/** What the node's error output got. */
	errors: INodeExecutionData[];
	/** The error that ended the execution. */
	error:
		| {
				name: string;
				message: string;
				description?: string;
				httpCode?: string;
				context: Record<string, unknown>;
		  }
		| undefined;
	credentials: TestCredentialsHelper;
}

/** By resource and operation. */
const forms = new Map<string, INodeProperties[]>();

/** The node with the part of its form that these show: n8n goes through the form several times in each run. */
function withFormOf({ resource, operation }: INode['parameters']): DingTalk {
	const node = new DingTalk();
	const key = JSON.stringify([resource, operation]);
	if (!forms.has(key)) {
		const isShown = ({ displayOptions }: INodeProperties) =>
			isAmong(resource, displayOptions?.show?.resource) &&
			isAmong(operation, displayOptions?.show?.operation);
		forms.set(key, node.description.properties.filter(isShown));
	}
	node.description = { ...node.description, properties: forms.get(key) ?? [] };
	return node;
}

/** Whether a field can show; what is left to its default or to an expression can be anything. */
const isAmong = (chosen: unknown, values: readonly unknown[] | undefined): boolean =>
	typeof chosen !== 'string' || chosen.startsWith('=') || (values?.includes(chosen) ?? true);

/** Runs the DingTalk node behind a manual trigger in n8n's engine. */
export async function runDingTalk(options: DingTalkRun): Promise<DingTalkResult> {
	const credentials = options.credentials ?? appCredential();
	const trigger: INode = {
		id: '1',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node: INode = {
		id: '2',
		name: 'DingTalk',
		type: NODE,
		typeVersion: 1,
		position: [200, 0],
		parameters: options.parameters,
		credentials: {
			dingTalkAppApi: { id: 'c1', name: 'DingTalk' },
			dingTalkCallbackApi: { id: 'c2', name: 'DingTalk Callback' },
		},
		...options.settings,
	};
	const run = await runWorkflow({
		workflow: {
			nodes: [trigger, node],
			connections: { Start: { main: [[{ node: 'DingTalk', type: 'main', index: 0 }]] } },
		},
		nodes: { [NODE]: withFormOf(options.parameters) },
		credentials,
		input: options.input,
		timeZone: options.timeZone,
		onStart: options.onStart,
	});
	return {
		run,
		items: output(run, 'DingTalk'),
		errors: output(run, 'DingTalk', 1),
		error: run.data.resultData.error as unknown as DingTalkResult['error'],
		credentials,
	};
}

/** An inline binary field, as n8n's default binary mode has it. */
export const binaryOf = (content: string | Uint8Array, fileName: string, mimeType: string) => ({
	data: Buffer.from(content).toString('base64'),
	fileName,
	mimeType,
});

/** A folder of its own below the system's temporary one. */
export const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'dingtalk-test-'));
