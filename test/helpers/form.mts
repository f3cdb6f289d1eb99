import type { INodeProperties } from 'n8n-workflow';

import type { FormReader } from '../../nodes/shared/params/params.ts';
import { itemReader } from '../../nodes/shared/params/nodeParameters.ts';

/** A reader of a filled-in form, outside n8n. */
export const formOf = (
	fields: readonly INodeProperties[],
	values: Record<string, unknown>,
	timeZone = 'Asia/Shanghai',
): FormReader =>
	itemReader(
		{
			getNodeParameter: ((name: string, _index: number, fallback: unknown) =>
				name in values ? values[name] : fallback) as never,
			getTimezone: () => timeZone,
		},
		fields,
		0,
	);

/** A field of a form. */
export const field = (
	name: string,
	type: INodeProperties['type'],
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName: `The ${name}`, name, type, default: '', ...more });
