import type { IDataObject } from 'n8n-workflow';

import type { Failure, FailureKind, Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import { InputError } from '../errors/inputError';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import type { WireDepartment } from './departments';
import { fetchDepartment } from './departments';
import { convertChatId } from './groups';
import { sharedLookups } from './lookups';
import type { PersonIdKind, PersonRef } from '../params/personRef';
import { looksLikeMobile, looksLikeUnionId, toMobile } from '../params/personRef';
import type { WireUser } from './users';
import { fetchUser, fetchUserIdByMobile, fetchUserIdByUnionId } from './users';

/** Failures that say something about the person asked for, and nothing about the app. */
const ABSENT: ReadonlySet<FailureKind> = new Set<FailureKind>(['notFound', 'range', 'invalid']);

/** DingTalk answers with a person, but without this ID. */
const NO_UNION_ID: Failure = { kind: 'notFound', code: '0', message: 'the answer has no unionId' };

const NAMES: Record<PersonIdKind, string> = {
	userId: 'userId',
	mobile: 'mobile number',
	unionId: 'unionId',
	any: 'ID',
};

/** A person with all IDs. */
export interface ResolvedPerson extends IDataObject {
	/** What was given. */
	input: string;
	userId: string;
	unionId: string;
	mobile?: string;
	name: string;
}

/** Who is who; lives for one run and asks DingTalk at most once per ID. */
export interface Directory {
	/** @throws InputError naming the field when there is no such person; NodeApiError for other refusals */
	userIdOf(ref: PersonRef): Promise<string>;
	/** @throws as `userIdOf` */
	unionIdOf(ref: PersonRef): Promise<string>;
	/** @returns undefined when there is no such person, or none that the app may see */
	findUserId(ref: PersonRef): Promise<string | undefined>;
	/** @returns as `findUserId` */
	findUnionId(ref: PersonRef): Promise<string | undefined>;
	/** All IDs of many people, in the order given; `unknown` are those that do not exist or cannot be seen. */
	resolve(
		inputs: readonly string[],
		idType: PersonIdKind,
	): Promise<{ users: ResolvedPerson[]; unknown: string[] }>;
	user(userId: string): Promise<Outcome<WireUser>>;
	department(departmentId: string): Promise<Outcome<WireDepartment>>;
	/** @throws NodeApiError when DingTalk refuses */
	openConversationIdOf(chatId: string): Promise<string>;
}

/** Whether the failure only says that a person or department does not exist or cannot be seen. */
export const isAbsent = (failure: Failure): boolean => ABSENT.has(failure.kind);

/** The directory of one run; everybody who asks for the same ID shares one lookup. */
export function createDirectory(api: DingTalkApi): Directory {
	const user = sharedLookups(async (userId) => await fetchUser(api, userId));
	const department = sharedLookups(async (id) => await fetchDepartment(api, id));
	const locate = createLocator(api, user);
	const group = sharedLookups(async (chatId) => await convertChatId(api, chatId));

	async function locateUnionId(ref: PersonRef): Promise<Outcome<string>> {
		if (ref.by === 'unionId') return success(ref.value);
		const located = await locate(ref);
		const found = located.ok ? await user(located.value) : located;
		if (!found.ok) return found;
		const { unionid } = found.value;
		return unionid ? success(unionid) : failed(NO_UNION_ID);
	}

	function needed<T>(found: Outcome<T>, ref: PersonRef): T {
		if (found.ok) return found.value;
		throw refusal(api, found.failure, ref);
	}

	function ifAny<T>(found: Outcome<T>): T | undefined {
		if (found.ok) return found.value;
		if (isAbsent(found.failure)) return undefined;
		throw api.toError(found.failure);
	}

	return {
		user,
		department,
		userIdOf: async (ref) => needed(await locate(ref), ref),
		unionIdOf: async (ref) => needed(await locateUnionId(ref), ref),
		findUserId: async (ref) => ifAny(await locate(ref)),
		findUnionId: async (ref) => ifAny(await locateUnionId(ref)),
		resolve: async (inputs, idType) =>
			await resolveAll(
				inputs,
				async (value) => await resolveOne(api, locate, user, { by: idType, value }),
			),
		async openConversationIdOf(chatId) {
			const found = await group(chatId);
			if (found.ok) return found.value;
			throw api.toError(found.failure);
		},
	};
}

type Locate = (ref: PersonRef) => Promise<Outcome<string>>;
type FindUser = Directory['user'];

/** Finds the userId behind any ID. A userId as such is taken as it is. */
function createLocator(api: DingTalkApi, user: FindUser): Locate {
	const byMobile = sharedLookups(async (mobile) => await fetchUserIdByMobile(api, mobile));
	const byUnionId = sharedLookups(async (unionId) => await fetchUserIdByUnionId(api, unionId));
	const finders = {
		mobile: async (value: string) => await byMobile(toMobile(value)),
		unionId: byUnionId,
		async userId(value: string): Promise<Outcome<string>> {
			const found = await user(value);
			return found.ok ? success(found.value.userid ?? value) : found;
		},
	};
	return async ({ by, value }) => {
		if (by === 'userId') return success(value);
		if (by !== 'any') return await finders[by](value);
		const failures: Failure[] = [];
		for (const guess of guessesFor(value)) {
			const found = await finders[guess](value);
			if (found.ok) return found;
			failures.push(found.failure);
		}
		// A missing permission or a lost connection says more than "not found".
		const telling =
			failures.find((failure) => !isAbsent(failure)) ??
			failures.find(({ kind }) => kind === 'range') ??
			failures[0];
		return { ok: false, failure: telling };
	};
}

function guessesFor(value: string): Array<'userId' | 'mobile' | 'unionId'> {
	if (looksLikeMobile(value)) return ['mobile', 'userId', 'unionId'];
	return looksLikeUnionId(value) ? ['unionId', 'userId'] : ['userId', 'unionId'];
}

async function resolveAll(
	inputs: readonly string[],
	run: (input: string) => Promise<ResolvedPerson | undefined>,
) {
	const people = await runInOrder(inputs, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run,
	});
	return {
		users: people.filter((person) => person !== undefined),
		unknown: inputs.filter((_input, index) => people[index] === undefined),
	};
}

async function resolveOne(
	api: DingTalkApi,
	locate: Locate,
	user: FindUser,
	ref: PersonRef,
): Promise<ResolvedPerson | undefined> {
	const located = await locate(ref);
	const found = located.ok ? await user(located.value) : located;
	if (!found.ok) {
		if (isAbsent(found.failure)) return undefined;
		throw api.toError(found.failure);
	}
	const { userid, unionid = '', name = '' } = found.value;
	// DingTalk shows the number only to apps with the permission for it.
	const mobile = found.value.mobile || (ref.by === 'mobile' ? toMobile(ref.value) : undefined);
	return {
		input: ref.value,
		userId: userid,
		unionId: unionid,
		...(mobile ? { mobile } : {}),
		name,
	};
}

const refusal = (api: DingTalkApi, failure: Failure, ref: PersonRef): Error =>
	// Out of the visible range the person exists: DingTalk's own words say what to do.
	isAbsent(failure) && failure.kind !== 'range' ? nobody(ref) : api.toError(failure);

const nobody = ({ by, value, field }: PersonRef): InputError =>
	new InputError(
		field ?? NAMES[by],
		`is nobody's ${NAMES[by]} in this organisation: ${value.slice(0, 80)}`,
		'Check it, and that the person belongs to the organisation of this app. User > Search finds people by name',
	);
