import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createDirectory } from '../../shared/contacts/resolve';
import { sift } from '../../shared/listSearch/sift';
import type { DingTalkApi } from '../../shared/transport/api';
import { createApi } from '../../shared/transport/api';
import { operatorUserId } from '../contacts/operator';

const PROCESSES_PER_PAGE = 100;

interface WireProcess {
	processCode: string;
	name?: string;
	/** The group it lies in. */
	dirName?: string;
}

interface WireManaged {
	processCode: string;
	attendanceType?: number | string;
}

/**
 * The approval processes that the credential's Operator may start, or all of the organisation where it has none. The
 * call cannot search, so the filter is applied here. Throws what DingTalk refuses.
 *
 * Which of them are suites (套件) no list says outright: those of attendance have an `attendanceType` in the list of
 * managed processes, which only somebody who manages approvals may read. What else a suite is shows in its form.
 *
 * @see DingTalk docs "获取指定用户可见的审批表单列表": GET /v1.0/workflow/processes/userVisibilities/templates
 * @see DingTalk docs "获取当前企业所有可管理的表单": GET /v1.0/workflow/processes/managements/templates
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
		const { processList, nextToken } = await fetchVisible(api, userId, Number(token));
		const results = processList.map(({ processCode, name, dirName }) => ({
			name: [name || processCode, dirName, suites.has(processCode) && SUITE]
				.filter(Boolean)
				.join(' · '),
			value: processCode,
		}));
		const isLast = processList.length === 0 || nextToken === undefined;
		return { results, ...(isLast ? {} : { paginationToken: String(nextToken) }) };
	});
}

const SUITE = 'suite, only started in DingTalk';

/** Codes of attendance suites, where the Operator may see them: the mark is worth no error. */
async function attendanceSuites(api: DingTalkApi, userId: string): Promise<Set<string>> {
	if (userId === '') return new Set();
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: '/v1.0/workflow/processes/managements/templates',
		query: { userId },
		answer: { result: 'objects', 'result[].processCode': 'id' },
	});
	if (!outcome.ok) return new Set();
	const { result } = outcome.value.body as { result: WireManaged[] };
	// That 0 is an ordinary process, and another number none, is [unverified].
	const suites = result.filter(({ attendanceType }) => Number(attendanceType ?? 0) !== 0);
	return new Set(suites.map(({ processCode }) => processCode));
}

async function fetchVisible(api: DingTalkApi, userId: string, nextToken: number) {
	const query: IDataObject = {
		maxResults: PROCESSES_PER_PAGE,
		nextToken,
		...(userId === '' ? {} : { userId }),
	};
	const { result } = await api.request<{
		result: { processList: WireProcess[]; nextToken?: number | string };
	}>({
		method: 'GET',
		host: 'api',
		path: '/v1.0/workflow/processes/userVisibilities/templates',
		query,
		answer: {
			'result.processList': 'objects',
			'result.processList[].processCode': 'id',
			'result.processList[].name': 'text?',
			'result.processList[].dirName': 'text?',
			'result.nextToken': 'digits?',
		},
	});
	return result;
}
