/** What the table of foreign answers is made of. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { runDingTalk } from '../helpers/dingTalk.mts';

export type Parameters = INode['parameters'];

/** What a call came to: the output, or the error that ended it. */
export interface Result {
	output: unknown;
	error?: { message: string; description?: string | null };
}

/** Where a row is tried. */
export interface World {
	sandbox: Sandbox;
	/** The sandbox's app. */
	credentials: TestCredentialsHelper;
	/** What goes along with the call beside the token, and nobody may see. */
	secrets: string[];
	/** Done after the row. */
	atEnd(end: () => Promise<void>): void;
	/** What the DingTalk node puts out. @throws when it fails */
	run(parameters: object, input?: INodeExecutionData[]): Promise<IDataObject[]>;
}

/** Why an answer that is none does not fail the whole call, and whether the output speaks of it. */
export interface Tolerance {
	why: string;
	outcome: 'error' | 'told' | 'done';
}

/** `before` makes what an earlier call may have ended; by DingTalk's own answers. */
export type Call = (() => Promise<Result>) & { before?: () => Promise<void> };

/** One call to try foreign answers on. */
export interface Row {
	name: string;
	/** `resource/operation` of the DingTalk node, or `robot/operation`; absent for what is no operation. */
	operation?: string;
	/** Contract ID, or path with `*`, of the call whose answer is replaced. */
	endpoint: string;
	/** What its documented answer is; by default JSON with fields. */
	answer?: 'nothing' | 'json' | 'jsonPages' | 'file' | 'anyFile';
	tolerated?: Tolerance;
	/** Answers that only n8n deals with. */
	excepted?: { answers: string[]; why: string };
	/** What the error says where it cannot tell what came. */
	says?: RegExp;
	/** Prepares what the call needs; the call can be made any number of times while its answer is replaced. */
	start(world: World): Promise<Call>;
}

type RowOptions = Pick<Row, 'answer' | 'tolerated'> & { input?: INodeExecutionData[] };

/**
 * A row for an operation of the DingTalk node.
 *
 * @param name `resource/operation`, with what is special behind a colon
 * @param given its parameters, or what makes them in the sandbox
 */
export function operation(
	name: string,
	endpoint: string,
	given: object | ((world: World) => Promise<object>),
	{ input, ...more }: RowOptions = {},
): Row {
	const [path] = name.split(':');
	const [resource, operationName] = path.split('/');
	return {
		name,
		operation: path,
		endpoint,
		...more,
		async start(world) {
			const further = typeof given === 'function' ? await given(world) : given;
			const parameters = { resource, operation: operationName, ...further } as Parameters;
			return async () => {
				const { credentials } = world;
				const { items, error } = await runDingTalk({ parameters, input, credentials });
				return { output: items, error };
			};
		},
	};
}
