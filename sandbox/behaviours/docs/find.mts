import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Request, World } from '../../server/call.mts';
import type { Access } from '../../state/aiTables.mts';
import type { KnowledgeBase, WikiNode } from '../../state/documents.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';

/** A refusal in the words of the endpoint. */
export const refuse = ({ endpoint }: Request, code: string, message?: string): Answer =>
	apiError(endpoint, code, { message });

/** What the person of a unionId may do in a knowledge base; undefined where it is not theirs to see. */
export function accessTo(
	{ store }: World,
	workspaceId: string,
	operatorId: string,
): Access | undefined {
	const person = personOfUnion(store, operatorId);
	return person && store.documents.bases.get(workspaceId)?.access[person.userId];
}

/**
 * The document of the path in the name of the operator.
 *
 * That somebody without access gets `invalidRequest.resource.notFound`, and somebody who may only read
 * `forbidden.accessDenied` for a write, is [unverified].
 */
export function findDocument(world: World, request: Request, needed: Access): WikiNode | Answer {
	const { store } = world;
	const { docKey } = request.pathParams;
	const node = store.documents.byKey(docKey);
	const access = node && accessTo(world, node.workspaceId, request.query.operatorId);
	if (!node || !access) return refuse(request, 'invalidRequest.resource.notFound');
	if (node.extension !== 'adoc') {
		return refuse(request, 'invalidRequest.inputArgs.invalid', 'Target document should be doc.');
	}
	if (needed === 'write' && access === 'read') return refuse(request, 'forbidden.accessDenied');
	return node;
}

/** The knowledge base of the path, for who creates or deletes in it. */
export function findWritable(
	world: World,
	request: Request,
	operatorId: string,
): KnowledgeBase | Answer {
	const { workspaceId } = request.pathParams;
	if (!personOfUnion(world.store, operatorId)) return refuse(request, 'forbidden.user.notInOrg');
	const base = world.store.documents.bases.get(workspaceId);
	const access = accessTo(world, workspaceId, operatorId);
	if (!base || !access) return refuse(request, 'invalidRequest.resource.notFound');
	return access === 'write' ? base : refuse(request, 'forbidden.accessDenied');
}
