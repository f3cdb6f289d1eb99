import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { toShownError } from '../errors/shownError';
import { openLocator } from '../params/personRef';
import type { DingTalkApi } from '../transport/api';
import { actorOf } from '../contacts/actor';
import type { NodeRef } from '../drive/nodeRef';
import { resolveNode } from '../drive/nodeRef';
import type { Base, Table } from './table';
import { baseLocator, tableLocator, toBaseRef } from './table';

/**
 * The base of a form that is being filled in; undefined where it is not chosen yet, or an expression without a value.
 *
 * @throws NodeOperationError for what is no base; NodeApiError when DingTalk refuses
 */
export async function chosenBase(
	context: ILoadOptionsFunctions,
	api: DingTalkApi,
): Promise<Base | undefined> {
	const given = contentOf(context, baseLocator.name);
	if (given === '') return undefined;
	const base = refOf(context, given);
	const operatorId = await actorOf(context, api);
	return { operatorId, baseId: await resolveNode(api, base, operatorId) };
}

/** The same for its table. */
export async function chosenTable(
	context: ILoadOptionsFunctions,
	api: DingTalkApi,
): Promise<Table | undefined> {
	const table = contentOf(context, tableLocator.name);
	const base = table === '' ? undefined : await chosenBase(context, api);
	return base ? { ...base, table } : undefined;
}

function contentOf(context: ILoadOptionsFunctions, name: string): string {
	const content = String(openLocator(context.getCurrentNodeParameter(name)).content ?? '').trim();
	return content.startsWith('=') ? '' : content;
}

function refOf(context: ILoadOptionsFunctions, given: string): NodeRef {
	try {
		return toBaseRef(baseLocator.displayName, given);
	} catch (error) {
		throw toShownError(context.getNode(), error);
	}
}
