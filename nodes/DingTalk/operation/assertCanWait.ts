import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';

/** What a node waits for, in the words of its errors. */
interface Awaited {
	/** The operation or field that makes it wait. */
	field: string;
	/** What comes once: `answer`. */
	unit: string;
	/** What each item is for, and what one run for all: `ask for each item`, `ask once for all`. */
	each: string;
	once: string;
	/** What to do instead in the call of a tool. */
	instead: string;
}

/** An execution waits once for a node; a tool's call is no execution. @throws InputError for several items, and tools */
export function assertCanWait(
	node: IExecuteFunctions,
	{ field, unit, each, once, instead }: Awaited,
): void {
	if (node.isToolExecution?.()) {
		throw new InputError(field, 'cannot wait inside the call of a tool', instead);
	}
	const { length } = node.getInputData();
	if (length <= 1) return;
	throw new InputError(
		field,
		`waits for one ${unit}, and the input has ${length} items`,
		`To ${each}, put the node into a Loop Over Items; to ${once}, turn on 'Execute Once' in its settings`,
	);
}
