import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createDirectory } from '../contacts/resolve';
import { sift } from './sift';
import type { DingTalkApi } from '../transport/api';
import { createApi } from '../transport/api';
import { attemptManaged, fetchVisible, PROCESSES_PER_PAGE } from '../approvals/processes';
import { operatorUserId } from '../contacts/operator';

/**
 * The approval processes that the credential's Operator may start, or all of the organisation where it has none. The
 * call cannot search, so the filter is applied here. Throws what DingTalk refuses.
 *
 * Which of them are suites (套件) no list says outright: those of attendance have an `attendanceType` in the list of
 * managed processes, which only somebody who manages approvals may read. What else a suite is shows in its form.
 */
export async function searchApprovalProcesses(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const userId = await operatorUserId({ api, directory: createDirectory(api) });
	const suites = await attendanceSuites(api, userId);
	return await sift(filter, paginationToken, async (token = '0') => {
		const { items, next } = await fetchVisible(api, userId, {
			nextToken: Number(token),
			maxResults: PROCESSES_PER_PAGE,
		});
		const results = items.map(({ processCode, name, dirName }) => ({
			name: [name || processCode, dirName, suites.has(processCode) && SUITE]
				.filter(Boolean)
				.join(' · '),
			value: processCode,
		}));
		const isLast = items.length === 0 || next === undefined;
		return { results, ...(isLast ? {} : { paginationToken: String(next) }) };
	});
}

const SUITE = 'suite, only started in DingTalk';

/** Codes of attendance suites, where the Operator may see them: the mark is worth no error. */
async function attendanceSuites(api: DingTalkApi, userId: string): Promise<Set<string>> {
	if (userId === '') return new Set();
	const managed = await attemptManaged(api, userId);
	if (!managed.ok) return new Set();
	// That 0 is an ordinary process, and another number none, is [unverified].
	const suites = managed.value.filter(({ attendanceType }) => Number(attendanceType ?? 0) !== 0);
	return new Set(suites.map(({ processCode }) => processCode));
}
