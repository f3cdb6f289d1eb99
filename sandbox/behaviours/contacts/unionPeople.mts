import type { Answer } from '../../contract/answers.mts';
import { refuse } from '../../contract/answers.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Store } from '../../state/store.mts';
import type { SeedPerson } from '../../state/seed.mts';

/** The person with a unionId whom apps can see. A userId is nobody's unionId. */
export function personOfUnion(store: Store, unionId: string): SeedPerson | undefined {
	const person = store.unionIds.get(unionId);
	return person?.visible ? person : undefined;
}

/**
 * Refuses a list with somebody unknown. The pages say only that unionIds are wanted: the general
 * error of the endpoint, with this text, is [unverified].
 */
export function unknownPerson(
	store: Store,
	endpoint: Endpoint,
	unionIds: Array<string | undefined>,
): Answer | undefined {
	const unknown = unionIds.find((one) => one !== undefined && !personOfUnion(store, one));
	if (unknown === undefined) return undefined;
	return refuse(endpoint, endpoint.invalid ?? 'invalidParameter', `unionId is invalid: ${unknown}`);
}
