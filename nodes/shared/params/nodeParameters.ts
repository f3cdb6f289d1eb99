import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { formReader, NOT_GIVEN } from './formReader';
import type { Form, FormReader, ItemReader } from './params';

type ParameterContext = Partial<Pick<IExecuteFunctions, 'getTimezone'>>;

/** Reads parameters of item `itemIndex`; `fields` give display names, options and defaults. */
export const itemReader = (
	context: ParameterContext & Pick<IExecuteFunctions, 'getNodeParameter'>,
	fields: readonly INodeProperties[],
	itemIndex: number,
): ItemReader =>
	formReader({
		fields,
		timeZone: () => context.getTimezone?.() ?? 'UTC',
		get: once((name) => context.getNodeParameter(name, itemIndex, NOT_GIVEN)),
	});

/** The same where the context knows of no items, or of one only: triggers, declarative nodes. */
export const parameterReader = (
	context: ParameterContext & { getNodeParameter(name: string, fallback?: unknown): unknown },
	fields: readonly INodeProperties[],
): FormReader =>
	formReader({
		fields,
		timeZone: () => context.getTimezone?.() ?? 'UTC',
		get: once((name) => context.getNodeParameter(name, NOT_GIVEN)),
	});

/** n8n evaluates the expressions of a parameter, collections included, each time it is asked for it. */
function once(get: Form['get']): Form['get'] {
	const known = new Map<string, unknown>();
	return (name) => {
		if (!known.has(name)) known.set(name, get(name));
		return known.get(name);
	};
}
