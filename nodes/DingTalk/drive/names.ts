/** The names that one file has: a space and a number there; a node ID; the address in the browser. */
import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import { InputError } from '../../shared/errors/inputError';
import type { FormReader } from '../../shared/params/params';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { Place } from './dentry';
import { NODE_OF_URL_CALL, resolveNode } from '../../shared/drive/nodeRef';

/** How a form names a file or folder; read before anything is sent. */
export type NamedPlace =
	| { by: 'place'; place: Place }
	| { by: 'nodeId'; nodeId: string }
	| { by: 'url'; url: string };

/** A place, and its node ID where that is known. */
export interface FoundPlace extends Place {
	nodeId?: string;
}

/** The calls that turn one name into another, for the docs. */
export const NAME_CALLS = [
	'GET /v2.0/doc/dentries/{dentryUuid}/queryDentryId',
	NODE_OF_URL_CALL,
] as const;

/**
 * How the two fields name a file or folder: digits are a number in the space; anything else is a node ID, which needs
 * no space.
 *
 * @param fields names of the fields of the space and of the file or folder
 * @throws InputError naming the field
 */
export function readPlace(
	read: Pick<FormReader, 'label' | 'locator' | 'idIfAny'>,
	fields: { space: string; dentry: string },
): NamedPlace {
	const spaceId = readSpaceId(read, fields.space);
	const { mode, value } = read.locator(fields.dentry);
	if (mode === 'url' || /^https?:\/\//i.test(value)) return { by: 'url', url: value };
	if (!/^\d+$/.test(value)) return { by: 'nodeId', nodeId: value };
	if (spaceId !== '') return { by: 'place', place: { spaceId, dentryId: value } };
	throw new InputError(
		read.label(fields.space),
		`is empty, and '${read.label(fields.dentry)}' is a number that counts within a space`,
		'Choose the space, or name the file by its node ID or link, which need none',
	);
}

/** '' when there is none. */
function readSpaceId(read: Pick<FormReader, 'label' | 'idIfAny'>, name: string): string {
	const spaceId = read.idIfAny(name);
	if (/^\d*$/.test(spaceId)) return spaceId;
	throw new InputError(
		read.label(name),
		`holds '${spaceId}', and IDs of spaces are digits`,
		'Choose the space from the list; Space > Get Many lists them with their IDs',
	);
}

/**
 * The place that a form names.
 *
 * @param unionId who acts: to somebody who may not see it DingTalk says that it is not there
 * @throws NodeApiError when DingTalk knows no such file or link
 */
export async function findPlace(
	api: DingTalkApi,
	named: NamedPlace,
	unionId: string,
): Promise<FoundPlace> {
	if (named.by === 'place') return named.place;
	if (named.by === 'nodeId') return await placeOfNode(api, named.nodeId, unionId);
	return await placeOfNode(api, await resolveNode(api, named, unionId), unionId);
}

/**
 * The place of a node; undefined where DingTalk tells none to who acts.
 *
 * @throws NodeApiError for any other refusal
 */
export async function placeIfTold(
	api: DingTalkApi,
	nodeId: string,
	operatorId: string,
): Promise<FoundPlace | undefined> {
	const outcome = await attemptPlace(api, nodeId, operatorId);
	if (outcome.ok) return outcome.value;
	if (outcome.failure.kind === 'notFound') return undefined;
	throw api.toError(outcome.failure);
}

async function placeOfNode(
	api: DingTalkApi,
	nodeId: string,
	operatorId: string,
): Promise<FoundPlace> {
	const outcome = await attemptPlace(api, nodeId, operatorId);
	if (outcome.ok) return outcome.value;
	throw api.toError(outcome.failure);
}

/**
 * @see DingTalk docs "根据 dentryUuid 获取 spaceId": GET /v2.0/doc/dentries/{dentryUuid}/queryDentryId. That it knows
 * files which are no documents is [unverified]
 */
async function attemptPlace(
	api: DingTalkApi,
	nodeId: string,
	operatorId: string,
): Promise<Outcome<FoundPlace>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: path`/v2.0/doc/dentries/${nodeId}/queryDentryId`,
		answer: { spaceId: 'id', dentryId: 'id' },
		query: { operatorId },
	});
	if (!outcome.ok) return failed(outcome.failure);
	const { spaceId, dentryId } = outcome.value.body as {
		spaceId: number | string;
		dentryId: number | string;
	};
	return success({ spaceId: String(spaceId), dentryId: String(dentryId), nodeId });
}

/**
 * The node ID of a place, which permissions go by.
 *
 * @see DingTalk docs "获取 dentryUuid 信息": GET /v2.0/doc/dentries/{dentryId}/queryDentryUuid
 */
export async function nodeIdOf(
	api: DingTalkApi,
	{ spaceId, dentryId, nodeId }: FoundPlace,
	operatorId: string,
): Promise<string> {
	if (nodeId !== undefined) return nodeId;
	const { dentryUuid } = await api.request<{ dentryUuid: string }>({
		method: 'GET',
		host: 'api',
		path: path`/v2.0/doc/dentries/${dentryId}/queryDentryUuid`,
		answer: { dentryUuid: 'text' },
		query: { spaceId, operatorId },
	});
	return dentryUuid;
}
