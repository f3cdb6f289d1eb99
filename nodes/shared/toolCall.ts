import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { toJson } from './wire/json';

/** A context of n8n with the arguments that `$fromAI` gives. */
interface ToolContext {
	getNode(): INode;
	getWorkflowDataProxy(itemIndex: number): object;
	getNodeParameter: unknown;
}

/** What n8n's contexts have besides. */
interface Internals {
	_getNodeParameter?(...args: unknown[]): unknown;
}

/** Calls of one tool within one run of its agent; more than any agent makes. */
const MAX_CALLS = 1_000;

/**
 * The context of a call of a tool, made to give this call's own arguments.
 *
 * n8n numbers the calls of a tool for each item of an agent's batch anew (AI Agent up to 2.2), and may number
 * them in another order than it keeps them (calls at once, with Retry On Fail). `$fromAI` then finds the
 * arguments of another call: another text, or another person.
 *
 * @param args what the caller gave, as n8n has it
 * @throws NodeOperationError where n8n lets nobody find the right ones
 */
export function ownCall<T extends ToolContext>(context: T, args: IDataObject): T {
	if (givesArguments(context, args)) return context;
	for (let runIndex = 0; runIndex < MAX_CALLS; runIndex++) {
		const numbered = withRunIndex(context, runIndex);
		// Another call with the same arguments is as good.
		if (numbered && givesArguments(numbered, args)) return numbered;
	}
	throw new NodeOperationError(
		context.getNode(),
		'n8n mixed up two calls of this tool that came at once, so nothing was sent',
		{
			description:
				"Call the tool again, one call after the other. In the AI Agent set 'Batch Size' to 1, or take version 3 of it",
		},
	);
}

function givesArguments(context: ToolContext, args: IDataObject): boolean {
	try {
		const { $fromAI } = context.getWorkflowDataProxy(0) as { $fromAI(key: string): unknown };
		return Object.keys(args).every(
			(key) => toJson($fromAI(key) ?? null) === toJson(expected(args, key) ?? null),
		);
	} catch {
		// n8n has no arguments under this number.
		return false;
	}
}

/** n8n looks into `query` first, where older tools have all of theirs. */
const expected = ({ query, ...others }: IDataObject, key: string): unknown =>
	(query as IDataObject | undefined)?.[key] ?? (key === 'query' ? query : others[key]);

/** A view of the context, where n8n allows one; n8n's own is left as it is. */
function withRunIndex<T extends ToolContext>(context: T, runIndex: number): T | undefined {
	const view = Object.create(context, { runIndex: { value: runIndex } }) as T & Internals;
	if (!Object.hasOwn(context, 'getNodeParameter')) return view;
	// In contexts of `execute` it is bound to the context that the view is of.
	if (!view._getNodeParameter) return undefined;
	const getNodeParameter = view._getNodeParameter.bind(view);
	return Object.defineProperty(view, 'getNodeParameter', { value: getNodeParameter });
}
